// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/cache/OutboxStore.h"

#include "core/contract/Json.h"
#include "core/db/Driver.h"

namespace taskward::client {

using contract::Operation;

void OutboxStore::append(const Operation& operation)
{
    m_tx.run("INSERT INTO operations (id, entity_id, state, json) VALUES ($1, $2, 0, $3)",
             operation.id, operation.entityId.str(), contract::toJson(operation));
}

bool OutboxStore::appendNew(const Operation& operation)
{
    auto rows = m_tx.query("SELECT 1 FROM operations WHERE id = $1", operation.id);
    if (rows.next())
        return false;
    append(operation);
    return true;
}

std::vector<QueuedOperation> OutboxStore::everything()
{
    return read(m_tx.query("SELECT seq, state, json, code, pointer FROM operations ORDER BY seq"));
}

OutboxStore::Unsealed OutboxStore::unsealed()
{
    Unsealed out;
    for (auto& queued :
         read(m_tx.query("SELECT seq, state, json, code, pointer FROM operations"
                         " WHERE id IN (SELECT id FROM unsealed) ORDER BY seq")))
        out.changed.push_back(std::move(queued.operation));
    auto rows = m_tx.query("SELECT id FROM unsealed"
                           " WHERE NOT EXISTS (SELECT 1 FROM operations o WHERE o.id = unsealed.id)");
    while (rows.next())
        out.gone.push_back(OpId{rows.text(0)});
    return out;
}

void OutboxStore::forgetUnsealed()
{
    m_tx.run("DELETE FROM unsealed");
}

void OutboxStore::replace(const QueuedOperation& queued)
{
    m_tx.run("UPDATE operations SET json = $2 WHERE seq = $1", queued.seq,
             contract::toJson(queued.operation));
}

void OutboxStore::remove(const OpId& id)
{
    m_tx.run("DELETE FROM operations WHERE id = $1", id);
}

void OutboxStore::refuse(const OpId& id, std::string_view code, std::string_view pointer)
{
    m_tx.run("UPDATE operations SET state = 2, code = $2, pointer = $3 WHERE id = $1", id, code,
             pointer);
}

void OutboxStore::markSent(const OpId& id)
{
    m_tx.run("UPDATE operations SET state = 1 WHERE id = $1 AND state = 0", id);
}

void OutboxStore::putBack(const QueuedOperation& queued)
{
    m_tx.run("UPDATE operations SET state = 0, code = '', pointer = '', json = $2 WHERE seq = $1",
             queued.seq, contract::toJson(queued.operation));
}

void OutboxStore::retry(const OpId& id)
{
    m_tx.run("UPDATE operations SET state = 0, code = '', pointer = '',"
             " seq = (SELECT max(seq) FROM operations) + 1 WHERE id = $1 AND state = 2",
             id);
}

std::vector<QueuedOperation> OutboxStore::pending(std::size_t limit)
{
    return read(m_tx.query("SELECT seq, state, json, code, pointer FROM operations WHERE state < 2"
                           " ORDER BY seq LIMIT $1",
                           static_cast<std::int64_t>(limit)));
}

std::vector<QueuedOperation> OutboxStore::pendingOf(std::string_view entityId)
{
    return read(m_tx.query("SELECT seq, state, json, code, pointer FROM operations"
                           " WHERE entity_id = $1 AND state < 2 ORDER BY seq",
                           entityId));
}

std::vector<QueuedOperation> OutboxStore::refused()
{
    return read(m_tx.query("SELECT seq, state, json, code, pointer FROM operations WHERE state = 2"
                           " ORDER BY seq"));
}

std::int64_t OutboxStore::pendingCount()
{
    auto rows = m_tx.query("SELECT count(*) FROM operations WHERE state < 2");
    rows.next();
    return rows.integer(0);
}

std::int64_t OutboxStore::refusedCount()
{
    auto rows = m_tx.query("SELECT count(*) FROM operations WHERE state = 2");
    rows.next();
    return rows.integer(0);
}

std::int64_t OutboxStore::dataVersion()
{
    auto rows = m_tx.query("PRAGMA data_version");
    rows.next();
    return rows.integer(0);
}

std::optional<std::string> OutboxStore::meta(std::string_view key)
{
    auto rows = m_tx.query("SELECT value FROM meta WHERE key = $1", key);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void OutboxStore::setMeta(std::string_view key, std::string_view value)
{
    m_tx.run("INSERT INTO meta (key, value) VALUES ($1, $2)"
             " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
             key, value);
}

std::vector<QueuedOperation> OutboxStore::read(db::Rows rows)
{
    std::vector<QueuedOperation> out;
    while (rows.next()) {
        auto operation =
            contract::fromJson<Operation>(rows.view(2), contract::json::Reading::Lenient);
        if (!operation)
            throw db::DbError(ErrorCode::StorageCorrupt, "outbox: " + operation.error().detail);
        out.push_back({rows.integer(0), static_cast<OperationState>(rows.integer(1)),
                       std::move(*operation), rows.text(3), rows.text(4)});
    }
    return out;
}

} // namespace taskward::client
