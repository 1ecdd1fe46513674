// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <string_view>

namespace taskward::identity {

/// Somebody's password was right; a code is still owed, by the same device.
struct ChallengeRow {
    std::string digest; ///< SHA-256 of the text that was handed out
    UserId user;
    OrgId org;
    std::string deviceKey;
    std::string deviceName;
    std::string platform;
    Timestamp passwordSetAt; ///< of the password that was right
    std::int64_t tries = 0;
    Timestamp expiresAt;
};

/// The only SQL on challenges.
class ChallengeStore {
public:
    explicit ChallengeStore(db::Tx& tx) : m_tx(tx) {}

    /// Also forgets those that are over.
    void insert(const ChallengeRow& row, Timestamp now);
    std::optional<ChallengeRow> find(std::string_view digest);
    /// Counts one more try.
    void countTry(std::string_view digest);
    /// False when it is gone: whoever erases it has it for themselves.
    bool erase(std::string_view digest);
    void eraseOf(const UserId& user);

private:
    db::Tx& m_tx;
};

} // namespace taskward::identity
