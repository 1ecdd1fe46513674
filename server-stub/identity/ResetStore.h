// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/db/Tx.h"

#include <optional>
#include <string_view>

namespace taskward::identity {

/// The only SQL on one-time texts for a new password. They appear as SHA-256 digests alone.
class ResetStore {
public:
    explicit ResetStore(db::Tx& tx) : m_tx(tx) {}

    /// In place of those that the person has.
    void put(const UserId& user, std::string_view digest, Timestamp expiresAt);
    /// Whose it is, when it is neither spent nor expired.
    std::optional<UserId> find(std::string_view digest, Timestamp now);
    /// False when it is spent, or expired.
    bool spend(std::string_view digest, Timestamp now);
    void eraseOf(const UserId& user);

private:
    db::Tx& m_tx;
};

} // namespace taskward::identity
