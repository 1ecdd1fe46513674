// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace taskward::ui {

class CheckButton;
class GrowingEdit;
class SubtaskList;
class TaskEdits;
class TaskFieldButtons;

/// Everything about one task, edited in place. Follows changes that others make; what the person is
/// typing is left alone. Made when a task is first opened.
class DetailPane final : public QWidget {
    Q_OBJECT

public:
    DetailPane(Context context, TaskEdits& edits, QWidget* parent = nullptr);

    void open(const TaskId& id);
    const TaskId& taskId() const { return m_task.id; }
    /// Commits what is being typed; before the pane goes.
    void commit();
    void focusTitle();
    TaskFieldButtons& fieldButtons() const { return *m_fields; }

signals:
    void closeRequested();
    void openRequested(const taskward::TaskId& id);
    void loaded();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    QWidget* makeHeader();
    QCoro::Task<void> load(TaskId id);
    void present(const contract::Task& task);
    void showConflicts();
    void retint();
    void onTitle(const QString& text);
    void onNote(const QString& text);

    Context m_context;
    TaskEdits& m_edits;
    contract::Task m_task;
    int m_generation = 0;
    CheckButton* m_check;
    QToolButton* m_parent;
    QToolButton* m_delete;
    QToolButton* m_close;
    GrowingEdit* m_title;
    GrowingEdit* m_note;
    QVBoxLayout* m_conflicts;
    TaskFieldButtons* m_fields;
    SubtaskList* m_subtasks;
    QLabel* m_foot;
};

} // namespace taskward::ui
