// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ThrottleStore.h"

#include "core/crypto/Digest.h"

namespace taskward::identity {

std::string counterId(CounterKind kind, std::string_view account, std::string_view source)
{
    std::string text = std::to_string(static_cast<int>(kind)) + '\n';
    text.append(account).append("\n").append(source);
    return crypto::sha256Hex(text);
}

Counter ThrottleStore::find(std::string_view id)
{
    auto rows = m_tx.query("SELECT misses, since, last_at, blocked_until FROM throttle_counters "
                           "WHERE id = $1",
                           id);
    if (!rows.next())
        return {};
    return {rows.integer(0), rows.time(1), rows.time(2), rows.time(3)};
}

void ThrottleStore::put(const CounterRow& row)
{
    m_tx.run("INSERT INTO throttle_counters (id, kind, account, user_id, source, misses, since, "
             "last_at, blocked_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
             "ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, source = excluded.source, "
             "misses = excluded.misses, since = excluded.since, last_at = excluded.last_at, "
             "blocked_until = excluded.blocked_until",
             row.id, row.kind, row.account, row.user, row.source, row.counter.misses,
             row.counter.since, row.counter.lastAt, row.counter.blockedUntil);
}

void ThrottleStore::erase(std::string_view id)
{
    m_tx.run("DELETE FROM throttle_counters WHERE id = $1", id);
}

std::vector<CounterRow> ThrottleStore::ofPeople(const std::optional<UserId>& user, Timestamp since,
                                                std::int64_t limit)
{
    auto rows = m_tx.query(
        "SELECT id, kind, account, user_id, source, misses, since, last_at, blocked_until "
        "FROM throttle_counters WHERE user_id IS NOT NULL "
        "AND (CAST($1 AS TEXT) IS NULL OR user_id = $1) AND last_at >= $2 "
        "ORDER BY last_at DESC, id LIMIT $3",
        user, since, limit);
    std::vector<CounterRow> out;
    while (rows.next())
        out.push_back({rows.text(0),
                       static_cast<CounterKind>(rows.integer(1)),
                       rows.text(2),
                       rows.optionalId<UserId>(3),
                       rows.text(4),
                       {rows.integer(5), rows.time(6), rows.time(7), rows.time(8)}});
    return out;
}

std::int64_t ThrottleStore::eraseOf(const UserId& user)
{
    return m_tx.run("DELETE FROM throttle_counters WHERE user_id = $1", user);
}

void ThrottleStore::prune(Timestamp before, std::int64_t strangers)
{
    m_tx.run("DELETE FROM throttle_counters WHERE last_at < $1", before);
    m_tx.run("DELETE FROM throttle_counters WHERE user_id IS NULL AND last_at < "
             "(SELECT last_at FROM throttle_counters WHERE user_id IS NULL "
             "ORDER BY last_at DESC LIMIT 1 OFFSET $1)",
             strangers);
}

} // namespace taskward::identity
