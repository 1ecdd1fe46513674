// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/FactorStore.h"

namespace taskward::identity {

#define FACTOR_COLUMNS                                                                             \
    "user_id, seed, since, last_step, pending_seed, pending_at, recovery_salt, "                   \
    "recovery_saved_at, misses, window_at, window_misses, locked_at, locked_until"

namespace {

std::vector<std::uint8_t> bytesAt(const db::Rows& rows, int column)
{
    if (rows.isNull(column))
        return {};
    const auto bytes = rows.blob(column);
    return {bytes.begin(), bytes.end()};
}

} // namespace

std::vector<FactorRow> FactorStore::all(db::Rows rows)
{
    std::vector<FactorRow> out;
    while (rows.next()) {
        FactorRow row;
        row.user = rows.id<UserId>(0);
        row.seed = bytesAt(rows, 1);
        row.since = rows.optionalTime(2);
        row.lastStep = rows.integer(3);
        row.pendingSeed = bytesAt(rows, 4);
        row.pendingAt = rows.optionalTime(5);
        row.recoverySalt = rows.text(6);
        row.recoverySavedAt = rows.optionalTime(7);
        row.misses = {rows.integer(8), rows.time(9), rows.integer(10), rows.optionalTime(11),
                      rows.optionalTime(12)};
        out.push_back(std::move(row));
    }
    return out;
}

std::optional<FactorRow> FactorStore::find(const UserId& user)
{
    auto rows =
        all(m_tx.query("SELECT " FACTOR_COLUMNS " FROM totp_factors WHERE user_id = $1", user));
    if (rows.empty())
        return std::nullopt;
    return std::move(rows.front());
}

bool FactorStore::inForce(const UserId& user)
{
    return m_tx
        .query("SELECT user_id FROM totp_factors WHERE user_id = $1 AND seed IS NOT NULL", user)
        .next();
}

void FactorStore::putPending(const UserId& user, std::span<const std::uint8_t> sealed, Timestamp at)
{
    m_tx.run("INSERT INTO totp_factors (user_id, pending_seed, pending_at) VALUES ($1, $2, $3) "
             "ON CONFLICT (user_id) DO UPDATE SET pending_seed = excluded.pending_seed, "
             "pending_at = excluded.pending_at",
             user, sealed, at);
}

void FactorStore::confirm(const UserId& user, std::int64_t step, Timestamp at)
{
    m_tx.run("UPDATE totp_factors SET seed = pending_seed, since = $3, last_step = $2, "
             "pending_seed = NULL, pending_at = NULL, recovery_saved_at = NULL, misses = 0, "
             "window_misses = 0, locked_at = NULL, locked_until = NULL WHERE user_id = $1",
             user, step, at);
}

bool FactorStore::acceptStep(const UserId& user, std::int64_t step)
{
    return m_tx.run("UPDATE totp_factors SET last_step = $2 WHERE user_id = $1 AND last_step < $2",
                    user, step) == 1;
}

void FactorStore::setMisses(const UserId& user, const CodeMisses& misses)
{
    m_tx.run("UPDATE totp_factors SET misses = $2, window_at = $3, window_misses = $4, "
             "locked_at = $5, locked_until = $6 WHERE user_id = $1",
             user, misses.inARow, misses.windowAt, misses.inWindow, misses.lockedAt,
             misses.lockedUntil);
}

void FactorStore::erase(const UserId& user)
{
    m_tx.run("DELETE FROM totp_factors WHERE user_id = $1", user);
    m_tx.run("DELETE FROM recovery_codes WHERE user_id = $1", user);
}

void FactorStore::putCodes(const UserId& user, std::string_view salt,
                           std::span<const std::string> digests)
{
    m_tx.run("DELETE FROM recovery_codes WHERE user_id = $1", user);
    m_tx.run("UPDATE totp_factors SET recovery_salt = $2, recovery_saved_at = NULL "
             "WHERE user_id = $1",
             user, salt);
    for (const auto& digest : digests)
        m_tx.run("INSERT INTO recovery_codes (user_id, digest) VALUES ($1, $2)", user, digest);
}

std::vector<std::string> FactorStore::unusedCodes(const UserId& user)
{
    auto rows = m_tx.query("SELECT digest FROM recovery_codes WHERE user_id = $1 "
                           "AND used_at IS NULL ORDER BY digest",
                           user);
    std::vector<std::string> out;
    while (rows.next())
        out.push_back(rows.text(0));
    return out;
}

bool FactorStore::useCode(const UserId& user, std::string_view digest, Timestamp at)
{
    return m_tx.run("UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND digest = $2 "
                    "AND used_at IS NULL",
                    user, digest, at) == 1;
}

void FactorStore::markCodesSaved(const UserId& user, Timestamp at)
{
    m_tx.run("UPDATE totp_factors SET recovery_saved_at = $2 WHERE user_id = $1", user, at);
}

std::vector<FactorRow> FactorStore::locked(const std::optional<UserId>& user, Timestamp now,
                                           std::int64_t limit)
{
    return all(m_tx.query("SELECT " FACTOR_COLUMNS " FROM totp_factors "
                          "WHERE (CAST($1 AS TEXT) IS NULL OR user_id = $1) "
                          "AND (locked_until > $2 OR misses >= $3) ORDER BY user_id LIMIT $4",
                          user, now, codethrottle::kHardStop, limit));
}

bool FactorStore::anySealed()
{
    return m_tx
        .query("SELECT user_id FROM totp_factors WHERE seed IS NOT NULL "
               "OR pending_seed IS NOT NULL LIMIT 1")
        .next();
}

} // namespace taskward::identity
