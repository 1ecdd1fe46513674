// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/TaskStore.h"

#include "core/contract/Types.h"
#include "server-stub/tasks/TaskListQuery.h"
#include "server-stub/tasks/TaskRow.h"

namespace taskward::tasks {

std::optional<Stored<contract::Task>> TaskStore::find(const OrgId& org, const UserId& user,
                                                      const TaskId& id)
{
    auto rows = m_tx.query("SELECT " TASK_COLUMNS ", t.field_versions FROM tasks t "
                           "WHERE t.org_id = $1 AND t.id = $3 AND " TASK_VISIBLE,
                           org, user, id);
    if (!rows.next())
        return std::nullopt;
    return Stored<contract::Task>{taskFromRow(rows), rows.text(kTaskColumnCount)};
}

bool TaskStore::exists(const OrgId& org, const TaskId& id)
{
    return m_tx.query("SELECT 1 FROM tasks WHERE org_id = $1 AND id = $2", org, id).next();
}

void TaskStore::insert(const OrgId& org, const contract::Task& t)
{
    const std::string titleFolded = contract::foldText(t.title);
    const std::string noteFolded = contract::foldText(t.note);
    const std::string labels = joinLabels(t.labelIds);
    const std::string dueSort = dueSortKey(t);
    m_tx.run("INSERT INTO tasks (org_id, id, project_id, section_id, parent_id, title, title_folded, "
             "note, note_folded, priority, urgency, start_on, due_on, due_sort, completed_at, done, "
             "order_key, label_ids, assignee_id, created_by, created_at, updated_at, version) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
             "$19, $20, $21, $22, $23)",
             org, t.id, t.projectId, t.sectionId, t.parentId, t.title, titleFolded, t.note, noteFolded,
             t.priority.value, urgencyOf(t), whenText(t.start), whenText(t.due), dueSort, t.completedAt,
             t.completedAt.has_value(), t.orderKey, labels, t.assigneeId, t.createdBy, t.createdAt,
             t.updatedAt, t.version);
    if (!t.labelIds.empty())
        setLabels(org, t);
}

void TaskStore::update(const OrgId& org, const Stored<contract::Task>& row, bool labelsChanged)
{
    const auto& t = row.entity;
    const std::string titleFolded = contract::foldText(t.title);
    const std::string noteFolded = contract::foldText(t.note);
    const std::string labels = joinLabels(t.labelIds);
    const std::string dueSort = dueSortKey(t);
    m_tx.run("UPDATE tasks SET project_id = $3, section_id = $4, parent_id = $5, title = $6, "
             "title_folded = $7, note = $8, note_folded = $9, priority = $10, urgency = $11, "
             "start_on = $12, due_on = $13, due_sort = $14, completed_at = $15, done = $16, "
             "order_key = $17, label_ids = $18, assignee_id = $19, updated_at = $20, version = $21, "
             "field_versions = $22 WHERE org_id = $1 AND id = $2",
             org, t.id, t.projectId, t.sectionId, t.parentId, t.title, titleFolded, t.note, noteFolded,
             t.priority.value, urgencyOf(t), whenText(t.start), whenText(t.due), dueSort, t.completedAt,
             t.completedAt.has_value(), t.orderKey, labels, t.assigneeId, t.updatedAt, t.version,
             row.fieldVersions);
    if (labelsChanged)
        setLabels(org, t);
}

void TaskStore::setLabels(const OrgId& org, const contract::Task& task)
{
    m_tx.run("DELETE FROM task_labels WHERE org_id = $1 AND task_id = $2", org, task.id);
    for (const auto& label : task.labelIds)
        m_tx.run("INSERT INTO task_labels (org_id, task_id, label_id) VALUES ($1, $2, $3)", org, task.id,
                 label);
}

void TaskStore::remove(const OrgId& org, const TaskId& id)
{
    m_tx.run("DELETE FROM task_labels WHERE org_id = $1 AND task_id = $2", org, id);
    m_tx.run("DELETE FROM tasks WHERE org_id = $1 AND id = $2", org, id);
}

namespace {

std::vector<TaskId> idsOf(db::Rows rows)
{
    std::vector<TaskId> out;
    while (rows.next())
        out.push_back(rows.id<TaskId>(0));
    return out;
}

} // namespace

std::vector<TaskId> TaskStore::withDescendants(const OrgId& org, const TaskId& id)
{
    return idsOf(m_tx.query("WITH RECURSIVE tree (id, depth) AS ("
                            "SELECT id, 0 FROM tasks WHERE org_id = $1 AND id = $2 "
                            "UNION ALL SELECT t.id, tree.depth + 1 FROM tasks t "
                            "JOIN tree ON t.parent_id = tree.id "
                            "WHERE t.org_id = $1 AND tree.depth < 64) "
                            "SELECT id FROM tree ORDER BY depth, id",
                            org, id));
}

std::int64_t TaskStore::depth(const OrgId& org, const TaskId& id)
{
    auto rows = m_tx.query("WITH RECURSIVE up (id, parent_id, depth) AS ("
                           "SELECT id, parent_id, 0 FROM tasks WHERE org_id = $1 AND id = $2 "
                           "UNION ALL SELECT t.id, t.parent_id, up.depth + 1 FROM tasks t "
                           "JOIN up ON t.id = up.parent_id WHERE t.org_id = $1 AND up.depth < 64) "
                           "SELECT MAX(depth) FROM up",
                           org, id);
    return rows.next() && !rows.isNull(0) ? rows.integer(0) : 0;
}

std::int64_t TaskStore::height(const OrgId& org, const TaskId& id)
{
    auto rows = m_tx.query("WITH RECURSIVE tree (id, depth) AS ("
                           "SELECT id, 0 FROM tasks WHERE org_id = $1 AND id = $2 "
                           "UNION ALL SELECT t.id, tree.depth + 1 FROM tasks t "
                           "JOIN tree ON t.parent_id = tree.id "
                           "WHERE t.org_id = $1 AND tree.depth < 64) "
                           "SELECT MAX(depth) FROM tree",
                           org, id);
    return rows.next() && !rows.isNull(0) ? rows.integer(0) : 0;
}

std::vector<TaskId> TaskStore::inProject(const OrgId& org, const ProjectId& project)
{
    return idsOf(m_tx.query("SELECT id FROM tasks WHERE org_id = $1 AND project_id = $2", org, project));
}

void TaskStore::dropLabel(const OrgId& org, const LabelId& label, std::int64_t version)
{
    // Ids of a fixed length stand side by side, so that taking one out cannot touch another.
    m_tx.run("UPDATE tasks SET label_ids = REPLACE(label_ids, $2, ''), version = $3 WHERE org_id = $1 "
             "AND id IN (SELECT task_id FROM task_labels WHERE org_id = $1 AND label_id = $2)",
             org, label, version);
    m_tx.run("DELETE FROM task_labels WHERE org_id = $1 AND label_id = $2", org, label);
}

void TaskStore::place(const OrgId& org, const TaskId& id, const ProjectId& project,
                      const std::optional<SectionId>& section, std::int64_t version)
{
    m_tx.run("UPDATE tasks SET project_id = $3, section_id = $4, version = $5 "
             "WHERE org_id = $1 AND id = $2",
             org, id, project, section, version);
}

void TaskStore::clearSection(const OrgId& org, const SectionId& section, std::int64_t version)
{
    m_tx.run("UPDATE tasks SET section_id = NULL, version = $3 WHERE org_id = $1 AND section_id = $2",
             org, section, version);
}

void TaskStore::touchOf(const OrgId& org, const ProjectId& project, std::int64_t version)
{
    m_tx.run("UPDATE tasks SET version = $3 WHERE org_id = $1 AND project_id = $2", org, project, version);
}

std::string TaskStore::lastOrderKey(const OrgId& org, const ProjectId& project)
{
    auto rows = m_tx.query("SELECT order_key FROM tasks WHERE org_id = $1 AND project_id = $2 "
                           "ORDER BY order_key DESC, id DESC LIMIT 1",
                           org, project);
    return rows.next() ? rows.text(0) : std::string();
}

std::vector<contract::Task> TaskStore::list(const OrgId& org, const UserId& user,
                                            const contract::ListTasks::Request& filter,
                                            const std::optional<ListPosition>& after, std::int64_t limit)
{
    const TaskListQuery query(org, user, filter, after, limit);
    auto rows = m_tx.queryWith(query.sql(), query.parameters());
    std::vector<contract::Task> out;
    out.reserve(static_cast<std::size_t>(limit));
    while (rows.next())
        out.push_back(taskFromRow(rows));
    return out;
}

std::string TaskStore::sortKey(contract::TaskSort sort, const contract::Task& task)
{
    return TaskListQuery::sortKey(sort, task);
}

std::vector<contract::Task> TaskStore::feed(const OrgId& org, const UserId& user,
                                            const FeedPosition& after, std::int64_t limit)
{
    auto rows = m_tx.query("SELECT " TASK_COLUMNS " FROM tasks t WHERE t.org_id = $1 "
                           "AND (t.version, t.id) > ($3, $4) AND " TASK_VISIBLE
                           " ORDER BY t.version, t.id LIMIT $5",
                           org, user, after.version, after.id, limit);
    std::vector<contract::Task> out;
    while (rows.next())
        out.push_back(taskFromRow(rows));
    return out;
}

} // namespace taskward::tasks
