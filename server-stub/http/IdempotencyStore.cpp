// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/IdempotencyStore.h"

namespace taskward::http {

std::optional<StoredAnswer> IdempotencyStore::find(const Caller& caller, std::string_view route,
                                                   std::string_view key)
{
    auto rows = m_tx.query("SELECT request_digest, status, body, entity_tag FROM idempotency_keys "
                           "WHERE org_id = $1 AND user_id = $2 AND route = $3 AND key = $4",
                           caller.org, caller.user, route, key);
    if (!rows.next())
        return std::nullopt;
    return StoredAnswer{rows.text(0), rows.integer(1), rows.text(2), rows.text(3)};
}

void IdempotencyStore::put(const Caller& caller, std::string_view route, std::string_view key,
                           const StoredAnswer& answer, Timestamp at)
{
    m_tx.run("INSERT INTO idempotency_keys "
             "(org_id, user_id, route, key, request_digest, status, body, entity_tag, at) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
             caller.org, caller.user, route, key, answer.requestDigest, answer.status, answer.body,
             answer.entityTag, at);
}

void IdempotencyStore::forgetOlderThan(const Caller& caller, Timestamp limit)
{
    m_tx.run("DELETE FROM idempotency_keys WHERE org_id = $1 AND at < $2", caller.org, limit);
}

} // namespace taskward::http
