// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/DeviceStore.h"

namespace taskward::identity {

namespace {

#define DEVICE_COLUMNS                                                                             \
    "id, user_id, key_thumbprint, name, platform, frozen, wipe_requested_at, wipe_reported_at, "   \
    "wipe_session_id"

DeviceRow read(const db::Rows& rows)
{
    DeviceRow row;
    row.id = rows.id<DeviceId>(0);
    row.user = rows.id<UserId>(1);
    row.key = rows.text(2);
    row.name = rows.text(3);
    row.platform = rows.text(4);
    row.frozen = rows.boolean(5);
    row.wipeRequestedAt = rows.optionalTime(6);
    row.wipeReportedAt = rows.optionalTime(7);
    row.wipeSession = rows.optionalId<SessionId>(8).value_or(SessionId());
    return row;
}

} // namespace

std::optional<DeviceRow> DeviceStore::one(db::Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    return read(rows);
}

std::optional<DeviceRow> DeviceStore::find(const UserId& user, std::string_view key)
{
    return one(m_tx.query("SELECT " DEVICE_COLUMNS " FROM devices "
                          "WHERE user_id = $1 AND key_thumbprint = $2",
                          user, key));
}

std::optional<DeviceRow> DeviceStore::find(const DeviceId& id)
{
    return one(m_tx.query("SELECT " DEVICE_COLUMNS " FROM devices WHERE id = $1", id));
}

bool DeviceStore::isKnown(const UserId& user, std::string_view key)
{
    if (key.empty())
        return false;
    const auto device = find(user, key);
    return device && !device->frozen && !device->wipePending();
}

std::unordered_set<std::string> DeviceStore::knownKeys()
{
    auto rows = m_tx.query("SELECT key_thumbprint FROM devices WHERE frozen = 0");
    std::unordered_set<std::string> keys;
    while (rows.next())
        keys.insert(rows.text(0));
    return keys;
}

void DeviceStore::insert(const DeviceRow& device, Timestamp at)
{
    m_tx.run("INSERT INTO devices (id, user_id, key_thumbprint, name, platform, first_used_at, "
             "last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
             device.id, device.user, device.key, device.name, device.platform, at);
}

void DeviceStore::markUsed(const DeviceId& id, std::string_view name, std::string_view platform,
                           Timestamp at)
{
    m_tx.run("UPDATE devices SET name = $2, platform = $3, last_used_at = $4, frozen = 0, "
             "wipe_requested_at = NULL, wipe_reported_at = NULL WHERE id = $1",
             id, name, platform, at);
}

void DeviceStore::freezeOthers(const UserId& user, const DeviceId& except)
{
    m_tx.run("UPDATE devices SET frozen = 1 WHERE user_id = $1 AND id <> $2", user, except);
}

void DeviceStore::requestWipe(const DeviceId& id, const SessionId& session, const UserId& by,
                              Timestamp at)
{
    m_tx.run(
        "UPDATE devices SET wipe_requested_at = $4, wipe_session_id = $2, wipe_requested_by = $3, "
        "wipe_reported_at = NULL, wipe_unsent_edits = 0, wipe_complete = 0 WHERE id = $1",
        id, session, by, at);
}

std::vector<DeviceRow> DeviceStore::toWipe(std::string_view key)
{
    auto rows =
        m_tx.query("SELECT " DEVICE_COLUMNS " FROM devices WHERE key_thumbprint = $1 "
                   "AND wipe_requested_at IS NOT NULL AND wipe_reported_at IS NULL ORDER BY id",
                   key);
    std::vector<DeviceRow> out;
    while (rows.next())
        out.push_back(read(rows));
    return out;
}

bool DeviceStore::hasReported(std::string_view key)
{
    return m_tx
        .query("SELECT id FROM devices WHERE key_thumbprint = $1 "
               "AND wipe_requested_at IS NOT NULL AND wipe_reported_at IS NOT NULL",
               key)
        .next();
}

void DeviceStore::reportWipe(const DeviceId& id, std::int64_t unsentEdits, bool complete,
                             Timestamp at)
{
    m_tx.run("UPDATE devices SET wipe_reported_at = $4, wipe_unsent_edits = $2, wipe_complete = $3 "
             "WHERE id = $1 AND wipe_requested_at IS NOT NULL",
             id, unsentEdits, complete, at);
}

} // namespace taskward::identity
