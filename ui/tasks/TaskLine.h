// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QString>
#include <memory>
#include <string>

namespace taskward::ui {

/// Begins the key of a heading; what follows names the group.
inline constexpr const char* kGroupPrefix = "group:";

/// One line of a list on the screen: a heading or a task.
struct TaskLine {
    enum class Kind { Heading, Task };

    Kind kind = Kind::Task;
    std::string key; ///< heading: of its group; task: its id. Unique in the list.
    QString heading;
    client::TaskRow row;
    bool lingering = false; ///< completed just now; goes at the next reading

    bool isTask() const { return kind == Kind::Task; }
    const TaskId& id() const { return row.task.id; }
    bool operator==(const TaskLine&) const = default;
};

/// Lines are handed around, not copied: a list may have 100,000.
using TaskLinePtr = std::shared_ptr<const TaskLine>;

} // namespace taskward::ui
