// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/http/Message.h"
#include "server-stub/identity/AddressList.h"
#include "server-stub/identity/ApiKeyStore.h"
#include "server-stub/identity/KeyThrottle.h"
#include "server-stub/identity/ShortMemory.h"

#include <functional>
#include <string_view>

namespace taskward::identity {

/// Keys for scripts to Callers. What a key may do is its scopes and what its owner may do now, whichever
/// is less: the Caller carries both. What the store said holds for half a second; the last use is
/// written at most once a minute, beside the request. Thread-safe.
class ApiKeyGate {
public:
    using Done = std::function<void(Result<http::Caller>)>;

    ApiKeyGate(db::Database& database, const Clock& clock);
    /// Errors: Unauthenticated, the same for unknown, revoked, frozen and expired keys, a foreign address
    /// and an owner who is disabled or gone; RateLimited.
    void authenticate(std::string_view text, const http::Request& request, Done done);
    void recheck(const http::Caller& caller, Done done);
    void forget(const ApiKeyId& key);

private:
    struct Known {
        http::Caller caller;
        Timestamp expiresAt;
        AddressList addresses;
        std::int64_t perMinute = 0;
    };
    Result<Known> look(db::Tx& tx, const std::optional<ApiKeyRow>& row) const;
    Result<http::Caller> admit(Known known, const std::string& requestId,
                               const std::string& address);
    void noteUse(const http::Caller& caller);

    db::Database& m_database;
    const Clock& m_clock;
    KeyThrottle m_throttle;
    ShortMemory<Known> m_known; ///< by digest of the whole key
};

} // namespace taskward::identity
