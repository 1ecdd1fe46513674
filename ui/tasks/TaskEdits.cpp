// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskEdits.h"

#include "ui/Text.h"

#include <QPointer>
#include <QUndoCommand>
#include <algorithm>

namespace taskward::ui {

namespace {

class EditCommand final : public QUndoCommand {
public:
    EditCommand(TaskEdits& edits, EditSteps forward, EditSteps backward, const QString& words)
        : QUndoCommand(words), m_edits(edits), m_forward(std::move(forward)),
          m_backward(std::move(backward))
    {}

    void redo() override
    {
        // Pushing calls redo(), but the edit is made already: it is committed before it is
        // recorded.
        if (std::exchange(m_isDone, true))
            m_edits.perform(m_forward);
        m_isDone = true;
    }

    void undo() override { m_edits.perform(m_backward); }

private:
    TaskEdits& m_edits;
    EditSteps m_forward;
    EditSteps m_backward;
    bool m_isDone = false;
};

class ActCommand final : public QUndoCommand {
public:
    ActCommand(TaskEdits& edits, TaskEdits::Act forward, TaskEdits::Act backward,
               const QString& words)
        : QUndoCommand(words), m_edits(edits), m_forward(std::move(forward)),
          m_backward(std::move(backward))
    {}

    void redo() override
    {
        if (std::exchange(m_isDone, true)) // as in EditCommand
            m_edits.report(m_forward());
    }

    void undo() override { m_edits.report(m_backward()); }

private:
    TaskEdits& m_edits;
    TaskEdits::Act m_forward;
    TaskEdits::Act m_backward;
    bool m_isDone = false;
};

} // namespace

/// Lives in the frame of an edit as long as that is under way.
class TaskEdits::Running {
public:
    explicit Running(TaskEdits& edits) : m_edits(&edits) { ++edits.m_running; }
    ~Running()
    {
        if (m_edits && --m_edits->m_running == 0)
            emit m_edits->settled();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    QPointer<TaskEdits> m_edits;
};

TaskEdits::TaskEdits(Context context, QObject* parent) : QObject(parent), m_context(context)
{
    m_stack.setUndoLimit(200);
}

TaskId TaskEdits::current(const TaskId& id) const
{
    TaskId now = id;
    for (auto found = m_current.find(now.value); found != m_current.end();
         found = m_current.find(now.value))
        now = found->second;
    return now;
}

QCoro::Task<Status> TaskEdits::perform(EditSteps steps)
{
    const QPointer<TaskEdits> self(this);
    client::Workspace& workspace = *m_context.workspace;
    for (EditStep& step : steps) {
        contract::TaskFields fields = step.fields;
        if (fields.parentId.present && fields.parentId.value)
            fields.parentId = std::optional(current(*fields.parentId.value));
        const TaskId id = current(step.id);
        Status status;
        const bool isCreate = step.kind == EditStep::Kind::Create;
        if (step.kind == EditStep::Kind::Restore || (isCreate && id != step.id)) {
            // Comes back under the id that it had: what others know of it fits again.
            auto restoring = workspace.restoreTask(id, std::move(fields));
            status = co_await restoring;
        } else if (isCreate) {
            auto creating = workspace.createTask(std::move(fields));
            Result<TaskId> made = co_await creating;
            if (!self)
                co_return status;
            if (made)
                m_current.insert_or_assign(id.value, *made);
            else
                status = fail(made.error());
        } else if (step.kind == EditStep::Kind::Update) {
            auto updating = workspace.updateTask(id, std::move(fields));
            status = co_await updating;
        } else if (step.kind == EditStep::Kind::Delete) {
            auto deleting = workspace.deleteTask(id);
            status = co_await deleting;
        } else {
            TaskId before = current(step.before);
            TaskId after = current(step.after);
            auto moving =
                workspace.moveTask(id, std::move(fields), std::move(before), std::move(after));
            status = co_await moving;
        }
        if (!self)
            co_return status;
        if (!status) {
            emit failed(status.error());
            co_return status;
        }
    }
    co_return Status{};
}

QCoro::Task<void> TaskEdits::run(EditSteps forward, EditSteps backward, QString words,
                                 bool announce)
{
    const QPointer<TaskEdits> self(this);
    const Running running(*this);
    EditSteps steps = forward;
    auto performing = perform(std::move(steps)); // see Sidebar::moveTasks on g++ 12
    const Status status = co_await performing;
    if (!self || !status)
        co_return;
    m_stack.push(new EditCommand(*this, std::move(forward), std::move(backward), words));
    emit done(announce ? words : QString());
}

QCoro::Task<void> TaskEdits::act(Act forward, Act backward, QString words)
{
    const QPointer<TaskEdits> self(this);
    const Running running(*this);
    auto doing = forward();
    const Status status = co_await doing;
    if (!self)
        co_return;
    if (!status) {
        emit failed(status.error());
        co_return;
    }
    m_stack.push(new ActCommand(*this, std::move(forward), std::move(backward), words));
    emit done(words);
}

QCoro::Task<Result<TaskId>> TaskEdits::create(contract::TaskFields fields)
{
    const QPointer<TaskEdits> self(this);
    const Running running(*this);
    EditStep make{EditStep::Kind::Create,
                  TaskId{"new:" + std::to_string(++m_created)},
                  std::move(fields),
                  {},
                  {}};
    EditStep unmake{EditStep::Kind::Delete, make.id, {}, {}, {}};
    EditSteps forward{make};
    EditSteps steps = forward;
    auto performing = perform(std::move(steps)); // see Sidebar::moveTasks on g++ 12
    const Status status = co_await performing;
    if (!self)
        co_return fail(ErrorCode::Cancelled);
    if (!status)
        co_return fail(status.error());
    m_stack.push(new EditCommand(*this, std::move(forward), EditSteps{unmake}, tr("Add task")));
    emit done({});
    co_return current(make.id);
}

QCoro::Task<void> TaskEdits::update(contract::Task before, contract::TaskFields changes,
                                    QString words)
{
    const QPointer<TaskEdits> self(this);
    const Running running(*this);
    std::vector<contract::Task> tasks{before};
    auto reading = asTheyAre(std::move(tasks));
    tasks = co_await reading;
    if (!self)
        co_return;
    EditSteps forward{{EditStep::Kind::Update, before.id, changes, {}, {}}};
    EditSteps backward{
        {EditStep::Kind::Update, before.id, inverseOf(tasks.front(), changes), {}, {}}};
    run(std::move(forward), std::move(backward), std::move(words), false);
}

QCoro::Task<void> TaskEdits::updateAll(std::vector<contract::Task> before,
                                       contract::TaskFields changes, QString words)
{
    const QPointer<TaskEdits> self(this);
    const Running running(*this);
    auto reading = asTheyAre(std::move(before));
    before = co_await reading;
    if (!self)
        co_return;
    EditSteps forward;
    EditSteps backward;
    for (const contract::Task& task : before) {
        forward.push_back({EditStep::Kind::Update, task.id, changes, {}, {}});
        backward.push_back({EditStep::Kind::Update, task.id, inverseOf(task, changes), {}, {}});
    }
    run(std::move(forward), std::move(backward), std::move(words), true);
}

/// What a list shows may be a moment old; what undo puts back must not be.
QCoro::Task<std::vector<contract::Task>> TaskEdits::asTheyAre(std::vector<contract::Task> tasks)
{
    const QPointer<TaskEdits> self(this);
    for (contract::Task& task : tasks) {
        const TaskId id = current(task.id);
        auto readingTask = m_context.workspace->task(id);
        Result<contract::Task> now = co_await readingTask;
        if (!self)
            break;
        if (now) {
            const TaskId known = task.id;
            task = std::move(*now);
            task.id = known;
        }
    }
    co_return tasks;
}

QCoro::Task<void> TaskEdits::complete(std::vector<contract::Task> tasks, bool done)
{
    contract::TaskFields changes;
    changes.completedAt = done ? std::optional(m_context.clock->now()) : std::optional<Timestamp>();
    const auto count = static_cast<int>(tasks.size());
    QString words = !done        ? tr("Opened again")
                    : count == 1 ? tr("Completed “%1”").arg(toQt(tasks.front().title))
                                 : tr("Completed %1 tasks").arg(count);
    return updateAll(std::move(tasks), std::move(changes), std::move(words));
}

QCoro::Task<Result<std::vector<contract::Task>>> TaskEdits::tasksOf(client::TaskQuery query)
{
    constexpr int kPage = 200;
    const QPointer<TaskEdits> self(this);
    std::vector<contract::Task> tasks;
    std::string next;
    do {
        auto reading = m_context.workspace->tasks(query, next, kPage);
        Result<client::TaskListPage> page = co_await reading;
        if (!self)
            co_return fail(ErrorCode::Cancelled);
        if (!page)
            co_return fail(page.error());
        for (client::TaskRow& row : page->rows)
            tasks.push_back(std::move(row.task));
        next = page->next;
    } while (!next.empty());
    co_return tasks;
}

QCoro::Task<Result<std::vector<contract::Task>>> TaskEdits::subtree(contract::Task root)
{
    std::vector<contract::Task> found{root};
    for (std::size_t i = 0; i < found.size(); ++i) {
        const TaskId parent = found[i].id;
        auto readingRows = m_context.workspace->subtasks(parent);
        Result<std::vector<client::TaskRow>> rows = co_await readingRows;
        if (!rows)
            co_return fail(rows.error());
        for (const client::TaskRow& row : *rows) {
            const bool known = std::ranges::any_of(
                found, [&](const contract::Task& task) { return task.id == row.task.id; });
            if (!known)
                found.push_back(row.task);
        }
    }
    co_return found;
}

QCoro::Task<void> TaskEdits::remove(std::vector<contract::Task> tasks)
{
    const QPointer<TaskEdits> self(this);
    const Running running(*this);
    EditSteps forward;
    EditSteps backward;
    for (const contract::Task& task : tasks) {
        auto reading = subtree(task);
        Result<std::vector<contract::Task>> whole = co_await reading;
        if (!self)
            co_return;
        if (!whole) {
            emit failed(whole.error());
            co_return;
        }
        forward.push_back({EditStep::Kind::Delete, task.id, {}, {}, {}});
        for (const contract::Task& part : *whole)
            backward.push_back({EditStep::Kind::Restore, part.id, allFieldsOf(part), {}, {}});
    }
    const auto count = static_cast<int>(tasks.size());
    QString words = count == 1 ? tr("Deleted “%1”").arg(toQt(tasks.front().title))
                               : tr("Deleted %1 tasks").arg(count);
    run(std::move(forward), std::move(backward), std::move(words), true);
}

QCoro::Task<void> TaskEdits::move(contract::Task task, ProjectId project, DropPlace place)
{
    EditStep step{EditStep::Kind::Move, task.id, {}, place.before, place.after};
    step.fields.projectId = project;
    step.fields.sectionId = place.section;
    step.fields.parentId = place.parent;
    contract::TaskFields old = step.fields;
    old.orderKey = task.orderKey;
    EditSteps backward{{EditStep::Kind::Update, task.id, inverseOf(task, old), {}, {}}};
    return run(EditSteps{step}, std::move(backward), tr("Move task"), false);
}

QCoro::Task<void> TaskEdits::moveToProject(std::vector<contract::Task> tasks, ProjectId project)
{
    EditSteps forward;
    EditSteps backward;
    contract::TaskFields place;
    place.projectId = project;
    place.sectionId = std::optional<SectionId>();
    place.parentId = std::optional<TaskId>();
    for (const contract::Task& task : tasks) {
        if (task.projectId == project)
            continue;
        forward.push_back({EditStep::Kind::Move, task.id, place, {}, {}});
        contract::TaskFields old = place;
        old.orderKey = task.orderKey;
        backward.push_back({EditStep::Kind::Update, task.id, inverseOf(task, old), {}, {}});
    }
    const auto& projects = m_context.workspace->overview().projects;
    const auto found = std::ranges::find(projects, project, &contract::Project::id);
    QString name = found == projects.end() ? tr("another project") : toQt(found->name);
    return run(std::move(forward), std::move(backward), tr("Moved to %1").arg(name), true);
}

} // namespace taskward::ui
