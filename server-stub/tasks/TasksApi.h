// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"
#include "core/contract/Tasks.h"
#include "server-stub/http/Api.h"
#include "server-stub/storage/ChangeSignal.h"
#include "server-stub/tasks/Cursor.h"

namespace taskward::tasks {

/// Registers projects, sections, labels and tasks. What a handler needs of the outside is here.
struct TasksContext {
    const Clock& clock;
    Random& random;
    const Cursor& cursor;
    storage::ChangeSignal& changes;
};

void addTasksApi(http::Api& api, const TasksContext& context);

} // namespace taskward::tasks
