// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The person's side: edits and what is shown.
#include "client/cache/Replica.h"

#include "client/cache/CacheStore.h"
#include "client/cache/ClosedDriver.h"
#include "client/cache/OutboxStore.h"
#include "client/cache/TaskListStore.h"
#include "core/contract/Json.h"

#include <algorithm>

namespace taskward::client {

using contract::Action;
using contract::EntityKind;
using contract::Operation;

namespace {

void addTask(const Operation& operation, std::vector<TaskId>& out)
{
    if (operation.kind == EntityKind::Task)
        out.push_back(TaskId{operation.entityId});
}

/// Appends, or lets the entity's last edit that has not left take it in.
void enqueue(OutboxStore& store, const Operation& operation)
{
    auto queue = store.pendingOf(operation.entityId.str());
    if (!queue.empty() && queue.back().state == OperationState::Waiting &&
        foldInto(queue.back().operation, operation)) {
        store.replace(queue.back());
        return;
    }
    store.append(operation);
}

template <typename T>
std::vector<T> parseAll(const std::vector<std::string>& texts)
{
    std::vector<T> out;
    for (const auto& text : texts) {
        auto parsed = contract::fromJson<T>(text, contract::json::Reading::Lenient);
        if (!parsed)
            throw db::DbError(ErrorCode::StorageCorrupt, "cache: " + parsed.error().detail);
        out.push_back(std::move(*parsed));
    }
    return out;
}

void sortOverview(Overview& overview)
{
    std::ranges::sort(overview.projects, {}, [](const contract::Project& p) {
        return std::tuple(p.archived, p.kind != contract::ProjectKind::Inbox,
                          std::string_view(p.orderKey), std::string_view(p.id.value));
    });
    std::ranges::sort(overview.sections, {}, [](const contract::Section& s) {
        return std::tuple(std::string_view(s.orderKey), std::string_view(s.id.value));
    });
    std::ranges::sort(overview.labels, {}, [](const contract::Label& l) {
        return std::tuple(contract::foldText(l.name), std::string_view(l.id.value));
    });
}

} // namespace

Status Replica::setAuthor(UserId author)
{
    m_author = std::move(author);
    return m_outbox->write([&](db::Tx& tx) -> Status {
        OutboxStore(tx).setMeta("author", m_author.value);
        return {};
    });
}

Status Replica::loadAuthor()
{
    return m_outbox->read([&](db::Tx& tx) -> Status {
        m_author.value = OutboxStore(tx).meta("author").value_or("");
        return {};
    });
}

void Replica::close()
{
    m_cache = std::make_unique<db::Connection>(std::make_unique<ClosedDriver>());
    m_outbox = std::make_unique<db::Connection>(std::make_unique<ClosedDriver>());
    m_sealed.reset();
}

Result<std::vector<TaskId>> Replica::edit(std::vector<Operation> operations)
{
    TW_TRY(m_cache->read([&](db::Tx& tx) -> Status {
        CacheStore store(tx);
        for (auto& operation : operations)
            operation.baseVersion = store.version(operation.kind, operation.entityId).value_or(0);
        return {};
    }));
    TW_TRY(writeOutbox([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        for (const auto& operation : operations)
            enqueue(store, operation);
        return {};
    }));
    // Saved. What follows can be done again at any time (reapply).
    std::vector<TaskId> changed;
    std::vector<std::vector<Operation>> pending;
    for (const auto& operation : operations) {
        TW_ASSIGN(auto all, pendingOf(operation.entityId));
        pending.push_back(std::move(all));
        addTask(operation, changed);
    }
    TW_TRY(m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore store(tx);
        for (std::size_t i = 0; i < operations.size(); ++i)
            refresh(store, operations[i].kind, operations[i].entityId, pending[i]);
        store.flush();
        return {};
    }));
    return changed;
}

void Replica::refresh(CacheStore& store, EntityKind kind, const std::string& id,
                      std::span<const Operation> pending)
{
    if (kind == EntityKind::Conflict) {
        if (!pending.empty())
            store.drop(kind, id);
        return;
    }
    auto base = store.base(kind, id);
    if (!base) {
        if (pending.empty())
            return;
        const auto held = store.get(kind, id);
        base = held ? entityJson(*held) : std::string();
        store.putBase(kind, id, *base);
    }
    m_hasBases = true;
    std::optional<Entity> server;
    if (!base->empty()) {
        auto parsed = entityFromJson(kind, *base);
        if (!parsed)
            throw db::DbError(ErrorCode::StorageCorrupt, "cache: " + parsed.error().detail);
        server = std::move(*parsed);
    }
    const auto shown = overlay(std::move(server), pending, m_author);
    if (shown)
        store.put(*shown);
    else
        store.drop(kind, id);
    if (pending.empty())
        store.dropBase(kind, id);
}

Status Replica::reapply()
{
    TW_ASSIGN(const auto pending, allPending());
    return m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore store(tx);
        // Deletions last: they take along what other edits would bring back.
        for (const bool deletions : {false, true}) {
            for (const auto& [id, operations] : pending) {
                if ((operations.back().action == Action::Delete) == deletions)
                    refresh(store, operations.front().kind, id, operations);
            }
        }
        for (const auto& [kind, id] : store.bases()) {
            if (!pending.contains(id))
                refresh(store, kind, id, {});
        }
        m_hasBases = !pending.empty();
        store.flush();
        return {};
    });
}

Result<std::vector<Operation>> Replica::pendingOf(const std::string& entityId)
{
    return m_outbox->read([&](db::Tx& tx) -> Result<std::vector<Operation>> {
        std::vector<Operation> out;
        for (auto& queued : OutboxStore(tx).pendingOf(entityId))
            out.push_back(std::move(queued.operation));
        return out;
    });
}

Result<Replica::PendingById> Replica::allPending()
{
    return m_outbox->read([&](db::Tx& tx) -> Result<PendingById> {
        PendingById out;
        for (auto& queued : OutboxStore(tx).pending(SIZE_MAX >> 1U)) {
            const std::string id = queued.operation.entityId;
            out[id].push_back(std::move(queued.operation));
        }
        return out;
    });
}

Result<TaskListPage> Replica::page(const TaskQuery& query, const std::string& after, int limit,
                                   const std::string& today)
{
    return m_cache->read(
        [&](db::Tx& tx) { return TaskListStore(tx, today).page(query, after, limit); });
}

Result<std::vector<TaskRow>> Replica::subtasks(const TaskId& parent, const std::string& today)
{
    return m_cache->read([&](db::Tx& tx) -> Result<std::vector<TaskRow>> {
        return TaskListStore(tx, today).subtasks(parent);
    });
}

Result<contract::Task> Replica::task(const TaskId& id)
{
    return m_cache->read([&](db::Tx& tx) -> Result<contract::Task> {
        auto found = CacheStore(tx).get(EntityKind::Task, id.value);
        if (!found)
            return fail(ErrorCode::NotFound);
        return std::get<contract::Task>(std::move(*found));
    });
}

Result<std::string> Replica::lastOrderKey(const contract::TaskFields& place)
{
    return m_cache->read([&](db::Tx& tx) -> Result<std::string> {
        return TaskListStore(tx, "").lastOrderKey(place);
    });
}

Result<Overview> Replica::overview()
{
    return m_cache->read([&](db::Tx& tx) -> Result<Overview> {
        CacheStore store(tx);
        Overview out;
        const auto of = [&](EntityKind kind) { return store.things(static_cast<int>(kind)); };
        out.projects = parseAll<contract::Project>(of(EntityKind::Project));
        out.sections = parseAll<contract::Section>(of(EntityKind::Section));
        out.labels = parseAll<contract::Label>(of(EntityKind::Label));
        out.conflicts = parseAll<contract::Conflict>(of(EntityKind::Conflict));
        out.people = parseAll<contract::Person>(store.things(CacheStore::kPeople));
        out.inbox.value = store.meta("inbox").value_or("");
        sortOverview(out);
        return out;
    });
}

Result<Overview> Replica::counts(Overview overview, const std::string& today)
{
    return m_cache->read([&](db::Tx& tx) -> Result<Overview> {
        TaskListStore(tx, today).fillCounts(overview);
        return std::move(overview);
    });
}

Result<QueueCounts> Replica::queueCounts()
{
    return m_outbox->read([&](db::Tx& tx) -> Result<QueueCounts> {
        OutboxStore store(tx);
        return QueueCounts{store.pendingCount(), store.refusedCount()};
    });
}

Result<std::vector<QueuedOperation>> Replica::refused()
{
    return m_outbox->read([](db::Tx& tx) -> Result<std::vector<QueuedOperation>> {
        return OutboxStore(tx).refused();
    });
}

Status Replica::settleRefused(const OpId& id, bool retry)
{
    TW_TRY(writeOutbox([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        if (retry)
            store.retry(id);
        else
            store.remove(id);
        return {};
    }));
    return retry ? reapply() : Status{};
}

Result<std::string> Replica::cacheMeta(std::string_view key)
{
    return m_cache->read(
        [&](db::Tx& tx) -> Result<std::string> { return CacheStore(tx).meta(key).value_or(""); });
}

Status Replica::setCacheMeta(std::string_view key, std::string_view value)
{
    return m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore(tx).setMeta(key, value);
        return {};
    });
}

Result<bool> Replica::changedOutside()
{
    const auto versionOfFile = [](db::Connection& connection) {
        return connection.read(
            [](db::Tx& tx) -> Result<std::int64_t> { return OutboxStore(tx).dataVersion(); });
    };
    TW_ASSIGN(const auto cache, versionOfFile(*m_cache));
    TW_ASSIGN(const auto outbox, versionOfFile(*m_outbox));
    const bool changed = (m_cacheVersion >= 0 && cache != m_cacheVersion) ||
                         (m_outboxVersion >= 0 && outbox != m_outboxVersion);
    m_cacheVersion = cache;
    m_outboxVersion = outbox;
    return changed;
}

} // namespace taskward::client
