// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QWidget>

class QLabel;
class QMenu;
class QProgressBar;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace taskward::ui {

class EmptyState;
class QuickEntry;
class SectionActions;
class TaskActions;
class TaskEdits;
class TaskListModel;
class TaskListView;

/// One view of tasks: its heading, the quick entry, and the list or what stands in its place.
class TaskListPage final : public QWidget {
    Q_OBJECT

public:
    TaskListPage(Context context, TaskEdits& edits, QWidget* parent = nullptr);

    void showQuery(const client::TaskQuery& query);
    const client::TaskQuery& query() const;
    TaskListView& list() const { return *m_view; }
    TaskListModel& model() const { return *m_model; }
    TaskActions& actions() const { return *m_actions; }
    QuickEntry& quickEntry() const { return *m_entry; }
    /// The title on the page.
    QString title() const;
    bool showsCompleted() const;

signals:
    void openRequested(const taskward::TaskId& id);
    /// The first rows of the present query are on the screen.
    void ready();

public slots:
    void setShowCompleted(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void onModelState();
    void onSyncState();
    void showEmpty();
    void updateHeading();
    void showMenu(const QPoint& position);
    void showPageMenu();
    void addSection();
    void addSectionMenus(QMenu& menu);
    void retint();

    Context m_context;
    TaskEdits& m_edits;
    TaskListModel* m_model;
    TaskListView* m_view;
    TaskActions* m_actions;
    SectionActions* m_sections;
    QuickEntry* m_entry;
    QLabel* m_title;
    QLabel* m_subtitle;
    QToolButton* m_menuButton;
    QStackedWidget* m_stack;
    QWidget* m_skeleton;
    EmptyState* m_empty;
    QWidget* m_firstSync;
    QLabel* m_firstSyncWords;
    QProgressBar* m_progress;
    QTimer* m_patience;
    bool m_showCompleted = false;
};

} // namespace taskward::ui
