// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <vector>

namespace taskward::ui {

/// One call to the workspace, as data, so that it can be done, undone and done again. `id` is the
/// id under which the window first knew the task; a task that comes back has another (TaskEdits
/// maps it).
struct EditStep {
    enum class Kind { Create, Update, Delete, Move };

    Kind kind = Kind::Update;
    TaskId id;
    contract::TaskFields fields;
    TaskId before; ///< Move: the neighbours of the new place
    TaskId after;
};

using EditSteps = std::vector<EditStep>;

/// What puts back the members that `changes` touches.
contract::TaskFields inverseOf(const contract::Task& before, const contract::TaskFields& changes);
/// All that a person may set, for making the task again.
contract::TaskFields allFieldsOf(const contract::Task& task);

} // namespace taskward::ui
