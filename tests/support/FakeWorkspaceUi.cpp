// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/FakeWorkspaceUi.h"

#include <QCoroCore>
#include <QDateTime>
#include <QPointer>
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace taskward::test {

using namespace std::chrono_literals;

namespace {

std::string todayOf(const Clock& clock)
{
    return QDateTime::fromMSecsSinceEpoch(clock.now().ms)
        .date()
        .toString(Qt::ISODate)
        .toStdString();
}

template <typename T, typename U>
void take(const contract::Patch<T>& patch, U& member)
{
    if (patch.present)
        member = patch.value;
}

} // namespace

FakeWorkspaceUi::FakeWorkspaceUi(const Clock& clock, QObject* parent)
    : Workspace(parent), m_clock(clock), m_security(new FakeSecurity(clock, this))
{
    m_me = {UserId{nextId()}, "mara@example.org", "Mara Lindqvist"};
    m_overview.people = {m_me, {UserId{nextId()}, "jonas@example.org", "Jonas Weber"}};
    m_overview.inbox = addProject("Inbox", "");
    m_overview.projects.front().kind = contract::ProjectKind::Inbox;
    m_membership = {OrgId{nextId()}, "Lindqvist & Weber", contract::Role::Owner, m_overview.inbox};
    m_sync.phase = client::SyncState::Phase::UpToDate;
    m_sync.lastSyncedAt = m_clock.now();
}

std::string FakeWorkspaceUi::nextId()
{
    char text[40];
    std::snprintf(text, sizeof text, "019a0000-0000-7000-8000-%012d", ++m_ids);
    return text;
}

ProjectId FakeWorkspaceUi::addProject(const std::string& name, const std::string& colour)
{
    contract::Project project;
    project.id = ProjectId{nextId()};
    project.name = contract::Name(name);
    project.colour = contract::Colour(colour);
    m_overview.projects.push_back(project);
    return project.id;
}

SectionId FakeWorkspaceUi::addSection(const ProjectId& project, const std::string& name)
{
    contract::Section section;
    section.id = SectionId{nextId()};
    section.projectId = project;
    section.name = contract::Name(name);
    m_overview.sections.push_back(section);
    return section.id;
}

LabelId FakeWorkspaceUi::addLabel(const std::string& name, const std::string& colour)
{
    contract::Label label;
    label.id = LabelId{nextId()};
    label.name = contract::Name(name);
    label.colour = contract::Colour(colour);
    m_overview.labels.push_back(label);
    return label.id;
}

contract::Task& FakeWorkspaceUi::addTask(const ProjectId& project, const std::string& title)
{
    contract::Task task;
    task.id = TaskId{nextId()};
    task.projectId = project;
    task.title = contract::Title(title);
    task.createdAt = task.updatedAt = m_clock.now();
    task.createdBy = m_me.id;
    m_tasks.push_back(std::move(task));
    return m_tasks.back();
}

contract::Conflict& FakeWorkspaceUi::addConflict(const TaskId& task, const std::string& field,
                                                 const std::string& kept, const std::string& other)
{
    contract::Conflict conflict;
    conflict.id = ConflictId{nextId()};
    conflict.entityId = task.value;
    conflict.field = field;
    conflict.keptValue = kept;
    conflict.otherValue = other;
    conflict.keptBy = m_me.id;
    conflict.otherBy = m_overview.people.back().id;
    m_overview.conflicts.push_back(conflict);
    return m_overview.conflicts.back();
}

void FakeWorkspaceUi::setSync(client::SyncState state)
{
    m_sync = std::move(state);
    emit syncStateChanged();
}

void FakeWorkspaceUi::announce()
{
    count();
    emit overviewChanged();
    emit tasksChanged({});
}

void FakeWorkspaceUi::release()
{
    holdReads = false;
    emit released();
}

const contract::Task* FakeWorkspaceUi::find(const std::string& title) const
{
    const auto found = std::ranges::find_if(
        m_tasks, [&](const contract::Task& task) { return task.title.str() == title; });
    return found == m_tasks.end() ? nullptr : &*found;
}

QStringList FakeWorkspaceUi::titlesOf(const client::TaskQuery& query) const
{
    QStringList titles;
    for (const client::TaskRow& row : rowsOf(query))
        titles << QString(row.depth * 2, QLatin1Char(' ')) + QString::fromStdString(row.task.title);
    return titles;
}

bool FakeWorkspaceUi::may(contract::Permission permission) const
{
    using P = contract::Permission;
    const bool read = permission == P::OrgRead || permission == P::ProjectRead ||
                      permission == P::SectionRead || permission == P::LabelRead ||
                      permission == P::TaskRead;
    return read || mayWrite;
}

void FakeWorkspaceUi::count()
{
    m_overview.inboxOpen = m_overview.todayOpen = m_overview.overdueOpen = 0;
    m_overview.openByProject.clear();
    m_subtasks.clear();
    const std::string today = todayOf(m_clock);
    for (const contract::Task& task : m_tasks) {
        if (task.parentId) {
            auto& [all, done] = m_subtasks[task.parentId->value];
            ++all;
            done += task.completedAt ? 1 : 0;
        }
        if (task.completedAt)
            continue;
        ++m_overview.openByProject[task.projectId.value];
        m_overview.inboxOpen += task.projectId == m_overview.inbox ? 1 : 0;
        m_overview.todayOpen += task.due && task.due->date() <= today ? 1 : 0;
        m_overview.overdueOpen += task.due && task.due->date() < today ? 1 : 0;
    }
}

client::TaskRow FakeWorkspaceUi::rowOf(const contract::Task& task, bool flat) const
{
    client::TaskRow row;
    row.task = task;
    if (const auto found = m_subtasks.find(task.id.value); found != m_subtasks.end()) {
        row.subtasks = found->second.first;
        row.subtasksDone = found->second.second;
    }
    row.clashed =
        std::ranges::any_of(m_overview.conflicts, [&](const contract::Conflict& conflict) {
            return conflict.entityId == task.id.value;
        });
    row.pending = task.version < 0;
    if (!flat)
        return row;
    const auto project =
        std::ranges::find(m_overview.projects, task.projectId, &contract::Project::id);
    if (project != m_overview.projects.end())
        row.projectName = project->name;
    if (task.parentId) {
        const auto parent = std::ranges::find(m_tasks, *task.parentId, &contract::Task::id);
        if (parent != m_tasks.end())
            row.parentTitle = parent->title;
    }
    return row;
}

bool FakeWorkspaceUi::matches(const contract::Task& task, const client::TaskQuery& query) const
{
    using client::View;
    if (task.completedAt && !query.withCompleted)
        return false;
    const std::string today = todayOf(m_clock);
    switch (query.view) {
    case View::Inbox:
        return task.projectId == m_overview.inbox;
    case View::Project:
        return task.projectId == query.project;
    case View::Today:
        return task.due && task.due->date() <= today;
    case View::Upcoming:
        return task.due.has_value();
    case View::Label:
        return std::ranges::find(task.labelIds, query.label) != task.labelIds.end();
    case View::Search:
        return !query.text.empty() &&
               QString::fromStdString(task.title)
                   .contains(QString::fromStdString(query.text), Qt::CaseInsensitive);
    case View::All:
        return true;
    }
    return false;
}

void FakeWorkspaceUi::addTree(
    std::vector<client::TaskRow>& rows, const client::TaskQuery& query,
    const std::optional<TaskId>& parent, int depth,
    const std::unordered_multimap<std::string, const contract::Task*>& children,
    const std::optional<SectionId>& section) const
{
    std::vector<const contract::Task*> here;
    const auto [begin, end] = children.equal_range(parent ? parent->value : std::string());
    for (auto it = begin; it != end; ++it) {
        if (parent || it->second->sectionId == section)
            here.push_back(it->second);
    }
    std::ranges::sort(here); // all point into one vector: its order
    for (const contract::Task* task : here) {
        rows.push_back(rowOf(*task, false));
        rows.back().depth = depth;
        addTree(rows, query, task->id, depth + 1, children, section);
    }
}

std::vector<client::TaskRow> FakeWorkspaceUi::rowsOf(const client::TaskQuery& query) const
{
    std::vector<client::TaskRow> rows;
    if (query.view == client::View::Inbox || query.view == client::View::Project) {
        std::unordered_multimap<std::string, const contract::Task*> children;
        for (const contract::Task& task : m_tasks) {
            if (matches(task, query))
                children.emplace(task.parentId ? task.parentId->value : std::string(), &task);
        }
        addTree(rows, query, {}, 0, children, {});
        for (const contract::Section& section : m_overview.sections)
            addTree(rows, query, {}, 0, children, section.id);
        return rows;
    }
    for (const contract::Task& task : m_tasks) {
        if (matches(task, query))
            rows.push_back(rowOf(task, true));
    }
    std::ranges::stable_sort(rows, {}, [](const client::TaskRow& row) {
        return row.task.due ? row.task.due->value : std::string("9");
    });
    return rows;
}

QCoro::Task<Result<client::TaskListPage>> FakeWorkspaceUi::tasks(client::TaskQuery query,
                                                                 std::string after, int limit)
{
    const QPointer<FakeWorkspaceUi> self(this);
    co_await QCoro::sleepFor(0ms);
    if (self && holdReads)
        co_await qCoro(this, &FakeWorkspaceUi::released);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    ++pageReads;
    if (failReads)
        co_return fail(*failReads);
    const std::vector<client::TaskRow> rows = rowsOf(query);
    const std::size_t begin = after.empty() ? 0 : std::stoul(after);
    const std::size_t end = std::min(rows.size(), begin + static_cast<std::size_t>(limit));
    client::TaskListPage page;
    for (std::size_t i = begin; i < end; ++i)
        page.rows.push_back(rows[i]);
    if (end < rows.size())
        page.next = std::to_string(end);
    page.total = std::ranges::count(rows, 0, &client::TaskRow::depth);
    co_return page;
}

QCoro::Task<Result<std::vector<client::TaskRow>>> FakeWorkspaceUi::subtasks(TaskId parent)
{
    const QPointer<FakeWorkspaceUi> self(this);
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    std::vector<client::TaskRow> rows;
    for (const contract::Task& task : m_tasks) {
        if (task.parentId == parent) {
            rows.push_back(rowOf(task, false));
            rows.back().depth = 1;
        }
    }
    co_return rows;
}

QCoro::Task<Result<contract::Task>> FakeWorkspaceUi::task(TaskId id)
{
    const QPointer<FakeWorkspaceUi> self(this);
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    const auto found = at(id);
    if (found == m_tasks.end())
        co_return fail(ErrorCode::NotFound);
    contract::Task copy = *found; // QCoro's return_value moves from lvalues, too
    co_return copy;
}

std::vector<contract::Task>::iterator FakeWorkspaceUi::at(const TaskId& id)
{
    return std::ranges::find(m_tasks, id, &contract::Task::id);
}

QCoro::Task<Status> FakeWorkspaceUi::beforeWrite()
{
    const QPointer<FakeWorkspaceUi> self(this);
    co_await QCoro::sleepFor(0ms);
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    if (failWrites)
        co_return fail(*failWrites);
    co_return Status{};
}

void FakeWorkspaceUi::apply(contract::Task& task, const contract::TaskFields& fields)
{
    take(fields.projectId, task.projectId);
    take(fields.sectionId, task.sectionId);
    take(fields.parentId, task.parentId);
    take(fields.title, task.title);
    take(fields.note, task.note);
    take(fields.priority, task.priority);
    take(fields.start, task.start);
    take(fields.due, task.due);
    take(fields.completedAt, task.completedAt);
    take(fields.orderKey, task.orderKey);
    take(fields.labelIds, task.labelIds);
    take(fields.assigneeId, task.assigneeId);
}

QCoro::Task<Result<TaskId>> FakeWorkspaceUi::createTask(contract::TaskFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return fail(status.error());
    contract::Task& made = addTask(m_overview.inbox, "");
    apply(made, fields);
    const TaskId id = made.id;
    announce();
    co_return id;
}

QCoro::Task<Status> FakeWorkspaceUi::restoreTask(TaskId id, contract::TaskFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    if (at(id) != m_tasks.end())
        co_return fail(ErrorCode::Conflict);
    contract::Task& made = addTask(m_overview.inbox, "");
    made.id = id;
    apply(made, fields);
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::updateTask(TaskId id, contract::TaskFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    const auto found = at(id);
    if (found == m_tasks.end())
        co_return fail(ErrorCode::NotFound);
    apply(*found, fields);
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::deleteTask(TaskId id)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    std::vector<TaskId> gone{id};
    for (std::size_t i = 0; i < gone.size(); ++i) {
        for (const contract::Task& task : m_tasks) {
            if (task.parentId == gone[i])
                gone.push_back(task.id);
        }
    }
    std::erase_if(m_tasks, [&](const contract::Task& task) {
        return std::ranges::find(gone, task.id) != gone.end();
    });
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::moveTask(TaskId id, contract::TaskFields place, TaskId before,
                                              TaskId after)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    const auto found = at(id);
    if (found == m_tasks.end())
        co_return fail(ErrorCode::NotFound);
    contract::Task task = *found;
    apply(task, place);
    m_tasks.erase(found);
    auto to = m_tasks.end();
    if (!after.empty())
        to = at(after);
    else if (const auto previous = at(before); previous != m_tasks.end())
        to = previous + 1;
    m_tasks.insert(to, std::move(task));
    announce();
    co_return Status{};
}

} // namespace taskward::test
