// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/TaskListQuery.h"

#include "server-stub/tasks/TaskRow.h"

#include <charconv>

namespace taskward::tasks {

using contract::TaskSort;

namespace {

struct SortWords {
    std::string_view column;
    bool integer;
    bool descending;
};

SortWords wordsOf(TaskSort sort)
{
    switch (sort) {
    case TaskSort::Manual:
        return {"t.order_key", false, false};
    case TaskSort::DueDate:
        return {"t.due_sort", false, false};
    case TaskSort::Urgency:
        return {"t.urgency", true, false};
    case TaskSort::Newest:
        return {"t.created_at", true, true};
    case TaskSort::Changed:
        return {"t.version", true, true};
    case TaskSort::Alphabet:
        return {"substr(t.title_folded, 1, 64)", false, false};
    }
    return {"t.order_key", false, false};
}

/// % and _ in what a person types are meant as they stand.
std::string likePattern(std::string_view text)
{
    std::string out = "%";
    for (const char c : contract::foldText(text)) {
        if (c == '%' || c == '_' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '%';
}

} // namespace

std::string TaskListQuery::parameter(db::Parameter value)
{
    m_parameters.push_back(std::move(value));
    return '$' + std::to_string(m_parameters.size());
}

TaskListQuery::TaskListQuery(const OrgId& org, const UserId& user,
                             const contract::ListTasks::Request& filter,
                             const std::optional<ListPosition>& after, std::int64_t limit)
{
    parameter(org.value);
    parameter(user.value);
    m_sql = "SELECT " TASK_COLUMNS " FROM tasks t WHERE t.org_id = $1 AND " TASK_VISIBLE;
    addFilters(filter);
    const TaskSort sort = filter.sort.value_or(TaskSort::Manual);
    if (after)
        addPosition(sort, *after);
    const auto words = wordsOf(sort);
    const std::string_view direction = words.descending ? " DESC" : "";
    m_sql += " ORDER BY ";
    m_sql += words.column;
    m_sql += direction;
    m_sql += ", t.id";
    m_sql += direction;
    m_sql += " LIMIT " + parameter(limit);
}

void TaskListQuery::addFilters(const contract::ListTasks::Request& f)
{
    const auto also = [&](std::string_view before, db::Parameter value, std::string_view after = {}) {
        m_sql += " AND ";
        m_sql += before;
        m_sql += parameter(std::move(value));
        m_sql += after;
    };
    if (f.projectId)
        also("t.project_id = ", f.projectId->value);
    if (f.sectionId)
        also("t.section_id = ", f.sectionId->value);
    if (f.parentId)
        also("t.parent_id = ", f.parentId->value);
    if (f.assigneeId)
        also("t.assignee_id = ", f.assigneeId->value);
    if (f.completed)
        also("t.done = ", std::int64_t{*f.completed ? 1 : 0});
    if (f.priority)
        also("t.priority = ", f.priority->value);
    if (f.dueFrom)
        also("t.due_on >= ", f.dueFrom->value);
    if (f.dueBefore)
        also("t.due_on < ", f.dueBefore->value);
    if (f.labelId)
        also("EXISTS (SELECT 1 FROM task_labels l WHERE l.org_id = t.org_id AND l.task_id = t.id "
             "AND l.label_id = ",
             f.labelId->value, ")");
    if (f.text) {
        const std::string pattern = likePattern(*f.text);
        const std::string name = parameter(pattern);
        m_sql += " AND (t.title_folded LIKE " + name + " ESCAPE '\\' OR t.note_folded LIKE " + name +
                 " ESCAPE '\\')";
    }
}

void TaskListQuery::addPosition(TaskSort sort, const ListPosition& after)
{
    const auto words = wordsOf(sort);
    db::Parameter key = after.key;
    if (words.integer) {
        std::int64_t number = 0;
        std::from_chars(after.key.data(), after.key.data() + after.key.size(), number);
        key = number;
    }
    const std::string keyName = parameter(std::move(key));
    const std::string idName = parameter(after.id);
    m_sql += " AND (" + std::string(words.column) + ", t.id) " + (words.descending ? "<" : ">") + " (" +
             keyName + ", " + idName + ")";
}

std::string TaskListQuery::sortKey(TaskSort sort, const contract::Task& task)
{
    switch (sort) {
    case TaskSort::Manual:
        return task.orderKey;
    case TaskSort::DueDate:
        return dueSortKey(task);
    case TaskSort::Urgency:
        return std::to_string(urgencyOf(task));
    case TaskSort::Newest:
        return std::to_string(task.createdAt.ms);
    case TaskSort::Changed:
        return std::to_string(task.version);
    case TaskSort::Alphabet:
        return alphabetKey(task.title);
    }
    return task.orderKey;
}

} // namespace taskward::tasks
