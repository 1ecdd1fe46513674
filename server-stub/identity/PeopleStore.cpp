// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/PeopleStore.h"

#include "core/contract/Types.h"

namespace taskward::identity {

#define USER_COLUMNS "id, email, name, password_hash, disabled, default_org_id, renew_password, " \
    "password_set_at"

std::optional<UserRow> PeopleStore::one(db::Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    return UserRow{rows.id<UserId>(0), rows.text(1), rows.text(2),
                   rows.text(3),       rows.boolean(4), rows.id<OrgId>(5), rows.boolean(6),
                   rows.time(7)};
}

std::optional<UserRow> PeopleStore::findByEmail(std::string_view email)
{
    const std::string folded = contract::foldText(email);
    return one(m_tx.query("SELECT " USER_COLUMNS " FROM users "
                          "WHERE email_folded = $1",
                          folded));
}

std::optional<UserRow> PeopleStore::find(const UserId& id)
{
    return one(m_tx.query("SELECT " USER_COLUMNS " FROM users "
                          "WHERE id = $1",
                          id));
}

void PeopleStore::insert(const UserRow& user, Timestamp at)
{
    const std::string folded = contract::foldText(user.email);
    m_tx.run("INSERT INTO users (id, email, email_folded, name, password_hash, disabled, "
             "default_org_id, created_at, updated_at, password_set_at) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)",
             user.id, user.email, folded, user.name, user.passwordHash, user.disabled, user.defaultOrg,
             at);
}

void PeopleStore::setPasswordHash(const UserId& id, std::string_view hash, Timestamp at)
{
    m_tx.run("UPDATE users SET password_hash = $2, password_set_at = $3, updated_at = $3 "
             "WHERE id = $1",
             id, hash, at);
}

void PeopleStore::rehash(const UserId& id, std::string_view hash, std::string_view oldHash)
{
    m_tx.run("UPDATE users SET password_hash = $2 WHERE id = $1 AND password_hash = $3", id, hash,
             oldHash);
}

void PeopleStore::setRenewPassword(const UserId& id, bool renew, Timestamp at)
{
    m_tx.run("UPDATE users SET renew_password = $2, updated_at = $3 WHERE id = $1", id, renew, at);
}

void PeopleStore::setDisabled(const UserId& id, bool disabled, Timestamp at)
{
    m_tx.run("UPDATE users SET disabled = $2, updated_at = $3 WHERE id = $1", id, disabled, at);
}

std::optional<UserRow> PeopleStore::first()
{
    return one(m_tx.query("SELECT " USER_COLUMNS " FROM users "
                          "ORDER BY created_at, id LIMIT 1"));
}

void PeopleStore::insertOrganisation(const OrgId& id, std::string_view name, std::string_view epoch,
                                     Timestamp at)
{
    m_tx.run("INSERT INTO organisations (org_id, name, epoch, created_at) VALUES ($1, $2, $3, $4)", id,
             name, epoch, at);
}

void PeopleStore::insertMembership(const OrgId& org, const UserId& user, contract::Role role,
                                   const ProjectId& inbox, Timestamp at)
{
    m_tx.run("INSERT INTO memberships (org_id, user_id, role, inbox_id, created_at) "
             "VALUES ($1, $2, $3, $4, $5)",
             org, user, role, inbox, at);
}

std::optional<contract::Membership> PeopleStore::membership(const OrgId& org, const UserId& user)
{
    auto rows = m_tx.query("SELECT o.name, m.role, m.inbox_id FROM memberships m "
                           "JOIN organisations o ON o.org_id = m.org_id "
                           "WHERE m.org_id = $1 AND m.user_id = $2",
                           org, user);
    if (!rows.next())
        return std::nullopt;
    return contract::Membership{org, rows.text(0), static_cast<contract::Role>(rows.integer(1)),
                                rows.id<ProjectId>(2)};
}

std::vector<contract::Person> PeopleStore::people(const OrgId& org, std::string_view cursor,
                                                  std::int64_t limit)
{
    auto rows = m_tx.query("SELECT u.id, u.email, u.name FROM memberships m JOIN users u "
                           "ON u.id = m.user_id WHERE m.org_id = $1 AND m.user_id > $2 "
                           "ORDER BY m.user_id LIMIT $3",
                           org, cursor, limit);
    std::vector<contract::Person> out;
    while (rows.next())
        out.push_back({rows.id<UserId>(0), rows.text(1), rows.text(2)});
    return out;
}

} // namespace taskward::identity
