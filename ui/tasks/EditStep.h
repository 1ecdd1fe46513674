// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <vector>

namespace taskward::ui {

/// One call to the workspace, as data, so that it can be done, undone and done again. `id` is the
/// id under which the window first knew the task: of one that is not made yet a name of its own, which
/// TaskEdits maps. Restore: a deleted task comes back under its id.
struct EditStep {
    enum class Kind { Create, Restore, Update, Delete, Move };

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
