// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/cache/TaskListStore.h"

#include "client/cache/TaskRowCodec.h"
#include "core/contract/Json.h"

#include <algorithm>
#include <charconv>

namespace taskward::client {

namespace {

constexpr char kSeparator = '\x1f';

/// Larger than every date, smaller than kNoDue.
std::string endOf(const std::string& day)
{
    return day + "}";
}

TaskQuery inboxAsProject(TaskQuery query, const std::string& inbox)
{
    query.view = View::Project;
    query.project.value = inbox;
    return query;
}

} // namespace

Result<TaskListPage> TaskListStore::page(const TaskQuery& query, const std::string& after,
                                         int limit)
{
    switch (query.view) {
    case View::Inbox: {
        auto rows = m_tx.query("SELECT value FROM meta WHERE key = 'inbox'");
        const std::string inbox = rows.next() ? rows.text(0) : std::string();
        return treePage(inboxAsProject(query, inbox).project.value, query.withCompleted, after,
                        limit);
    }
    case View::Project:
        return treePage(query.project.value, query.withCompleted, after, limit);
    case View::Today:
    case View::Upcoming:
    case View::All:
        return datedPage(query, after, limit);
    case View::Label:
        return labelPage(query, after, limit);
    case View::Search:
        return searchPage(query, after, limit);
    }
    return fail(ErrorCode::ValidationFailed, "no such view");
}

std::vector<TaskRow> TaskListStore::subtasks(const TaskId& parent)
{
    std::vector<TaskRow> rows;
    addSubtasks(parent, 1, true, rows);
    return rows;
}

void TaskListStore::fillCounts(Overview& overview)
{
    overview.openByProject.clear();
    // Summed here: GROUP BY allocates three times for a row, and the engine locks and wipes each.
    auto counts = m_tx.query("SELECT project_id, open FROM counts");
    while (counts.next())
        overview.openByProject[counts.text(0)] += counts.integer(1);
    const auto inbox = overview.openByProject.find(overview.inbox.value);
    overview.inboxOpen = inbox == overview.openByProject.end() ? 0 : inbox->second;
    const auto dueBefore = [&](const std::string& end) {
        auto rows = m_tx.query("SELECT count(*) FROM tasks WHERE done = 0 AND due_key < $1", end);
        rows.next();
        return rows.integer(0);
    };
    overview.todayOpen = dueBefore(endOf(m_today));
    overview.overdueOpen = dueBefore(m_today);
}

// ---- one project: section by section, open before done, parents before their sub-tasks

Result<TaskListPage> TaskListStore::treePage(const std::string& projectId, bool withCompleted,
                                             const std::string& after, int limit)
{
    TaskListPage page;
    Keyset from;
    if (!after.empty()) {
        TW_ASSIGN(from, parseToken(after));
    } else {
        page.total = topTotal(projectId, withCompleted);
    }
    auto sections = sectionsOf(projectId);
    auto section = std::ranges::find(sections, from.section);
    if (section == sections.end()) // deleted since the page before: nothing of it is left to show
        return page;
    std::vector<TaskRow> tops;
    while (section != sections.end() && static_cast<int>(tops.size()) <= limit) {
        if (*section != from.section)
            from = Keyset{*section, 0, "", ""};
        addTops(projectId, from, withCompleted, limit + 1 - static_cast<int>(tops.size()), tops);
        ++section;
    }
    const bool more = static_cast<int>(tops.size()) > limit;
    if (more)
        tops.pop_back();
    for (auto& top : tops) {
        const TaskId id = top.task.id;
        const bool parent = top.subtasks > 0;
        page.rows.push_back(std::move(top));
        if (parent)
            addSubtasks(id, 1, withCompleted, page.rows);
    }
    if (more) {
        const auto last = std::ranges::find_if(page.rows.rbegin(), page.rows.rend(),
                                               [](const TaskRow& row) { return row.depth == 0; });
        const auto& task = last->task;
        page.next = token({task.sectionId ? task.sectionId->value : "", task.completedAt ? 1 : 0,
                           task.orderKey.str(), task.id.value});
    }
    return page;
}

void TaskListStore::addTops(const std::string& projectId, const Keyset& from, bool withCompleted,
                            int limit, std::vector<TaskRow>& out)
{
    auto rows = m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM tasks t WHERE t.parent_id = ''"
                           " AND t.project_id = $1 AND t.section_id = $2 AND t.done <= $3"
                           " AND (t.done, t.order_key, t.id) > ($4, $5, $6)"
                           " ORDER BY t.done, t.order_key, t.id LIMIT $7",
                           projectId, from.section, withCompleted ? 1 : 0, from.done, from.key,
                           from.id, limit);
    while (rows.next()) {
        TaskRow row;
        row.task = taskOf(rows);
        decorate(row, false);
        out.push_back(std::move(row));
    }
}

void TaskListStore::addSubtasks(const TaskId& parent, int depth, bool withCompleted,
                                std::vector<TaskRow>& out)
{
    if (depth > static_cast<int>(limits::kMaxSubtaskDepth))
        return;
    std::vector<TaskRow> children;
    {
        auto rows =
            m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM tasks t WHERE t.parent_id = $1"
                       " AND t.parent_id <> '' AND t.done <= $2"
                       " ORDER BY t.done, t.order_key, t.id",
                       parent, withCompleted ? 1 : 0);
        while (rows.next()) {
            TaskRow row;
            row.task = taskOf(rows);
            row.depth = depth;
            children.push_back(std::move(row));
        }
    }
    for (auto& child : children) {
        decorate(child, false);
        const TaskId id = child.task.id;
        const bool hasChildren = child.subtasks > 0;
        out.push_back(std::move(child));
        if (hasChildren)
            addSubtasks(id, depth + 1, withCompleted, out);
    }
}

std::vector<std::string> TaskListStore::sectionsOf(const std::string& projectId)
{
    std::vector<contract::Section> sections;
    auto rows = m_tx.query("SELECT json FROM things WHERE kind = $1 AND container = $2",
                           contract::EntityKind::Section, projectId);
    while (rows.next()) {
        auto section = contract::fromJson<contract::Section>(rows.view(0));
        if (section)
            sections.push_back(std::move(*section));
    }
    std::ranges::sort(sections, {}, [](const auto& s) { return std::tie(s.orderKey.str(), s.id); });
    std::vector<std::string> ids{""};
    for (const auto& section : sections)
        ids.push_back(section.id.value);
    return ids;
}

std::int64_t TaskListStore::topTotal(const std::string& projectId, bool withCompleted)
{
    auto rows = m_tx.query("SELECT sum(open_top), sum(done_top) FROM counts WHERE project_id = $1",
                           projectId);
    if (!rows.next())
        return 0;
    return rows.integer(0) + (withCompleted ? rows.integer(1) : 0);
}

// ---- by date

Result<TaskListPage> TaskListStore::datedPage(const TaskQuery& query, const std::string& after,
                                              int limit)
{
    TaskListPage page;
    Keyset from;
    std::string end = "\x7f";
    if (query.view == View::Today)
        end = endOf(m_today);
    if (query.view == View::Upcoming) {
        from.key = endOf(m_today);
        end = kNoDue;
    }
    if (!after.empty()) {
        TW_ASSIGN(from, parseToken(after));
    } else {
        page.total = datedTotal(query);
    }
    if (query.withCompleted && query.view == View::All) {
        addFlat(m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM tasks t"
                           " WHERE (t.done, t.due_key, t.id) > ($1, $2, $3)"
                           " ORDER BY t.done, t.due_key, t.id LIMIT $4",
                           from.done, from.key, from.id, limit + 1),
                limit, page);
        return page;
    }
    auto rows = m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM tasks t WHERE t.done = 0"
                           " AND t.due_key < $1 AND (t.due_key, t.id) > ($2, $3)"
                           " ORDER BY t.due_key, t.id LIMIT $4",
                           end, from.key, from.id, limit + 1);
    addFlat(std::move(rows), limit, page);
    return page;
}

std::int64_t TaskListStore::datedTotal(const TaskQuery& query)
{
    const auto countOf = [&](std::string_view sql, const std::string& from, const std::string& to) {
        auto rows = m_tx.query(sql, from, to);
        rows.next();
        return rows.integer(0);
    };
    constexpr std::string_view kRange =
        "SELECT count(*) FROM tasks WHERE done = 0 AND due_key >= $1 AND due_key < $2";
    if (query.view == View::Today)
        return countOf(kRange, "", endOf(m_today));
    if (query.view == View::Upcoming)
        return countOf(kRange, endOf(m_today), std::string(kNoDue));
    auto rows = query.withCompleted ? m_tx.query("SELECT count(*) FROM task_text")
                                    : m_tx.query("SELECT sum(open) FROM counts");
    return rows.next() ? rows.integer(0) : 0;
}

// ---- what all lists share

std::vector<std::string> TaskListStore::allJson()
{
    std::vector<std::string> out;
    auto rows = m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM tasks t ORDER BY t.id");
    while (rows.next())
        out.push_back(contract::toJson(taskOf(rows)));
    return out;
}

std::string TaskListStore::lastOrderKey(const contract::TaskFields& place)
{
    const std::string section = place.sectionId.value ? place.sectionId.value->value : "";
    std::string last;
    const auto take = [&](db::Rows rows) {
        if (rows.next())
            last = std::max(last, rows.text(0));
    };
    for (const int done : {0, 1}) {
        if (place.parentId.value) {
            take(m_tx.query("SELECT order_key FROM tasks WHERE parent_id = $1 AND parent_id <> ''"
                            " AND done = $2 ORDER BY order_key DESC LIMIT 1",
                            *place.parentId.value, done));
        } else {
            take(m_tx.query("SELECT order_key FROM tasks WHERE parent_id = '' AND project_id = $1"
                            " AND section_id = $2 AND done = $3 ORDER BY order_key DESC LIMIT 1",
                            place.projectId.value, section, done));
        }
    }
    return last;
}

void TaskListStore::addFlat(db::Rows rows, int limit, TaskListPage& page)
{
    bool more = false;
    while (rows.next()) {
        if (static_cast<int>(page.rows.size()) == limit) {
            more = true;
            break;
        }
        TaskRow row;
        row.task = taskOf(rows);
        page.rows.push_back(std::move(row));
    }
    for (auto& row : page.rows)
        decorate(row, true);
    if (more) {
        const auto& last = page.rows.back().task;
        page.next = token({"", last.completedAt ? 1 : 0,
                           last.due ? last.due->value : std::string(kNoDue), last.id.value});
    }
}

void TaskListStore::decorate(TaskRow& row, bool flat)
{
    {
        auto children = m_tx.query("SELECT count(*), sum(done) FROM tasks WHERE parent_id = $1"
                                   " AND parent_id <> ''",
                                   row.task.id);
        children.next();
        row.subtasks = static_cast<int>(children.integer(0));
        row.subtasksDone = static_cast<int>(children.integer(1));
    }
    {
        auto base = m_tx.query("SELECT 1 FROM base WHERE kind = $1 AND id = $2",
                               contract::EntityKind::Task, row.task.id);
        row.pending = base.next();
    }
    {
        auto clash = m_tx.query("SELECT 1 FROM things WHERE container = $1 AND container <> ''"
                                " AND kind = $2",
                                row.task.id, contract::EntityKind::Conflict);
        row.clashed = clash.next();
    }
    if (!flat)
        return;
    row.projectName = projectName(row.task.projectId.value);
    if (row.task.parentId) {
        auto parent = m_tx.query("SELECT title FROM tasks WHERE id = $1", *row.task.parentId);
        if (parent.next())
            row.parentTitle = parent.text(0);
    }
}

const std::string& TaskListStore::projectName(const std::string& projectId)
{
    const auto [found, isNew] = m_projectNames.try_emplace(projectId);
    if (isNew) {
        auto rows = m_tx.query("SELECT json FROM things WHERE kind = $1 AND id = $2",
                               contract::EntityKind::Project, projectId);
        if (rows.next()) {
            if (auto project = contract::fromJson<contract::Project>(rows.view(0)))
                found->second = project->name;
        }
    }
    return found->second;
}

std::string TaskListStore::token(const Keyset& keyset)
{
    return keyset.section + kSeparator + std::to_string(keyset.done) + kSeparator + keyset.key +
           kSeparator + keyset.id;
}

Result<TaskListStore::Keyset> TaskListStore::parseToken(const std::string& text)
{
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == kSeparator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    if (parts.size() != 4 || (parts[1] != "0" && parts[1] != "1"))
        return fail(ErrorCode::ValidationFailed, "page token");
    return Keyset{parts[0], parts[1] == "1" ? 1 : 0, parts[2], parts[3]};
}

} // namespace taskward::client
