// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/EditStep.h"

namespace taskward::ui {

namespace {

template <typename T, typename U>
void keep(const contract::Patch<T>& change, const U& old, contract::Patch<T>& inverse)
{
    if (change.present)
        inverse = contract::Patch<T>(T(old));
}

} // namespace

contract::TaskFields inverseOf(const contract::Task& before, const contract::TaskFields& changes)
{
    contract::TaskFields back;
    keep(changes.projectId, before.projectId, back.projectId);
    keep(changes.sectionId, before.sectionId, back.sectionId);
    keep(changes.parentId, before.parentId, back.parentId);
    keep(changes.title, before.title, back.title);
    keep(changes.note, before.note, back.note);
    keep(changes.priority, before.priority, back.priority);
    keep(changes.start, before.start, back.start);
    keep(changes.due, before.due, back.due);
    keep(changes.completedAt, before.completedAt, back.completedAt);
    keep(changes.orderKey, before.orderKey, back.orderKey);
    keep(changes.labelIds, before.labelIds, back.labelIds);
    keep(changes.assigneeId, before.assigneeId, back.assigneeId);
    return back;
}

contract::TaskFields allFieldsOf(const contract::Task& task)
{
    contract::TaskFields fields;
    fields.projectId = task.projectId;
    fields.sectionId = task.sectionId;
    fields.parentId = task.parentId;
    fields.title = task.title;
    fields.note = task.note;
    fields.priority = task.priority;
    fields.start = task.start;
    fields.due = task.due;
    fields.completedAt = task.completedAt;
    if (!task.orderKey.empty())
        fields.orderKey = task.orderKey;
    fields.labelIds = task.labelIds;
    fields.assigneeId = task.assigneeId;
    return fields;
}

} // namespace taskward::ui
