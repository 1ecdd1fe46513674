// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/db/Database.h"
#include "server-stub/http/Gate.h"

#include <mutex>
#include <string>
#include <unordered_map>

namespace taskward::identity {

/// Bearer access tokens to Callers. What the store said is remembered for half a second, so that a
/// change of rights, a sign-out or a disabled person is in force within one second on every process
/// without a word between them.
class SessionGate final : public http::Gate {
public:
    SessionGate(db::Database& database, const Clock& clock) : m_database(database), m_clock(clock) {}

    void authenticate(const http::Request& request,
                      std::function<void(Result<http::Caller>)> done) override;
    /// At once in this process.
    void forget(const SessionId& session);

private:
    struct Known {
        http::Caller caller;
        Timestamp accessExpiresAt;
        std::int64_t checkedAtMs = 0;  ///< monotonic
    };
    Result<Known> look(db::Tx& tx, const std::string& digest);
    bool recall(const std::string& digest, Known& known);
    void remember(const std::string& digest, const Known& known);

    db::Database& m_database;
    const Clock& m_clock;
    std::mutex m_mutex;
    std::unordered_map<std::string, Known> m_known;  ///< by digest of the access token
};

} // namespace taskward::identity
