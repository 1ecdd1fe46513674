// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/cache/CacheStore.h"

#include "client/cache/TaskRowCodec.h"
#include "core/contract/Json.h"

#include <algorithm>
#include <type_traits>

namespace taskward::client {

using contract::EntityKind;
using contract::Task;

std::optional<Entity> CacheStore::get(EntityKind kind, const std::string& id)
{
    if (kind == EntityKind::Task) {
        auto found = task(id);
        return found ? std::optional<Entity>(std::move(*found)) : std::nullopt;
    }
    auto rows = m_tx.query("SELECT json FROM things WHERE kind = $1 AND id = $2", kind, id);
    if (!rows.next())
        return std::nullopt;
    auto entity = entityFromJson(kind, rows.view(0));
    if (!entity)
        throw db::DbError(ErrorCode::StorageCorrupt, "cache: " + entity.error().detail);
    return std::move(*entity);
}

void CacheStore::put(const Entity& entity)
{
    if (const auto* task = std::get_if<Task>(&entity)) {
        putTask(*task, false);
        return;
    }
    std::string container;
    if (const auto* section = std::get_if<contract::Section>(&entity))
        container = section->projectId.value;
    putThing(static_cast<int>(kindOf(entity)), idOf(entity), versionOf(entity), container,
             entityJson(entity));
}

void CacheStore::drop(EntityKind kind, const std::string& id)
{
    if (kind == EntityKind::Task) {
        dropTask(id);
        return;
    }
    if (kind == EntityKind::Project)
        dropTasksWhere("SELECT id FROM tasks WHERE project_id = $1", id);
    if (kind == EntityKind::Section)
        emptySection(id);
    m_tx.run("DELETE FROM things WHERE container = $1 AND container <> ''", id);
    dropThing(static_cast<int>(kind), id);
}

void CacheStore::emptySection(const std::string& id)
{
    for (const auto& taskId : idsWhere("SELECT id FROM tasks WHERE section_id = $1", id)) {
        auto moved = task(taskId);
        moved->sectionId.reset();
        putTask(*moved, false);
    }
}

std::optional<std::int64_t> CacheStore::version(EntityKind kind, const std::string& id)
{
    auto rows =
        kind == EntityKind::Task
            ? m_tx.query("SELECT version FROM tasks WHERE id = $1", id)
            : m_tx.query("SELECT version FROM things WHERE kind = $1 AND id = $2", kind, id);
    return rows.next() ? std::optional(rows.integer(0)) : std::nullopt;
}

void CacheStore::putConflict(const contract::Conflict& conflict)
{
    putThing(static_cast<int>(EntityKind::Conflict), conflict.id.value, conflict.version,
             conflict.entityId, contract::toJson(conflict));
}

void CacheStore::putPeople(const std::vector<contract::Person>& people)
{
    m_tx.run("DELETE FROM things WHERE kind = $1", kPeople);
    for (const auto& person : people)
        putThing(kPeople, person.id.value, 0, "", contract::toJson(person));
}

std::optional<std::string> CacheStore::base(EntityKind kind, const std::string& id)
{
    auto rows = m_tx.query("SELECT json FROM base WHERE kind = $1 AND id = $2", kind, id);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void CacheStore::putBase(EntityKind kind, const std::string& id, std::string_view json)
{
    m_tx.run("INSERT INTO base (kind, id, json) VALUES ($1, $2, $3)"
             " ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json",
             kind, id, json);
}

void CacheStore::dropBase(EntityKind kind, const std::string& id)
{
    m_tx.run("DELETE FROM base WHERE kind = $1 AND id = $2", kind, id);
}

std::vector<std::pair<EntityKind, std::string>> CacheStore::bases()
{
    std::vector<std::pair<EntityKind, std::string>> out;
    auto rows = m_tx.query("SELECT kind, id FROM base");
    while (rows.next())
        out.emplace_back(static_cast<EntityKind>(rows.integer(0)), rows.text(1));
    return out;
}

std::vector<std::string> CacheStore::things(int kind)
{
    std::vector<std::string> out;
    auto rows = m_tx.query("SELECT json FROM things WHERE kind = $1 ORDER BY id", kind);
    while (rows.next())
        out.push_back(rows.text(0));
    return out;
}

std::optional<std::string> CacheStore::meta(std::string_view key)
{
    auto rows = m_tx.query("SELECT value FROM meta WHERE key = $1", key);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void CacheStore::setMeta(std::string_view key, std::string_view value)
{
    m_tx.run("INSERT INTO meta (key, value) VALUES ($1, $2)"
             " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
             key, value);
}

void CacheStore::clear()
{
    m_deltas.clear();
    m_tx.run("DELETE FROM things");
    m_tx.run("DELETE FROM base");
    m_tx.run("DELETE FROM tasks");
    m_tx.run("DELETE FROM task_labels");
    m_tx.run("DELETE FROM task_text");
    m_tx.run("DELETE FROM counts");
    m_tx.run("DELETE FROM meta WHERE key IN ('mark', 'me')");
}

void CacheStore::flush()
{
    for (const auto& [place, delta] : m_deltas) {
        if (delta.open == 0 && delta.openTop == 0 && delta.doneTop == 0)
            continue;
        m_tx.run("INSERT INTO counts (project_id, section_id, open, open_top, done_top)"
                 " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (project_id, section_id) DO UPDATE SET"
                 " open = open + excluded.open, open_top = open_top + excluded.open_top,"
                 " done_top = done_top + excluded.done_top",
                 place.first, place.second, delta.open, delta.openTop, delta.doneTop);
    }
    m_deltas.clear();
}

std::optional<Task> CacheStore::task(const std::string& id)
{
    auto rows = m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM tasks t WHERE id = $1", id);
    return rows.next() ? std::optional(taskOf(rows)) : std::nullopt;
}

CacheStore::Counted CacheStore::countedOf(const Task& task)
{
    return {task.projectId.value, textOf(task.sectionId), !task.parentId,
            task.completedAt.has_value()};
}

void CacheStore::putTask(const Task& task, bool onlyNewer)
{
    const Counted now = countedOf(task);
    const std::string labels = joinIds(task.labelIds);
    if (const auto rid = insertTask(task)) {
        m_tx.run("INSERT INTO task_text (rid, folded) VALUES ($1, $2)", *rid, foldedText(task));
        setLabels(task.id.value, "", labels);
        count(now, 1);
        return;
    }
    const auto before = held(task.id.value);
    if (onlyNewer && !supersedes(task.version, before->version))
        return;
    updateTask(before->rid, task);
    m_tx.run("UPDATE task_text SET folded = $2 WHERE rid = $1", before->rid, foldedText(task));
    setLabels(task.id.value, before->labelIds, labels);
    count(before->counted, -1);
    count(now, 1);
}

std::optional<std::int64_t> CacheStore::insertTask(const Task& task)
{
    const std::int64_t rid = nextRid();
    const std::string due = task.due ? task.due->value : std::string(kNoDue);
    const auto inserted = m_tx.run(
        "INSERT INTO tasks (rid, id, project_id, section_id, parent_id, title, note, priority,"
        " start_on, due_key, completed_at, done, order_key, label_ids, assignee_id, created_by,"
        " created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
        "$12,"
        " $13, $14, $15, $16, $17, $18, $19) ON CONFLICT (id) DO NOTHING",
        rid, task.id, task.projectId, textOf(task.sectionId), textOf(task.parentId),
        task.title.str(), task.note.str(), task.priority.value, textOf(task.start), due,
        task.completedAt, task.completedAt.has_value(), task.orderKey.str(), joinIds(task.labelIds),
        textOf(task.assigneeId), task.createdBy, task.createdAt, task.updatedAt, task.version);
    if (inserted == 0)
        return std::nullopt;
    m_nextRid = rid + 1;
    return rid;
}

std::int64_t CacheStore::nextRid()
{
    if (m_nextRid == 0) {
        auto rows = m_tx.query("SELECT coalesce(max(rid), 0) + 1 FROM tasks");
        rows.next();
        m_nextRid = rows.integer(0);
    }
    return m_nextRid;
}

void CacheStore::updateTask(std::int64_t rid, const Task& task)
{
    const std::string due = task.due ? task.due->value : std::string(kNoDue);
    m_tx.run(
        "UPDATE tasks SET project_id = $2, section_id = $3, parent_id = $4, title = $5,"
        " note = $6, priority = $7, start_on = $8, due_key = $9, completed_at = $10, done = $11,"
        " order_key = $12, label_ids = $13, assignee_id = $14, created_by = $15,"
        " created_at = $16, updated_at = $17, version = $18 WHERE rid = $1",
        rid, task.projectId, textOf(task.sectionId), textOf(task.parentId), task.title.str(),
        task.note.str(), task.priority.value, textOf(task.start), due, task.completedAt,
        task.completedAt.has_value(), task.orderKey.str(), joinIds(task.labelIds),
        textOf(task.assigneeId), task.createdBy, task.createdAt, task.updatedAt, task.version);
}

void CacheStore::dropTask(const std::string& id)
{
    dropTasksWhere("SELECT id FROM tasks WHERE parent_id = $1 AND parent_id <> ''", id);
    const auto before = held(id);
    if (!before)
        return;
    m_tx.run("DELETE FROM tasks WHERE rid = $1", before->rid);
    m_tx.run("DELETE FROM task_text WHERE rid = $1", before->rid);
    m_tx.run("DELETE FROM things WHERE container = $1 AND container <> ''", id);
    setLabels(id, before->labelIds, "");
    count(before->counted, -1);
}

void CacheStore::dropTasksWhere(std::string_view selectIds, const std::string& container)
{
    for (const auto& id : idsWhere(selectIds, container))
        dropTask(id);
}

std::vector<std::string> CacheStore::idsWhere(std::string_view selectIds,
                                              const std::string& container)
{
    std::vector<std::string> ids;
    auto rows = m_tx.query(selectIds, container);
    while (rows.next())
        ids.push_back(rows.text(0));
    return ids;
}

std::optional<CacheStore::HeldTask> CacheStore::held(const std::string& id)
{
    auto rows = m_tx.query("SELECT rid, project_id, section_id, parent_id, done, label_ids, version"
                           " FROM tasks"
                           " WHERE id = $1",
                           id);
    if (!rows.next())
        return std::nullopt;
    return HeldTask{rows.integer(0),
                    {rows.text(1), rows.text(2), rows.view(3).empty(), rows.boolean(4)},
                    rows.text(5),
                    rows.integer(6)};
}

void CacheStore::putThing(int kind, const std::string& id, std::int64_t version,
                          std::string_view container, std::string_view json)
{
    m_tx.run("INSERT INTO things (kind, id, version, container, json) VALUES ($1, $2, $3, $4, $5)"
             " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version,"
             " container = excluded.container, json = excluded.json",
             kind, id, version, container, json);
}

void CacheStore::dropThing(int kind, const std::string& id)
{
    m_tx.run("DELETE FROM things WHERE kind = $1 AND id = $2", kind, id);
}

void CacheStore::setLabels(const std::string& taskId, std::string_view oldIds,
                           std::string_view newIds)
{
    if (oldIds == newIds)
        return;
    for (const auto id : splitIds(oldIds))
        m_tx.run("DELETE FROM task_labels WHERE label_id = $1 AND task_id = $2", id, taskId);
    for (const auto id : splitIds(newIds)) {
        m_tx.run(
            "INSERT INTO task_labels (label_id, task_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            id, taskId);
    }
}

void CacheStore::count(const Counted& counted, int sign)
{
    Delta& delta = m_deltas[{counted.projectId, counted.sectionId}];
    if (!counted.done)
        delta.open += sign;
    if (counted.top && !counted.done)
        delta.openTop += sign;
    if (counted.top && counted.done)
        delta.doneTop += sign;
}

} // namespace taskward::client
