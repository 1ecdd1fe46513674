// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/shell/Placement.h"

#include <QWidget>

class QAction;
class QSplitter;
class QTimer;

namespace taskward::ui {

class Banner;
class DetailPane;
class NoticeBanner;
class Sidebar;
class TaskEdits;
class TaskListPage;
class Toast;

/// An opened workspace on the screen: sidebar, list, details, banner, toast, and the keys that work
/// everywhere in it. The workspace outlives it.
class WorkspacePage final : public QWidget {
    Q_OBJECT

public:
    explicit WorkspacePage(Context context, QWidget* parent = nullptr);
    ~WorkspacePage() override;

    /// As it was left: its columns, and its view if that is still there, else showStart().
    void start(const Placement& placement);
    /// Fills in the columns and the view.
    void tellPlacement(Placement& placement) const;
    void showQuery(const client::TaskQuery& query);
    /// The view to begin with: Today, else the first list that has something in it. While nothing
    /// is there yet (first synchronisation) and the person chose nothing, it follows what arrives.
    void showStart();
    void openTask(const TaskId& id);
    void closeTask();
    /// Commits what is being typed in fields; TaskEdits::settled follows. What is in the line for new
    /// tasks is no task yet: it is given back, to be put there again.
    Secret takeEdits();
    void putDraft(const Secret& draft);

    Sidebar& sidebar() const { return *m_sidebar; }
    TaskListPage& list() const { return *m_list; }
    TaskEdits& edits() const { return *m_edits; }
    Toast& toast() const { return *m_toast; }
    Banner& banner() const { return *m_banner; }
    NoticeBanner& notices() const { return *m_notices; }
    /// Null until a task was opened.
    DetailPane* detail() const { return m_detail; }

signals:
    /// The first rows are on the screen.
    void ready();
    void signInRequested();
    void signedOut();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QAction* addKey(const QString& words, const QList<QKeySequence>& keys,
                    void (WorkspacePage::*what)());
    void addKeys();
    void startTyping();
    void showInbox();
    void showToday();
    void showUpcoming();
    void search();
    void escape();
    void undo();
    void redo();
    void syncNow();
    void showShortcuts();
    void showSettings();
    SettingsDialog* showSettingsAt(SettingsDialog::Page page);
    void reportNotMe(const SecurityEventId& id);
    void askToAdopt();
    void onFailed(const Error& error);
    void onDay();
    void onChosen(const client::TaskQuery& query);
    void onOverview();
    void arrange();
    bool isThere(const client::TaskQuery& query) const;

    Context m_context;
    TaskEdits* m_edits;
    Sidebar* m_sidebar;
    TaskListPage* m_list;
    Banner* m_banner;
    NoticeBanner* m_notices;
    Toast* m_toast;
    DetailPane* m_detail = nullptr;
    QSplitter* m_columns;
    int m_detailWidth;
    client::TaskQuery m_place; ///< the last one that was no search
    QTimer* m_dayTimer;
    QDate m_day;
    bool m_hasChosen = false;
    bool m_isCounted = false; ///< the overview has its counts
    std::vector<QAction*> m_keys;
};

} // namespace taskward::ui
