// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"
#include "ui/tasks/DropPlace.h"
#include "ui/tasks/EditStep.h"

#include <QObject>
#include <QPointer>
#include <QUndoStack>
#include <functional>
#include <unordered_map>

namespace taskward::ui {

/// Every edit of tasks that the window makes goes through here: it is committed by the workspace
/// first, then announced with its words and put on the undo stack.
class TaskEdits final : public QObject {
    Q_OBJECT

public:
    explicit TaskEdits(Context context, QObject* parent = nullptr);

    QUndoStack* stack() { return &m_stack; }
    /// An edit is on its way to the workspace.
    bool isBusy() const { return m_running > 0; }

    /// The id of the new task, or the error (announced as well).
    QCoro::Task<Result<TaskId>> create(contract::TaskFields fields);
    QCoro::Task<void> update(contract::Task before, contract::TaskFields changes, QString words);
    /// The same changes to several tasks, one step of undo.
    QCoro::Task<void> updateAll(std::vector<contract::Task> before, contract::TaskFields changes,
                                QString words);
    QCoro::Task<void> complete(std::vector<contract::Task> tasks, bool done);
    QCoro::Task<void> remove(std::vector<contract::Task> tasks);
    QCoro::Task<void> move(contract::Task task, ProjectId project, DropPlace place);
    QCoro::Task<void> moveToProject(std::vector<contract::Task> tasks, ProjectId project);
    using Act = std::function<QCoro::Task<Status>()>;
    /// An edit of something else (a project, a section) with its undo, announced in words.
    QCoro::Task<void> act(Act forward, Act backward, QString words);
    /// All tasks of a list, page after page.
    QCoro::Task<Result<std::vector<contract::Task>>> tasksOf(client::TaskQuery query);
    /// Awaits an edit of something else (a project, a section) and announces its failure.
    template <typename T>
    QCoro::Task<void> report(QCoro::Task<Result<T>> edit)
    {
        const QPointer<TaskEdits> self(this);
        const Result<T> outcome = co_await edit;
        if (self && !outcome)
            emit failed(outcome.error());
    }
    /// Performs and reports; for the undo stack.
    QCoro::Task<Status> perform(EditSteps steps);

signals:
    /// An edit is committed. `words` is empty when it needs no announcement.
    void done(const QString& words);
    void failed(const taskward::Error& error);
    /// The last edit that was on its way has arrived, or failed.
    void settled();

private:
    class Running;
    QCoro::Task<void> run(EditSteps forward, EditSteps backward, QString words, bool announce);
    QCoro::Task<Result<std::vector<contract::Task>>> subtree(contract::Task root);
    QCoro::Task<std::vector<contract::Task>> asTheyAre(std::vector<contract::Task> tasks);
    TaskId current(const TaskId& id) const;

    Context m_context;
    QUndoStack m_stack;
    std::unordered_map<std::string, TaskId> m_current;
    int m_created = 0;
    int m_running = 0;
};

} // namespace taskward::ui
