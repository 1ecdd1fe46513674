// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/WorkspacePage.h"

#include "ui/ErrorText.h"
#include "ui/security/NotMeDialog.h"
#include "ui/security/NoticeBanner.h"
#include "ui/security/SecretField.h"
#include "ui/settings/SecurityPage.h"
#include "ui/shell/Banner.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/shell/RefusedDialog.h"
#include "ui/shell/ShortcutSheet.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/SidebarList.h"
#include "ui/shell/Toast.h"
#include "ui/style/Metrics.h"
#include "ui/tasks/DetailPane.h"
#include "ui/tasks/QuickEntry.h"
#include "ui/tasks/TaskActions.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListPage.h"
#include "ui/tasks/TaskListView.h"

#include <QAction>
#include <QLineEdit>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace taskward::ui {

namespace {

constexpr int kNarrow = 900; ///< below this width the details take the sidebar's place

} // namespace

WorkspacePage::WorkspacePage(Context context, QWidget* parent)
    : QWidget(parent), m_context(context), m_edits(new TaskEdits(context, this)),
      m_sidebar(new Sidebar(context, *m_edits, this)),
      m_list(new TaskListPage(context, *m_edits, this)), m_banner(new Banner(context, this)),
      m_notices(new NoticeBanner(context, this)), m_toast(new Toast(context, this)),
      m_columns(new QSplitter(this)), m_detailWidth(metrics::kDetailWidth),
      m_dayTimer(new QTimer(this)), m_day(context.today())
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_notices);
    outer->addWidget(m_banner);
    m_columns->setHandleWidth(1); // Qt widens the place to take hold of
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_sidebar);
    m_columns->addWidget(m_list);
    m_columns->setStretchFactor(1, 1); // a wider window is a wider list
    outer->addWidget(m_columns, 1);
    connect(m_sidebar, &Sidebar::chosen, this, &WorkspacePage::onChosen);
    connect(m_context.workspace, &client::Workspace::overviewChanged, this,
            &WorkspacePage::onOverview);
    connect(m_sidebar, &Sidebar::settingsRequested, this, &WorkspacePage::showSettings);
    connect(m_sidebar, &Sidebar::shortcutsRequested, this, &WorkspacePage::showShortcuts);
    connect(m_list, &TaskListPage::openRequested, this, &WorkspacePage::openTask);
    connect(m_list, &TaskListPage::ready, this, &WorkspacePage::ready);
    connect(m_edits, &TaskEdits::done, this, [this](const QString& words) {
        if (!words.isEmpty())
            m_toast->showUndo(words);
    });
    connect(m_edits, &TaskEdits::failed, this, &WorkspacePage::onFailed);
    connect(m_toast, &Toast::undoRequested, this, &WorkspacePage::undo);
    connect(m_banner, &Banner::signInRequested, this, &WorkspacePage::signInRequested);
    connect(m_banner, &Banner::refusedRequested, this, [this] {
        auto* dialog = new RefusedDialog(m_context, window());
        dialog->open();
    });
    connect(m_banner, &Banner::adoptRequested, this, &WorkspacePage::askToAdopt);
    connect(m_banner, &Banner::setUpFactorRequested, this,
            [this] { showSettingsAt(SettingsDialog::Page::Security)->security()->setUpFactor(); });
    connect(m_banner, &Banner::newPasswordRequested, this, [this] {
        showSettingsAt(SettingsDialog::Page::Security)->security()->changePassword();
    });
    connect(m_notices, &NoticeBanner::notMeRequested, this, &WorkspacePage::reportNotMe);
    connect(m_list->list().selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        const TaskId id = m_list->list().currentTask();
        if (m_detail && m_detail->isVisible() && !id.empty())
            m_detail->open(id);
    });
    // What is "today" changes at midnight, also while the computer sleeps: a look each half minute.
    m_dayTimer->setInterval(30'000);
    m_dayTimer->setTimerType(Qt::VeryCoarseTimer);
    connect(m_dayTimer, &QTimer::timeout, this, &WorkspacePage::onDay);
    m_dayTimer->start();
    addKeys();
}

WorkspacePage::~WorkspacePage() = default;

QAction* WorkspacePage::addKey(const QString& words, const QList<QKeySequence>& keys,
                               void (WorkspacePage::*what)())
{
    auto* action = new QAction(words, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
    m_keys.push_back(action);
    return action;
}

void WorkspacePage::addKeys()
{
    using Keys = QList<QKeySequence>;
    addKey(tr("Add a task"), Keys{Qt::CTRL | Qt::Key_N, Qt::Key_Q}, &WorkspacePage::startTyping);
    addKey(tr("Inbox"), Keys{Qt::CTRL | Qt::Key_1}, &WorkspacePage::showInbox);
    addKey(tr("Today"), Keys{Qt::CTRL | Qt::Key_2}, &WorkspacePage::showToday);
    addKey(tr("Upcoming"), Keys{Qt::CTRL | Qt::Key_3}, &WorkspacePage::showUpcoming);
    addKey(tr("Search"), Keys{Qt::CTRL | Qt::Key_F, Qt::Key_Slash}, &WorkspacePage::search);
    addKey(tr("Undo"), Keys{Qt::CTRL | Qt::Key_Z}, &WorkspacePage::undo);
    addKey(tr("Redo"), Keys{Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y},
           &WorkspacePage::redo);
    addKey(tr("Sync now"), Keys{Qt::CTRL | Qt::Key_R, Qt::Key_F5}, &WorkspacePage::syncNow);
    addKey(tr("Close the details"), Keys{Qt::Key_Escape}, &WorkspacePage::escape);
    addKey(tr("Keyboard shortcuts"), Keys{Qt::Key_Question, Qt::Key_F1},
           &WorkspacePage::showShortcuts);
    addKey(tr("Settings"), Keys{Qt::CTRL | Qt::Key_Comma}, &WorkspacePage::showSettings);
}

void WorkspacePage::showQuery(const client::TaskQuery& query)
{
    closeTask();
    m_list->showQuery(query);
    if (query.view == client::View::Search)
        return;
    m_place = query;
    m_sidebar->places().select(query);
}

void WorkspacePage::onChosen(const client::TaskQuery& query)
{
    m_hasChosen = true;
    showQuery(query);
}

void WorkspacePage::onOverview()
{
    m_isCounted = true;
    if (m_list->query().view != client::View::Search && !isThere(m_list->query())) {
        showStart(); // its project or label was deleted or archived
        return;
    }
    if (!m_hasChosen && m_list->model().state() == TaskListModel::State::Ready &&
        m_list->model().rowCount() == 0)
        showStart();
}

void WorkspacePage::start(const Placement& placement)
{
    const int sidebar =
        placement.sidebarWidth > 0 ? placement.sidebarWidth : metrics::kSidebarWidth;
    if (placement.detailWidth > 0)
        m_detailWidth = placement.detailWidth;
    m_columns->setSizes({sidebar, std::max(1, width() - sidebar)});
    m_hasChosen = placement.view && isThere(*placement.view);
    if (m_hasChosen)
        showQuery(*placement.view);
    else
        showStart();
}

void WorkspacePage::tellPlacement(Placement& placement) const
{
    if (m_sidebar->isVisibleTo(this))
        placement.sidebarWidth = m_sidebar->width();
    placement.detailWidth = m_detail ? m_detail->width() : m_detailWidth;
    placement.view = m_place;
}

bool WorkspacePage::isThere(const client::TaskQuery& query) const
{
    const client::Overview& overview = m_context.workspace->overview();
    if (query.view == client::View::Project)
        return std::ranges::any_of(overview.projects, [&](const contract::Project& project) {
            return project.id == query.project && !project.archived;
        });
    if (query.view == client::View::Label)
        return std::ranges::find(overview.labels, query.label, &contract::Label::id) !=
               overview.labels.end();
    return query.view != client::View::Search;
}

void WorkspacePage::showStart()
{
    const client::Overview& overview = m_context.workspace->overview();
    client::TaskQuery query;
    // The counts come a moment after the first page: until then "Today" is the best guess.
    const bool unknown = !m_isCounted && overview.openByProject.empty();
    if (overview.todayOpen > 0 || unknown) {
        query.view = client::View::Today;
    } else if (overview.inboxOpen == 0) {
        for (const contract::Project& project : overview.projects) {
            const auto open = overview.openByProject.find(project.id.value);
            if (project.archived || open == overview.openByProject.end() || open->second == 0)
                continue;
            query.view = client::View::Project;
            query.project = project.id;
            break;
        }
    }
    showQuery(query);
}

void WorkspacePage::openTask(const TaskId& id)
{
    if (id.empty())
        return;
    if (!m_detail) {
        m_detail = new DetailPane(m_context, *m_edits, this);
        m_columns->addWidget(m_detail);
        m_columns->setStretchFactor(2, 0);
        const int sidebar = m_sidebar->width();
        m_columns->setSizes(
            {sidebar, std::max(1, width() - sidebar - m_detailWidth), m_detailWidth});
        connect(m_detail, &DetailPane::closeRequested, this, &WorkspacePage::closeTask);
        connect(m_detail, &DetailPane::openRequested, this, &WorkspacePage::openTask);
        m_toast->raise(); // above the new pane
    }
    m_detail->open(id);
    m_detail->show();
    arrange();
}

void WorkspacePage::closeTask()
{
    if (!m_detail || !m_detail->isVisible())
        return;
    m_detail->commit();
    const bool hadFocus = m_detail->isAncestorOf(focusWidget());
    m_detail->hide();
    arrange();
    if (hadFocus)
        m_list->list().setFocus();
}

void WorkspacePage::arrange()
{
    const bool detail = m_detail && m_detail->isVisible();
    m_sidebar->setVisible(!detail || width() >= kNarrow);
}

void WorkspacePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void WorkspacePage::startTyping()
{
    m_hasChosen = true;
    if (m_list->query().view == client::View::Search)
        showInbox();
    m_list->quickEntry().start();
}

void WorkspacePage::showInbox()
{
    onChosen({});
    m_list->list().setFocus();
}

void WorkspacePage::showToday()
{
    client::TaskQuery query;
    query.view = client::View::Today;
    onChosen(query);
    m_list->list().setFocus();
}

void WorkspacePage::showUpcoming()
{
    client::TaskQuery query;
    query.view = client::View::Upcoming;
    onChosen(query);
    m_list->list().setFocus();
}

void WorkspacePage::search()
{
    m_sidebar->search().setFocus(Qt::ShortcutFocusReason);
    m_sidebar->search().selectAll();
}

void WorkspacePage::escape()
{
    if (m_sidebar->search().hasFocus()) {
        m_sidebar->search().clear();
        m_list->list().setFocus();
        return;
    }
    closeTask();
}

void WorkspacePage::undo()
{
    m_edits->stack()->undo();
}

void WorkspacePage::redo()
{
    m_edits->stack()->redo();
}

void WorkspacePage::syncNow()
{
    m_context.workspace->syncNow();
}

void WorkspacePage::showShortcuts()
{
    ShortcutSheet::Group everywhere{tr("Everywhere"), {}};
    ShortcutSheet::Group list{tr("In the list"), {}};
    const auto collect = [](ShortcutSheet::Group& group, const std::vector<QAction*>& actions) {
        for (const QAction* action : actions) {
            QStringList keys;
            for (const QKeySequence& key : action->shortcuts())
                keys << key.toString(QKeySequence::NativeText);
            keys.removeAll(QStringLiteral("Enter"));
            group.lines.emplace_back(action->text(), keys.join(QStringLiteral("  /  ")));
        }
    };
    collect(everywhere, m_keys);
    collect(list, m_list->actions().all());
    auto* sheet = new ShortcutSheet(m_context, {everywhere, list}, window());
    sheet->open();
}

void WorkspacePage::showSettings()
{
    showSettingsAt(SettingsDialog::Page::General);
}

SettingsDialog* WorkspacePage::showSettingsAt(SettingsDialog::Page page)
{
    auto* dialog = new SettingsDialog(m_context, window(), page);
    connect(dialog, &SettingsDialog::signedOut, this, &WorkspacePage::signedOut);
    dialog->open();
    return dialog;
}

void WorkspacePage::reportNotMe(const SecurityEventId& id)
{
    auto* dialog = new NotMeDialog(m_context, id, window());
    dialog->open();
}

Secret WorkspacePage::takeEdits()
{
    if (m_detail)
        m_detail->commit();
    return takeSecret(*m_list->quickEntry().field());
}

void WorkspacePage::putDraft(const Secret& draft)
{
    if (!draft.empty())
        m_list->quickEntry().field()->setText(toQt(draft.text()));
}

void WorkspacePage::askToAdopt()
{
    auto* dialog = new ConfirmDialog(
        m_context, tr("Take over what the server has?"),
        tr("Your lists are read anew from %1 and your waiting changes are sent to it. If the "
           "server "
           "was restored from a backup by mistake, wait instead: nothing here is changed until you "
           "decide.")
            .arg(toQt(m_context.workspace->serverName())),
        tr("Take over"), window());
    connect(dialog, &ConfirmDialog::accepted, this,
            [this] { m_edits->report(m_context.workspace->adoptServer()); });
    dialog->open();
}

void WorkspacePage::onFailed(const Error& error)
{
    m_toast->showError(errorSentence(error),
                       errorReference(error, toQt(m_context.workspace->syncState().requestId)));
}

void WorkspacePage::onDay()
{
    if (m_context.today() == m_day)
        return;
    m_day = m_context.today();
    m_list->list().measureAll();
    m_list->model().refresh();
}

} // namespace taskward::ui
