// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Identity.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <vector>

namespace taskward::identity {

struct UserRow {
    UserId id;
    std::string email;
    std::string name;
    std::string passwordHash;
    bool disabled = false;
    OrgId defaultOrg;
    bool renewPassword = false; ///< the next session may do nothing but set a new one
    Timestamp passwordSetAt = {};
};

/// The only SQL on people, organisations and memberships.
class PeopleStore {
public:
    explicit PeopleStore(db::Tx& tx) : m_tx(tx) {}

    std::optional<UserRow> findByEmail(std::string_view email);
    std::optional<UserRow> find(const UserId& id);
    void insert(const UserRow& user, Timestamp at);
    void setPasswordHash(const UserId& id, std::string_view hash, Timestamp at);
    /// The same password under another hash, unless it has changed meanwhile.
    void rehash(const UserId& id, std::string_view hash, std::string_view oldHash);
    /// Whether the next session may do nothing but set a new password.
    void setRenewPassword(const UserId& id, bool renew, Timestamp at);
    void setDisabled(const UserId& id, bool disabled, Timestamp at);

    /// Who was there first: the owner that init made.
    std::optional<UserRow> first();
    void insertOrganisation(const OrgId& id, std::string_view name, std::string_view epoch, Timestamp at);
    void insertMembership(const OrgId& org, const UserId& user, contract::Role role,
                          const ProjectId& inbox, Timestamp at);
    std::optional<contract::Membership> membership(const OrgId& org, const UserId& user);
    /// People of the organisation after `cursor` (a user id), by id.
    std::vector<contract::Person> people(const OrgId& org, std::string_view cursor, std::int64_t limit);

private:
    std::optional<UserRow> one(db::Rows rows);
    db::Tx& m_tx;
};

} // namespace taskward::identity
