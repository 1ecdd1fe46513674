// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionStore.h"

namespace taskward::identity {

namespace {

#define SESSION_COLUMNS                                                                            \
    "id, user_id, org_id, device_id, key_thumbprint, device_name, access_digest, "                 \
    "access_expires_at, "                                                                          \
    "refresh_digest, refresh_expires_at, absolute_expires_at, rotated_at, authenticated_at, "      \
    "restriction, last_address"

constexpr std::size_t kShownThumbprintChars = 16;

SessionRow read(const db::Rows& rows)
{
    SessionRow row;
    row.id = rows.id<SessionId>(0);
    row.user = rows.id<UserId>(1);
    row.org = rows.id<OrgId>(2);
    row.device = rows.id<DeviceId>(3);
    row.deviceKey = rows.text(4);
    row.deviceName = rows.text(5);
    row.accessDigest = rows.text(6);
    row.accessExpiresAt = rows.time(7);
    row.refreshDigest = rows.text(8);
    row.refreshExpiresAt = rows.time(9);
    row.absoluteExpiresAt = rows.time(10);
    row.rotatedAt = rows.optionalTime(11);
    row.authenticatedAt = rows.time(12);
    if (const auto restriction = rows.optionalInteger(13))
        row.restriction = static_cast<contract::Restriction>(*restriction);
    row.address = rows.text(14);
    return row;
}

} // namespace

std::optional<SessionRow> SessionStore::one(db::Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    return read(rows);
}

void SessionStore::insert(const SessionRow& s, Timestamp at)
{
    m_tx.run(
        "INSERT INTO sessions (id, user_id, org_id, device_id, key_thumbprint, device_name, "
        "access_digest, access_expires_at, refresh_digest, refresh_expires_at, "
        "absolute_expires_at, created_at, last_used_at, authenticated_at, restriction, "
        "last_address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, "
        "$15)",
        s.id, s.user, s.org, s.device, s.deviceKey, s.deviceName, s.accessDigest, s.accessExpiresAt,
        s.refreshDigest, s.refreshExpiresAt, s.absoluteExpiresAt, at, s.authenticatedAt,
        s.restriction, s.address);
}

std::optional<SessionRow> SessionStore::find(const SessionId& id)
{
    return one(m_tx.query(
        "SELECT " SESSION_COLUMNS " FROM sessions WHERE id = $1 AND ended_at IS NULL", id));
}

std::optional<SessionRow> SessionStore::findEvenEnded(const SessionId& id)
{
    return one(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions WHERE id = $1", id));
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
                    "rotated_at = $7, last_used_at = $7, last_address = $8 "
                    "WHERE id = $1 AND refresh_digest = $2 AND ended_at IS NULL",
                    s.id, oldRefreshDigest, s.accessDigest, s.accessExpiresAt, s.refreshDigest,
                    s.refreshExpiresAt, at, s.address) == 1;
}

void SessionStore::markFresh(const SessionId& id, Timestamp authenticatedAt)
{
    m_tx.run("UPDATE sessions SET authenticated_at = $2 WHERE id = $1", id, authenticatedAt);
}

void SessionStore::setRestriction(const SessionId& id,
                                  std::optional<contract::Restriction> restriction)
{
    m_tx.run("UPDATE sessions SET restriction = $2 WHERE id = $1", id, restriction);
}

std::vector<SessionRow> SessionStore::all(db::Rows rows)
{
    std::vector<SessionRow> out;
    while (rows.next())
        out.push_back(read(rows));
    return out;
}

std::vector<SessionRow> SessionStore::of(const DeviceId& device, Timestamp now)
{
    return all(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions WHERE device_id = $1 "
                          "AND ended_at IS NULL AND refresh_expires_at > $2",
                          device, now));
}

std::vector<SessionRow> SessionStore::of(const UserId& user, Timestamp now)
{
    return all(m_tx.query("SELECT " SESSION_COLUMNS " FROM sessions WHERE user_id = $1 "
                          "AND ended_at IS NULL AND refresh_expires_at > $2 "
                          "ORDER BY last_used_at, id",
                          user, now));
}

std::vector<contract::DeviceSession> SessionStore::describe(const UserId& user, const OrgId& org,
                                                            Timestamp now)
{
    auto rows = m_tx.query(
        "SELECT s.id, s.device_id, d.name, d.platform, s.last_address, s.key_thumbprint, "
        "s.created_at, "
        "s.last_used_at, CASE WHEN d.wipe_requested_at IS NOT NULL AND d.wipe_reported_at IS NULL "
        "THEN 1 ELSE 0 END FROM sessions s JOIN devices d ON d.id = s.device_id "
        "WHERE s.user_id = $1 AND s.org_id = $2 AND ((s.ended_at IS NULL AND s.refresh_expires_at "
        "> $3) "
        "OR (d.wipe_session_id = s.id AND d.wipe_requested_at IS NOT NULL "
        "AND d.wipe_reported_at IS NULL)) ORDER BY s.last_used_at DESC, s.id DESC",
        user, org, now);
    std::vector<contract::DeviceSession> out;
    while (rows.next()) {
        contract::DeviceSession item;
        item.sessionId = rows.id<SessionId>(0);
        item.deviceId = rows.id<DeviceId>(1);
        item.deviceName = rows.text(2);
        item.platform = rows.text(3);
        item.address = rows.text(4);
        item.keyThumbprint = rows.text(5).substr(0, kShownThumbprintChars);
        item.createdAt = rows.time(6);
        item.lastUsedAt = rows.time(7);
        item.wipeRequested = rows.boolean(8);
        out.push_back(std::move(item));
    }
    return out;
}

bool SessionStore::end(const SessionId& id, Timestamp at)
{
    return m_tx.run("UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", id,
                    at) == 1;
}

std::int64_t SessionStore::endAllOf(const UserId& user, Timestamp at, const SessionId& except)
{
    return m_tx.run("UPDATE sessions SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL "
                    "AND id <> $3",
                    user, at, except);
}

bool SessionStore::userDisabled(const UserId& user)
{
    auto rows = m_tx.query("SELECT disabled FROM users WHERE id = $1", user);
    return !rows.next() || rows.boolean(0);
}

} // namespace taskward::identity
