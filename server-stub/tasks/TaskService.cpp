// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/TaskService.h"

#include "core/tasks/OrderKey.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/tasks/SectionStore.h"

#include <algorithm>
#include <utility>

namespace taskward::tasks {

using contract::EntityKind;

Status TaskService::checkPlace(Change& change, const contract::Task& task)
{
    if (!ProjectStore(change.tx()).find(change.org(), change.user(), task.projectId))
        return fail(ErrorCode::ValidationFailed, "unknown project", "/project_id");
    if (task.sectionId) {
        const auto section = SectionStore(change.tx()).find(change.org(), change.user(), *task.sectionId);
        if (!section || section->entity.projectId != task.projectId)
            return fail(ErrorCode::ValidationFailed, "unknown section of the project", "/section_id");
    }
    if (task.parentId) {
        TaskStore store(change.tx());
        const auto parent = store.find(change.org(), change.user(), *task.parentId);
        if (!parent || parent->entity.projectId != task.projectId)
            return fail(ErrorCode::ValidationFailed, "unknown task of the project", "/parent_id");
        const auto below = store.withDescendants(change.org(), task.id);
        if (*task.parentId == task.id || std::ranges::find(below, *task.parentId) != below.end())
            return fail(ErrorCode::ValidationFailed, "would be below itself", "/parent_id");
        // What hangs below the task comes along and counts.
        if (store.depth(change.org(), *task.parentId) + 1 + store.height(change.org(), task.id) >=
            static_cast<std::int64_t>(limits::kMaxSubtaskDepth))
            return fail(ErrorCode::ValidationFailed, "too deep", "/parent_id");
    }
    return {};
}

Status TaskService::checkReferences(Change& change, const contract::TaskFields& fields)
{
    if (fields.orderKey.present && !isOrderKey(*fields.orderKey))
        return fail(ErrorCode::ValidationFailed, "malformed order key", "/order_key");
    if (fields.labelIds.present) {
        auto sorted = *fields.labelIds;
        std::ranges::sort(sorted);
        if (std::ranges::adjacent_find(sorted) != sorted.end())
            return fail(ErrorCode::ValidationFailed, "a label stands twice", "/label_ids");
        LabelStore labels(change.tx());
        for (std::size_t i = 0; i < fields.labelIds.value.size(); ++i) {
            if (!labels.find(change.org(), fields.labelIds.value[i]))
                return fail(ErrorCode::ValidationFailed, "unknown label",
                            "/label_ids/" + std::to_string(i));
        }
    }
    if (fields.assigneeId.present && *fields.assigneeId &&
        !identity::PeopleStore(change.tx()).membership(change.org(), **fields.assigneeId))
        return fail(ErrorCode::ValidationFailed, "unknown person", "/assignee_id");
    return {};
}

Result<Changed<contract::Task>> TaskService::create(Change& change, TaskId id,
                                                    const contract::TaskFields& fields)
{
    TaskStore store(change.tx());
    if (store.exists(change.org(), id))
        return fail(ErrorCode::Conflict, "the id is taken");
    if (!fields.projectId.present)
        return fail(ErrorCode::ValidationFailed, "missing", "/project_id");
    if (!fields.title.present)
        return fail(ErrorCode::ValidationFailed, "missing", "/title");
    TW_TRY(checkReferences(change, fields));
    contract::Task task;
    task.id = id;
    task.createdBy = change.user();
    task.createdAt = change.now();
    task.updatedAt = change.now();
    FieldVersions versions;
    mergeFields(task, fields, 0, 0, versions);
    TW_TRY(checkPlace(change, task));
    if (task.orderKey.empty()) {
        TW_ASSIGN(auto key, orderKeyBetween(store.lastOrderKey(change.org(), task.projectId), ""));
        task.orderKey = key;
    }
    task.version = change.version();
    store.insert(change.org(), task);
    change.audit("task.create", "task", id.value);
    return Changed<contract::Task>{task, contract::Outcome::Applied};
}

Result<Changed<contract::Task>> TaskService::update(Change& change, const TaskId& id,
                                                    const contract::TaskFields& fields, Base base)
{
    TaskStore store(change.tx());
    auto row = store.find(change.org(), change.user(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    auto& task = row->entity;
    if (base.exact && base.version != task.version)
        return fail(ErrorCode::VersionMismatch);
    TW_TRY(checkReferences(change, fields));
    const contract::Task before = task;
    auto versions = FieldVersions::parse(row->fieldVersions);
    auto report = mergeFields(task, fields, base.version, change.version(), versions,
                              change.user().value);
    if (!report.changed)
        return Changed<contract::Task>{task, outcomeOf(report)};
    // Section and parent belong to a project; a task that goes to another one leaves them behind, unless
    // the change names new ones.
    const bool moved = task.projectId != before.projectId;
    if (moved && !fields.sectionId.present && std::exchange(task.sectionId, std::nullopt))
        versions.set("section_id", change.version(), change.user().value);
    if (moved && !fields.parentId.present && std::exchange(task.parentId, std::nullopt))
        versions.set("parent_id", change.version(), change.user().value);
    if (moved || task.sectionId != before.sectionId || task.parentId != before.parentId)
        TW_TRY(checkPlace(change, task));

    task.updatedAt = change.now();
    task.version = change.version();
    store.update(change.org(), {task, versions.text()}, task.labelIds != before.labelIds);
    if (moved || task.sectionId != before.sectionId)
        moveDescendants(change, task);
    if (moved)
        leaveProject(change, before.projectId, task);
    change.keepClashes(EntityKind::Task, id.value, task.projectId, before.createdBy, report.clashes);
    change.audit("task.update", "task", id.value, report.fields);
    return Changed<contract::Task>{task, outcomeOf(report)};
}

void TaskService::moveDescendants(Change& change, const contract::Task& task)
{
    TaskStore store(change.tx());
    for (const auto& below : store.withDescendants(change.org(), task.id)) {
        if (below != task.id)
            store.place(change.org(), below, task.projectId, task.sectionId, change.version());
    }
}

void TaskService::leaveProject(Change& change, const ProjectId& from, const contract::Task& task)
{
    // Also when everybody sees the new project: it may be hidden or deleted before a device asks, which
    // would then keep the task in the old one for ever. Whoever sees the task holds this version of it,
    // which such a removal leaves alone.
    ConflictStore conflicts(change.tx());
    for (const auto& id : TaskStore(change.tx()).withDescendants(change.org(), task.id)) {
        change.tombstone(EntityKind::Task, id.value, from, std::nullopt, false);
        conflicts.follow(change.org(), id.value, task.projectId, change.version());
    }
}

Status TaskService::remove(Change& change, const TaskId& id, std::optional<Base> base)
{
    TaskStore store(change.tx());
    const auto row = store.find(change.org(), change.user(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    TW_TRY(checkRemoval(base, row->entity.version, row->fieldVersions));
    ConflictStore conflicts(change.tx());
    auto ids = store.withDescendants(change.org(), id);
    for (const auto& task : ids) {
        conflicts.removeOf(change.org(), task.value);
        store.remove(change.org(), task);
        change.tombstone(EntityKind::Task, task.value, row->entity.projectId);
        change.audit("task.delete", "task", task.value);
    }
    return {};
}

} // namespace taskward::tasks
