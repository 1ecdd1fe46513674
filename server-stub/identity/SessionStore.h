// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/contract/Security.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <vector>

namespace taskward::identity {

struct SessionRow {
    SessionId id;
    UserId user;
    OrgId org;
    DeviceId device;
    std::string deviceKey;  ///< RFC 7638 thumbprint: the only key whose proofs it accepts
    std::string deviceName; ///< as it was when it began
    std::string accessDigest;
    Timestamp accessExpiresAt;
    std::string refreshDigest;
    Timestamp refreshExpiresAt;
    Timestamp absoluteExpiresAt;
    std::optional<Timestamp> rotatedAt;
    Timestamp authenticatedAt;
    std::optional<contract::Restriction> restriction;
    std::string address; ///< of the last use, its end cut off
};

/// The only SQL on sessions. Tokens appear as digests alone. Ended sessions are not found.
class SessionStore {
public:
    explicit SessionStore(db::Tx& tx) : m_tx(tx) {}

    void insert(const SessionRow& session, Timestamp at);
    /// As all reads here: none when it has ended.
    std::optional<SessionRow> find(const SessionId& id);
    /// This one also when it has ended.
    std::optional<SessionRow> findEvenEnded(const SessionId& id);
    std::optional<SessionRow> findByAccess(std::string_view digest);
    std::optional<SessionRow> findByRefresh(std::string_view digest);
    /// The session whose token before the present one had this digest.
    std::optional<SessionRow> findByPreviousRefresh(std::string_view digest);
    /// Puts the successors in place; `oldRefreshDigest` becomes the previous one. False when another
    /// rotation came first.
    bool rotate(const SessionRow& successor, std::string_view oldRefreshDigest, Timestamp at);
    void markFresh(const SessionId& id, Timestamp authenticatedAt);
    void setRestriction(const SessionId& id, std::optional<contract::Restriction> restriction);

    /// Live ones of a device.
    std::vector<SessionRow> of(const DeviceId& device, Timestamp now);
    /// Live ones of a person, the one idle longest first.
    std::vector<SessionRow> of(const UserId& user, Timestamp now);
    /// For people to read: the live ones, and those whose device has yet to erase its data.
    std::vector<contract::DeviceSession> describe(const UserId& user, const OrgId& org,
                                                  Timestamp now);
    /// False when it had ended already.
    bool end(const SessionId& id, Timestamp at);
    /// How many ended.
    std::int64_t endAllOf(const UserId& user, Timestamp at, const SessionId& except = {});
    bool userDisabled(const UserId& user);

private:
    std::optional<SessionRow> one(db::Rows rows);
    std::vector<SessionRow> all(db::Rows rows);
    db::Tx& m_tx;
};

} // namespace taskward::identity
