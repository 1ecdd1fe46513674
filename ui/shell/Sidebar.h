// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QWidget>

class QLineEdit;
class QMenu;
class QToolButton;

namespace taskward::ui {

class SidebarList;
class SyncFoot;
class TaskEdits;

/// The left side: search, places, state of synchronisation, settings.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    Sidebar(Context context, TaskEdits& edits, QWidget* parent = nullptr);

    SidebarList& places() const { return *m_places; }
    QLineEdit& search() const { return *m_search; }
    SyncFoot& foot() const { return *m_foot; }
    void addProject();

signals:
    void chosen(const taskward::client::TaskQuery& query);
    void settingsRequested();
    void shortcutsRequested();

private:
    void build();
    void retint();
    void onSearch(const QString& text);
    void showMenu(int row, const QPoint& position);
    void editProject(const ProjectId& id);
    void deleteProject(const ProjectId& id);
    QCoro::Task<void> emptyAndDelete(ProjectId id);
    void archiveProject(const ProjectId& id, bool archived);
    void addArchived(QMenu& menu);
    void editLabel(const LabelId& id);
    QCoro::Task<void> moveTasks(std::vector<TaskId> ids, ProjectId project);
    QCoro::Task<void> dueToday(std::vector<TaskId> ids);
    QCoro::Task<std::vector<contract::Task>> tasksOf(std::vector<TaskId> ids);

    Context m_context;
    TaskEdits& m_edits;
    QLineEdit* m_search;
    QAction* m_searchIcon;
    SidebarList* m_places;
    SyncFoot* m_foot;
    QToolButton* m_add;
    QToolButton* m_help;
    QToolButton* m_settings;
};

} // namespace taskward::ui
