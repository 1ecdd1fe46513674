// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Synchronisation's side: what goes up, what comes down.
#include "client/cache/CacheStore.h"
#include "client/cache/OutboxStore.h"
#include "client/cache/Replica.h"
#include "client/sync/Salvage.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace taskward::client {

using contract::EntityKind;
using contract::Operation;
using contract::OperationResult;
using contract::Outcome;

namespace {

constexpr std::size_t kMaxNamedChanges = 200;

bool isGone(const Operation& operation, const OperationResult& result)
{
    return operation.action == contract::Action::Delete && result.outcome == Outcome::Refused &&
           result.code == errorInfo(ErrorCode::NotFound).wireName;
}

bool isRefused(const Operation& operation, const OperationResult& result)
{
    return result.outcome == Outcome::Refused && !isGone(operation, result);
}

/// The server's row comes again only when it changes: what was taken away here for an edit that the
/// server refused has to be fetched from the beginning.
bool needsEverything(const Operation& operation, const OperationResult& result)
{
    return isRefused(operation, result) && operation.action == contract::Action::Delete;
}

/// What goes up again of an edit that was refused for one of its members.
std::optional<Salvage> salvageOf(const Operation& operation, const OperationResult& result,
                                 const ProjectId& inbox)
{
    if (!isRefused(operation, result) || !result.pointer ||
        result.code != errorInfo(ErrorCode::ValidationFailed).wireName)
        return std::nullopt;
    return salvage(operation, *result.pointer, inbox);
}

ServerMark readMark(CacheStore& store)
{
    ServerMark mark{store.meta("server_id").value_or(""), store.meta("epoch").value_or(""),
                    store.meta("cursor").value_or(""), 0};
    const std::string revision = store.meta("revision").value_or("0");
    std::from_chars(revision.data(), revision.data() + revision.size(), mark.revision);
    return mark;
}

} // namespace

Result<ServerMark> Replica::mark()
{
    return m_cache->read([](db::Tx& tx) -> Result<ServerMark> {
        CacheStore store(tx);
        return readMark(store);
    });
}

Result<Batch> Replica::nextBatch(const BatchLimits& limits)
{
    TW_ASSIGN(const auto counts, queueCounts());
    if (counts.pending == 0)
        return Batch{};
    return m_outbox->write([&](db::Tx& tx) -> Result<Batch> {
        OutboxStore store(tx);
        Batch batch{store.pending(limits.operations)};
        batch.operations.resize(batchLength(batch.operations, limits));
        for (auto& queued : batch.operations) {
            store.markSent(queued.operation.id);
            queued.state = OperationState::Sent;
        }
        return batch;
    });
}

Result<Acknowledged> Replica::acknowledge(const Batch& batch,
                                          std::span<const OperationResult> results)
{
    if (results.size() != batch.operations.size())
        return fail(ErrorCode::ProtocolError, "as many results as operations");
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].id != batch.operations[i].operation.id)
            return fail(ErrorCode::ProtocolError, "results in another order");
    }
    TW_ASSIGN(const auto pending, allPending());
    Acknowledged out;
    ProjectId inbox;
    // The cache first: when the outbox is not reached any more, the same operations go up again, are
    // known by their ids, and lay the same members over the same row.
    TW_TRY(m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore store(tx);
        out = {};
        inbox.value = store.meta("inbox").value_or("");
        for (std::size_t i = 0; i < results.size(); ++i) {
            const Operation& operation = batch.operations[i].operation;
            std::vector<Operation> remaining;
            if (const auto found = pending.find(operation.entityId); found != pending.end()) {
                std::ranges::copy_if(found->second, std::back_inserter(remaining),
                                     [&](const Operation& o) { return o.id != operation.id; });
            }
            if (const auto saved = salvageOf(operation, results[i], inbox))
                remaining.insert(remaining.begin(), saved->kept);
            confirm(store, operation, results[i], remaining);
            if (needsEverything(operation, results[i]))
                store.setMeta("cursor", "");
            out.refused += isRefused(operation, results[i]) ? 1 : 0;
            if (operation.kind == EntityKind::Task)
                out.changed.push_back(TaskId{operation.entityId});
        }
        store.flush();
        return {};
    }));
    TW_TRY(settleOutbox(batch, results, inbox));
    return out;
}

void Replica::confirm(CacheStore& store, const Operation& operation, const OperationResult& result,
                      std::span<const Operation> remaining)
{
    if (operation.kind == EntityKind::Conflict)
        return;
    const std::string id = operation.entityId;
    if (!isRefused(operation, result)) {
        std::optional<Entity> server = store.get(operation.kind, id);
        const auto base = store.base(operation.kind, id);
        if (base) {
            server.reset();
            if (auto parsed = entityFromJson(operation.kind, *base); parsed && !base->empty())
                server = std::move(*parsed);
        }
        auto after = overlay(std::move(server), {&operation, 1}, m_author);
        if (after)
            setVersion(*after, std::max(versionOf(*after), result.version));
        if (base || !remaining.empty())
            store.putBase(operation.kind, id, after ? entityJson(*after) : std::string());
    }
    refresh(store, operation.kind, id, remaining);
}

Status Replica::settleOutbox(const Batch& batch, std::span<const OperationResult> results,
                             const ProjectId& inbox)
{
    return writeOutbox([&](db::Tx& tx) -> Status {
        OutboxStore store(tx);
        for (std::size_t i = 0; i < results.size(); ++i) {
            const Operation& operation = batch.operations[i].operation;
            if (isRefused(operation, results[i])) {
                OpId refused = operation.id;
                if (const auto saved = salvageOf(operation, results[i], inbox)) {
                    QueuedOperation kept = batch.operations[i];
                    kept.operation = saved->kept;
                    store.putBack(kept);
                    store.append(saved->dropped);
                    refused = saved->dropped.id;
                }
                store.refuse(refused, results[i].code.value_or("internal"),
                             results[i].pointer.value_or(""));
                continue;
            }
            store.remove(operation.id);
            for (auto& waiting : store.pendingOf(operation.entityId.str())) {
                if (waiting.state != OperationState::Waiting)
                    continue;
                waiting.operation.baseVersion = baseAfter(operation, results[i], waiting.operation);
                store.replace(waiting);
            }
        }
        return {};
    });
}

void Replica::applyRow(CacheStore& store, const Entity& entity, const PendingById& pending)
{
    const EntityKind kind = kindOf(entity);
    const std::string& id = idOf(entity);
    const auto mine = pending.find(id);
    if (mine != pending.end()) {
        const auto base = store.base(kind, id);
        std::int64_t held = 0;
        if (base && !base->empty()) {
            if (const auto parsed = entityFromJson(kind, *base))
                held = versionOf(*parsed);
        }
        if (!supersedes(versionOf(entity), held))
            return;
        store.putBase(kind, id, entityJson(entity));
        refresh(store, kind, id, mine->second);
        return;
    }
    if (m_hasBases)
        store.dropBase(kind, id);
    if (const auto* task = std::get_if<contract::Task>(&entity)) {
        store.putNewer(*task);
        return;
    }
    if (supersedes(versionOf(entity), store.version(kind, id).value_or(0)))
        store.put(entity);
}

void Replica::applyRemoval(CacheStore& store, const contract::Removal& removal,
                           const PendingById& pending)
{
    if (removal.version <= store.version(removal.kind, removal.id).value_or(0))
        return;
    const auto mine = pending.find(removal.id);
    if (mine != pending.end() && removal.kind != EntityKind::Conflict) {
        store.putBase(removal.kind, removal.id, "");
        refresh(store, removal.kind, removal.id, mine->second);
        return;
    }
    store.dropBase(removal.kind, removal.id);
    store.drop(removal.kind, removal.id);
}

Result<AppliedPage> Replica::applyPage(const contract::SyncPull::Response& page,
                                       const std::string& requestedCursor)
{
    TW_ASSIGN(const auto pending, allPending());
    m_hasBases = m_hasBases || !pending.empty();
    AppliedPage out;
    out.many = page.tasks.size() + page.removals.size() > kMaxNamedChanges ||
               !page.projects.empty() || !page.sections.empty();
    // A task takes the conflicts about it along.
    out.things = !page.projects.empty() || !page.sections.empty() || !page.labels.empty() ||
                 !page.conflicts.empty() || !page.removals.empty();
    const Status status = m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore store(tx);
        const ServerMark known = readMark(store);
        out.stale = known.cursor != requestedCursor;
        if (out.stale)
            return {};
        for (const auto& project : page.projects)
            applyRow(store, project, pending);
        for (const auto& section : page.sections)
            applyRow(store, section, pending);
        for (const auto& label : page.labels)
            applyRow(store, label, pending);
        if (!m_hasBases) {
            store.putManyNewer(page.tasks);
        } else {
            for (const auto& task : page.tasks)
                applyRow(store, task, pending);
        }
        for (const auto& conflict : page.conflicts) {
            if (!pending.contains(conflict.id.value))
                store.putConflict(conflict);
        }
        for (const auto& removal : page.removals)
            applyRemoval(store, removal, pending);
        store.setMeta("epoch", page.epoch);
        store.setMeta("cursor", page.cursor);
        store.setMeta("revision", std::to_string(std::max(known.revision, page.revision)));
        store.flush();
        return {};
    });
    if (!status)
        return fail(Error(status.error()));
    if (!page.more && pending.empty())
        m_hasBases = false;
    if (!out.many) {
        for (const auto& task : page.tasks)
            out.changed.push_back(task.id);
        for (const auto& removal : page.removals) {
            if (removal.kind == EntityKind::Task)
                out.changed.push_back(TaskId{removal.id});
        }
    }
    return out;
}

Status Replica::setServerId(const std::string& serverId)
{
    return setCacheMeta("server_id", serverId);
}

Status Replica::setPeople(const std::vector<contract::Person>& people)
{
    return m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore(tx).putPeople(people);
        return {};
    });
}

Status Replica::adoptServer(const std::string& serverId)
{
    TW_TRY(m_cache->write([&](db::Tx& tx) -> Status {
        CacheStore store(tx);
        store.clear();
        for (const char* key : {"epoch", "cursor", "synced_at"})
            store.setMeta(key, "");
        store.setMeta("revision", "0");
        store.setMeta("server_id", serverId);
        return {};
    }));
    return reapply();
}

} // namespace taskward::client
