// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Tasks.h"
#include "core/db/Tx.h"

#include <string>
#include <string_view>
#include <vector>

/// How a task lies in its row of the cache.
namespace taskward::client {

inline constexpr std::string_view kNoDue = "~";
inline constexpr int kTaskColumnCount = 17;
#define TASKWARD_TASK_COLUMNS                                                                      \
    "t.id, t.project_id, t.section_id, t.parent_id, t.title, t.note, t.priority, t.start_on,"      \
    " t.due_key, t.completed_at, t.order_key, t.label_ids, t.assignee_id, t.created_by,"           \
    " t.created_at, t.updated_at, t.version"

/// Reads TASKWARD_TASK_COLUMNS from the first column on.
contract::Task taskOf(const db::Rows& rows);
/// Title and note as they are searched in.
std::string foldedText(const contract::Task& task);

inline std::string textOf(const std::optional<contract::When>& when)
{
    return when ? when->value : std::string();
}
template <typename IdType>
std::string textOf(const std::optional<IdType>& id)
{
    return id ? id->value : std::string();
}

std::string joinIds(const std::vector<LabelId>& ids);
std::vector<std::string_view> splitIds(std::string_view joined);

} // namespace taskward::client
