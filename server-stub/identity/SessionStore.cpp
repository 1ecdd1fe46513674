// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionStore.h"

namespace taskward::identity {

#define SESSION_COLUMNS                                                                                \
    "id, user_id, org_id, device_name, access_digest, access_expires_at, refresh_digest, "             \
    "refresh_expires_at, absolute_expires_at, rotated_at"

std::optional<SessionRow> SessionStore::one(db::Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    SessionRow row;
    row.id = rows.id<SessionId>(0);
    row.user = rows.id<UserId>(1);
    row.org = rows.id<OrgId>(2);
    row.deviceName = rows.text(3);
    row.accessDigest = rows.text(4);
    row.accessExpiresAt = rows.time(5);
    row.refreshDigest = rows.text(6);
    row.refreshExpiresAt = rows.time(7);
    row.absoluteExpiresAt = rows.time(8);
    row.rotatedAt = rows.optionalTime(9);
    return row;
}

void SessionStore::insert(const SessionRow& s, Timestamp at)
{
    m_tx.run("INSERT INTO sessions (id, user_id, org_id, device_name, access_digest, "
             "access_expires_at, refresh_digest, refresh_expires_at, absolute_expires_at, created_at, "
             "last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
             s.id, s.user, s.org, s.deviceName, s.accessDigest, s.accessExpiresAt, s.refreshDigest,
             s.refreshExpiresAt, s.absoluteExpiresAt, at);
}

std::optional<SessionRow> SessionStore::find(const SessionId& id)
{
    return one(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions WHERE id = $1 AND ended_at IS NULL",
                          id));
}

std::optional<SessionRow> SessionStore::findByAccess(std::string_view digest)
{
    return one(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions "
                          "WHERE access_digest = $1 AND ended_at IS NULL",
                          digest));
}

std::optional<SessionRow> SessionStore::findByRefresh(std::string_view digest)
{
    return one(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions "
                          "WHERE refresh_digest = $1 AND ended_at IS NULL",
                          digest));
}

std::optional<SessionRow> SessionStore::findByPreviousRefresh(std::string_view digest)
{
    return one(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions "
                          "WHERE previous_refresh_digest = $1 AND ended_at IS NULL",
                          digest));
}

bool SessionStore::rotate(const SessionRow& s, std::string_view oldRefreshDigest, Timestamp at)
{
    return m_tx.run("UPDATE sessions SET access_digest = $3, access_expires_at = $4, "
                    "refresh_digest = $5, refresh_expires_at = $6, previous_refresh_digest = $2, "
                    "rotated_at = $7, last_used_at = $7 "
                    "WHERE id = $1 AND refresh_digest = $2 AND ended_at IS NULL",
                    s.id, oldRefreshDigest, s.accessDigest, s.accessExpiresAt, s.refreshDigest,
                    s.refreshExpiresAt, at) == 1;
}

void SessionStore::end(const SessionId& id, Timestamp at)
{
    m_tx.run("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id, at);
}

void SessionStore::endAllOf(const UserId& user, Timestamp at)
{
    m_tx.run("UPDATE sessions SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL", user, at);
}

bool SessionStore::userDisabled(const UserId& user)
{
    auto rows = m_tx.query("SELECT disabled FROM users WHERE id = $1", user);
    return !rows.next() || rows.boolean(0);
}

} // namespace taskward::identity
