// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/tasks/TaskLine.h"

#include <optional>
#include <span>

namespace taskward::ui {

/// Where a dragged task lands: what Workspace::moveTask is asked for.
struct DropPlace {
    int gap = 0;   ///< it goes before this line; the number of lines: at the end
    int depth = 0; ///< after clamping to what the neighbours allow
    std::optional<TaskId> parent;
    std::optional<SectionId> section;
    TaskId before; ///< the sibling that will stand before it; may be empty
    TaskId after;  ///< and after it
    bool operator==(const DropPlace&) const = default;
};

/// For lists in tree order. `gap` is between lines gap-1 and gap; `depth` is what the pointer asks
/// for. Nothing when the place is inside the dragged task's own sub-tree or does not change
/// anything.
std::optional<DropPlace> dropPlace(std::span<const TaskLinePtr> lines, int gap, int depth,
                                   const TaskId& dragged);

/// The line after the sub-tree that begins at `row`.
int endOfSubtree(std::span<const TaskLinePtr> lines, int row);

} // namespace taskward::ui
