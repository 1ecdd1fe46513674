// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Tasks.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <string_view>

/// The columns of a task and their way to and from the struct; shared by the statements of TaskStore.
namespace taskward::tasks {

#define TASK_COLUMNS                                                                                   \
    "t.id, t.project_id, t.section_id, t.parent_id, t.title, t.note, t.priority, t.start_on, "         \
    "t.due_on, t.completed_at, t.order_key, t.label_ids, t.assignee_id, t.created_by, t.created_at, "  \
    "t.updated_at, t.version"
#define TASK_VISIBLE                                                                                   \
    "EXISTS (SELECT 1 FROM projects p WHERE p.org_id = t.org_id AND p.id = t.project_id "              \
    "AND (p.visibility = 1 OR p.owner_id = $2))"
inline constexpr int kTaskColumnCount = 17;

/// Label ids side by side: 36 characters each, so that nothing needs to be parsed.
std::string joinLabels(const contract::LabelIds& labels);
contract::LabelIds splitLabels(std::string_view text);
contract::Task taskFromRow(const db::Rows& rows);

/// None sorts after every date.
std::string dueSortKey(const contract::Task& task);
/// p1 first, none last.
std::int64_t urgencyOf(const contract::Task& task);
/// The first 64 characters of the folded text: what a list by the alphabet goes by, short enough for a
/// cursor. In SQL: substr(..._folded, 1, 64).
std::string alphabetKey(std::string_view text);
std::optional<std::string_view> whenText(const std::optional<contract::When>& when);

} // namespace taskward::tasks
