// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>

namespace taskward::identity {

struct SessionRow {
    SessionId id;
    UserId user;
    OrgId org;
    std::string deviceName;
    std::string accessDigest;
    Timestamp accessExpiresAt;
    std::string refreshDigest;
    Timestamp refreshExpiresAt;
    Timestamp absoluteExpiresAt;
    std::optional<Timestamp> rotatedAt;
};

/// The only SQL on sessions. Tokens appear as digests alone. Ended sessions are not found.
class SessionStore {
public:
    explicit SessionStore(db::Tx& tx) : m_tx(tx) {}

    void insert(const SessionRow& session, Timestamp at);
    /// As all reads here: none when it has ended.
    std::optional<SessionRow> find(const SessionId& id);
    std::optional<SessionRow> findByAccess(std::string_view digest);
    std::optional<SessionRow> findByRefresh(std::string_view digest);
    /// The session whose token before the present one had this digest.
    std::optional<SessionRow> findByPreviousRefresh(std::string_view digest);
    /// Puts the successors in place; `oldRefreshDigest` becomes the previous one. False when another
    /// rotation came first.
    bool rotate(const SessionRow& successor, std::string_view oldRefreshDigest, Timestamp at);
    void end(const SessionId& id, Timestamp at);
    void endAllOf(const UserId& user, Timestamp at);
    bool userDisabled(const UserId& user);

private:
    std::optional<SessionRow> one(db::Rows rows);
    db::Tx& m_tx;
};

} // namespace taskward::identity
