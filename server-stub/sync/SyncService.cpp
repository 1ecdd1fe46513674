// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/sync/SyncService.h"

#include "core/policy/Roles.h"
#include "server-stub/sync/OperationStore.h"
#include "server-stub/tasks/ProjectService.h"
#include "server-stub/tasks/TaskService.h"

namespace taskward::sync {

using namespace contract;
using tasks::Base;
using tasks::Change;

namespace {

Permission permissionFor(EntityKind kind, Action action)
{
    const auto pick = [action](Permission create, Permission update, Permission remove) {
        return action == Action::Create ? create : action == Action::Update ? update : remove;
    };
    switch (kind) {
    case EntityKind::Project:
        return pick(Permission::ProjectCreate, Permission::ProjectUpdate, Permission::ProjectDelete);
    case EntityKind::Section:
        return pick(Permission::SectionCreate, Permission::SectionUpdate, Permission::SectionDelete);
    case EntityKind::Label:
        return pick(Permission::LabelCreate, Permission::LabelUpdate, Permission::LabelDelete);
    case EntityKind::Task:
        return pick(Permission::TaskCreate, Permission::TaskUpdate, Permission::TaskDelete);
    case EntityKind::Conflict:
        break;
    }
    return Permission::TaskUpdate;
}

/// The members must be those of the kind, and none for a deletion.
Status checkShape(const Operation& op)
{
    const bool fields[] = {op.project.has_value(), op.section.has_value(), op.label.has_value(),
                           op.task.has_value()};
    for (std::size_t i = 0; i < std::size(fields); ++i) {
        const bool wanted = op.action != Action::Delete && static_cast<std::size_t>(op.kind) == i;
        if (fields[i] != wanted)
            return fail(ErrorCode::ValidationFailed, "members do not fit kind and action", "/kind");
    }
    if (op.kind == EntityKind::Conflict && op.action != Action::Delete)
        return fail(ErrorCode::ValidationFailed, "a conflict can only be dismissed", "/action");
    if (!isUuid(op.entityId))
        return fail(ErrorCode::ValidationFailed, "not a UUID in lower case", "/entity_id");
    return {};
}

template <typename Service, typename IdType, typename Fields>
Result<OperationResult> applyTo(Change& change, const Operation& op, const std::optional<Fields>& fields)
{
    Service service;
    const IdType id{op.entityId};
    OperationResult result;
    result.id = op.id;
    if (op.action == Action::Delete) {
        const Status removed = service.remove(change, id, Base{op.baseVersion, false});
        // Somebody was faster: what the person wanted is so.
        if (!removed && removed.error().code != ErrorCode::NotFound)
            return fail(removed.error());
        result.version = change.versionTaken() ? change.version() : 0;
        return result;
    }
    auto changed = op.action == Action::Create
                       ? service.create(change, id, *fields)
                       : service.update(change, id, *fields, Base{op.baseVersion, false});
    if (!changed)
        return fail(std::move(changed).error());
    result.outcome = changed->outcome;
    result.version = changed->entity.version;
    return result;
}

Result<OperationResult> dismiss(Change& change, const Operation& op)
{
    tasks::ConflictStore store(change.tx());
    const ConflictId id{op.entityId};
    OperationResult result;
    result.id = op.id;
    if (const auto row = store.find(change.org(), change.user(), id)) {
        store.remove(change.org(), id);
        change.tombstone(EntityKind::Conflict, id.value, row->projectId);
        change.audit("conflict.dismiss", "conflict", id.value);
        result.version = change.version();
    }
    return result;
}

OperationResult refused(const Operation& op, const Error& error)
{
    OperationResult result;
    result.id = op.id;
    result.outcome = Outcome::Refused;
    result.code = std::string(errorInfo(error.code).wireName);
    if (!error.pointer.empty())
        result.pointer = error.pointer;
    return result;
}

} // namespace

Result<OperationResult> SyncService::apply(Change& change, const Operation& op)
{
    TW_TRY(checkShape(op));
    if (!policy::roleAllows(change.caller().role, permissionFor(op.kind, op.action)))
        return fail(ErrorCode::PermissionDenied);
    switch (op.kind) {
    case EntityKind::Project:
        return applyTo<tasks::ProjectService, ProjectId>(change, op, op.project);
    case EntityKind::Section:
        return applyTo<tasks::SectionService, SectionId>(change, op, op.section);
    case EntityKind::Label:
        return applyTo<tasks::LabelService, LabelId>(change, op, op.label);
    case EntityKind::Task:
        return applyTo<tasks::TaskService, TaskId>(change, op, op.task);
    case EntityKind::Conflict:
        return dismiss(change, op);
    }
    return fail(ErrorCode::ValidationFailed, "unknown kind", "/kind");
}

Result<OperationResult> SyncService::applyOnce(db::Tx& tx, const http::Caller& caller, const Operation& op)
{
    OperationStore operations(tx);
    if (const auto stored = operations.find(caller, op.id))
        return fromJson<OperationResult>(*stored, json::Reading::Lenient);
    Change change(tx, caller, m_clock, m_random);
    auto result = apply(change, op);
    if (!result)
        return result;
    operations.put(caller, op.id, toJson(*result), change.now());
    return result;
}

Result<SyncPush::Response> SyncService::push(db::Tx& tx, const http::Caller& caller,
                                             const SyncPush::Request& request)
{
    SyncPush::Response response;
    response.results.reserve(request.operations.size());
    db::Driver& driver = tx.driver();
    for (const auto& op : request.operations) {
        driver.savepoint();
        try {
            auto result = applyOnce(tx, caller, op);
            if (result) {
                driver.releaseSavepoint();
                response.results.push_back(std::move(*result));
                continue;
            }
            driver.rollbackToSavepoint();
            response.results.push_back(refused(op, result.error()));
        } catch (const db::DbError& error) {
            // Two devices may send the same new id at once; the rest of the batch is not to blame.
            if (error.code() != ErrorCode::Constraint)
                throw;
            driver.rollbackToSavepoint();
            response.results.push_back(refused(op, Error{ErrorCode::Conflict, {}, {}}));
        }
    }
    response.revision = tasks::RevisionStore(tx).state(caller.org).revision;
    return response;
}

} // namespace taskward::sync
