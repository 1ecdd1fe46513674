// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/tasks/Change.h"
#include "server-stub/tasks/TaskStore.h"

namespace taskward::tasks {

/// The rules of tasks. As ProjectService: inside the transaction of the Change, every id checked, the
/// rights on the old and on the new place.
class TaskService {
public:
    Result<Changed<contract::Task>> create(Change& change, TaskId id, const contract::TaskFields& fields);
    Result<Changed<contract::Task>> update(Change& change, const TaskId& id,
                                           const contract::TaskFields& fields, Base base);
    /// With everything below it.
    Status remove(Change& change, const TaskId& id, std::optional<Base> base);

private:
    Status checkPlace(Change& change, const contract::Task& task);
    Status checkReferences(Change& change, const contract::TaskFields& fields);
    void moveDescendants(Change& change, const contract::Task& task);
    void leaveProject(Change& change, const ProjectId& from, const contract::Task& task);
};

} // namespace taskward::tasks
