// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QObject>
#include <vector>

class QAction;
class QMenu;

namespace taskward::ui {

class TaskEdits;
class TaskListModel;
class TaskListView;

/// What can be done with the selected rows: one set of actions for keys and context menu. They work
/// while the list has the focus, so that letters can be typed elsewhere.
class TaskActions final : public QObject {
    Q_OBJECT

public:
    TaskActions(Context context, TaskListView& view, TaskListModel& model, TaskEdits& edits);

    void fillMenu(QMenu& menu);
    const std::vector<QAction*>& all() const { return m_all; }
    /// Makes the first task the current one, so that arrows and keys have a place to start from.
    void selectFirst();

signals:
    void openRequested();

private:
    QAction* add(const QString& words, const QString& icon, const QList<QKeySequence>& keys,
                 void (TaskActions::*what)());
    void addPriorities();
    void addProjectMenu(QMenu& menu);
    void toggle();
    void remove();
    void dueToday() { setDue(0); }
    void dueTomorrow() { setDue(1); }
    void dueNextWeek() { setDue(7); }
    void noDue();
    void setDue(int daysAhead);
    void pickDue();
    void setPriority(int level);
    void moveUp();
    void moveDown();
    void indent();
    void outdent();
    void moveTo(int gap, int depth);
    void next();
    void previous();
    void open() { emit openRequested(); }
    int currentRow() const;

    Context m_context;
    TaskListView& m_view;
    TaskListModel& m_model;
    TaskEdits& m_edits;
    std::vector<QAction*> m_all;
    std::vector<QAction*> m_menu;
    std::vector<QAction*> m_dues;
    std::vector<QAction*> m_priorities;
    std::vector<QAction*> m_moves;
    QAction* m_remove = nullptr;
};

} // namespace taskward::ui
