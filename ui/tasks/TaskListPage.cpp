// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskListPage.h"

#include "ui/ErrorText.h"
#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"
#include "ui/tasks/EmptyState.h"
#include "ui/tasks/EmptyWords.h"
#include "ui/tasks/NameDialog.h"
#include "ui/tasks/QuickEntry.h"
#include "ui/tasks/SectionActions.h"
#include "ui/tasks/Skeleton.h"
#include "ui/tasks/TaskActions.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListView.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace taskward::ui {

using namespace metrics;

TaskListPage::TaskListPage(Context context, TaskEdits& edits, QWidget* parent)
    : QWidget(parent), m_context(context), m_edits(edits),
      m_model(new TaskListModel(context, this)),
      m_view(new TaskListView(context, *m_model, edits, this)),
      m_actions(new TaskActions(context, *m_view, *m_model, edits)),
      m_sections(new SectionActions(context, edits, this)),
      m_entry(new QuickEntry(context, edits, this)), m_title(new QLabel(this)),
      m_subtitle(new QLabel(this)), m_menuButton(new QToolButton(this)),
      m_stack(new QStackedWidget(this)), m_skeleton(new Skeleton(context, this)),
      m_empty(new EmptyState(context, this)), m_firstSync(new QWidget(this)),
      m_firstSyncWords(new QLabel(m_firstSync)), m_progress(new QProgressBar(m_firstSync)),
      m_patience(new QTimer(this))
{
    build();
    connect(m_model, &TaskListModel::stateChanged, this, &TaskListPage::onModelState);
    connect(m_model, &TaskListModel::rowsInserted, this, &TaskListPage::onModelState);
    connect(m_model, &TaskListModel::rowsRemoved, this, &TaskListPage::onModelState);
    connect(m_view, &TaskListView::openRequested, this, &TaskListPage::openRequested);
    connect(m_view, &TaskListView::menuRequested, this, &TaskListPage::showMenu);
    connect(m_view, &TaskListView::sectionMenuRequested, this,
            [this](const SectionId& id, const QPoint& position) {
                QMenu menu(this);
                m_sections->fillMenu(menu, id);
                menu.exec(position);
            });
    connect(m_actions, &TaskActions::openRequested, this, [this] {
        const TaskId id = m_view->currentTask();
        m_view->select(id); // what is open is marked in the list
        emit openRequested(id);
    });
    connect(m_entry, &QuickEntry::left, m_view, [this] { m_view->setFocus(); });
    connect(m_menuButton, &QToolButton::clicked, this, &TaskListPage::showPageMenu);
    connect(m_empty->button(), &QPushButton::clicked, m_model, &TaskListModel::refresh);
    connect(m_context.workspace, &client::Workspace::syncStateChanged, this,
            &TaskListPage::onSyncState);
    connect(m_context.workspace, &client::Workspace::overviewChanged, this,
            &TaskListPage::updateHeading);
    connect(m_context.theme, &Theme::changed, this, &TaskListPage::retint);
    m_patience->setSingleShot(true);
    m_patience->setInterval(150);
    connect(m_patience, &QTimer::timeout, this, [this] {
        if (m_model->state() == TaskListModel::State::Loading)
            m_stack->setCurrentWidget(m_skeleton);
    });
    retint();
}

void TaskListPage::build()
{
    m_title->setFont(m_context.theme->font(Theme::Text::Title));
    m_subtitle->setProperty("tone", QStringLiteral("muted"));
    m_menuButton->setAccessibleName(tr("More for this list"));
    m_menuButton->setToolTip(tr("More for this list"));
    m_menuButton->setIconSize({kIconSize, kIconSize});
    auto* heading = new QHBoxLayout;
    heading->setSpacing(10);
    heading->addWidget(m_title);
    heading->addWidget(m_subtitle, 0, Qt::AlignBottom);
    heading->addStretch();
    heading->addWidget(m_menuButton);
    m_title->setContentsMargins(12, 0, 0, 0);
    m_subtitle->setContentsMargins(0, 0, 0, 3);

    auto* progress = new QVBoxLayout(m_firstSync);
    progress->addStretch(2);
    m_firstSyncWords->setAlignment(Qt::AlignCenter);
    m_firstSyncWords->setFont(m_context.theme->font(Theme::Text::Large));
    progress->addWidget(m_firstSyncWords);
    progress->addSpacing(16);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(320);
    m_progress->setAccessibleName(tr("Progress of the first synchronisation"));
    progress->addWidget(m_progress, 0, Qt::AlignHCenter);
    progress->addStretch(3);

    for (QWidget* page :
         {static_cast<QWidget*>(m_view), m_skeleton, static_cast<QWidget*>(m_empty), m_firstSync})
        m_stack->addWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 32, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(heading);
    layout->addSpacing(16);
    auto* entry = new QHBoxLayout;
    entry->addWidget(m_entry);
    layout->addLayout(entry);
    layout->addSpacing(8);
    layout->addWidget(m_stack, 1);
    heading->setObjectName(QStringLiteral("heading"));
    entry->setObjectName(QStringLiteral("entry"));
}

void TaskListPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The column keeps a readable width; the list itself reaches the window's edge, so that the
    // wheel and the scroll bar work everywhere.
    const int side = std::max(kContentMargin, (width() - kContentMaxWidth) / 2);
    for (const char* name : {"heading", "entry"}) {
        if (auto* line = layout()->findChild<QHBoxLayout*>(QLatin1String(name)))
            line->setContentsMargins(side, 0, side, 0);
    }
    m_view->setSideMargin(side);
}

void TaskListPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateHeading();
}

void TaskListPage::retint()
{
    m_menuButton->setIcon(makeIcon(QStringLiteral("ellipsis"), m_context.theme->palette().muted));
    m_view->viewport()->update();
}

const client::TaskQuery& TaskListPage::query() const
{
    return m_model->query();
}

QString TaskListPage::title() const
{
    return m_title->text();
}

bool TaskListPage::showsCompleted() const
{
    return m_showCompleted;
}

void TaskListPage::showQuery(const client::TaskQuery& query)
{
    client::TaskQuery wanted = query;
    wanted.withCompleted = m_showCompleted;
    m_entry->setQuery(wanted);
    m_entry->setVisible(wanted.view != client::View::Search);
    m_model->setQuery(wanted);
    m_view->scrollToTop();
    updateHeading();
}

void TaskListPage::setShowCompleted(bool on)
{
    m_showCompleted = on;
    showQuery(m_model->query());
}

void TaskListPage::updateHeading()
{
    const ListWords words = listWords(m_model->query(), m_context.workspace->overview());
    m_title->setText(words.title);
    QString subtitle;
    if (query().view == client::View::Today)
        subtitle = QLocale().toString(m_context.today(), QStringLiteral("dddd, d MMMM"));
    else if (m_model->state() == TaskListModel::State::Ready && m_model->total() > 0)
        subtitle = m_model->total() == 1
                       ? tr("1 task")
                       : tr("%1 tasks").arg(QLocale().toString(qlonglong(m_model->total())));
    m_subtitle->setText(subtitle);
    setAccessibleName(words.title);
    m_view->setAccessibleName(tr("Tasks of %1").arg(words.title));
}

void TaskListPage::onModelState()
{
    if (m_model->state() == TaskListModel::State::Loading) {
        m_patience->start();
        return;
    }
    m_patience->stop();
    updateHeading();
    if (m_model->state() == TaskListModel::State::Failed && m_model->rowCount() == 0) {
        m_empty->present(QStringLiteral("triangle-alert"), tr("This list cannot be shown"),
                         errorSentence(m_model->error()), tr("Try again"));
        m_stack->setCurrentWidget(m_empty);
    } else if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_view);
        if (!m_view->currentIndex().isValid())
            m_actions->selectFirst();
    } else {
        showEmpty();
    }
    emit ready();
}

void TaskListPage::onSyncState()
{
    const bool nothingYet = m_model->rowCount() == 0;
    if (nothingYet && m_model->state() == TaskListModel::State::Ready)
        showEmpty();
}

void TaskListPage::showEmpty()
{
    const client::SyncState& sync = m_context.workspace->syncState();
    if (sync.phase == client::SyncState::Phase::FirstSync) {
        const QLocale locale;
        m_firstSyncWords->setText(sync.total > 0 ? tr("Getting your tasks, %1 of %2")
                                                       .arg(locale.toString(qlonglong(sync.done)),
                                                            locale.toString(qlonglong(sync.total)))
                                                 : tr("Getting your tasks"));
        m_progress->setRange(0, static_cast<int>(sync.total));
        m_progress->setValue(static_cast<int>(sync.done));
        m_stack->setCurrentWidget(m_firstSync);
        return;
    }
    const ListWords words = listWords(m_model->query(), m_context.workspace->overview());
    m_empty->present(words.icon, words.emptyTitle, words.emptyHint);
    m_stack->setCurrentWidget(m_empty);
}

void TaskListPage::showMenu(const QPoint& position)
{
    QMenu menu(this);
    m_actions->fillMenu(menu);
    menu.exec(position);
}

void TaskListPage::showPageMenu()
{
    QMenu menu(this);
    const Palette& p = m_context.theme->palette();
    QAction* completed = menu.addAction(tr("Show completed"));
    completed->setCheckable(true);
    completed->setChecked(m_showCompleted);
    connect(completed, &QAction::toggled, this, &TaskListPage::setShowCompleted);
    if (m_view->isManualOrder()) {
        QAction* section =
            menu.addAction(makeIcon(QStringLiteral("plus"), p.muted), tr("Add a section…"));
        section->setEnabled(m_context.workspace->may(contract::Permission::SectionCreate));
        connect(section, &QAction::triggered, this, &TaskListPage::addSection);
        addSectionMenus(menu);
    }
    menu.exec(m_menuButton->mapToGlobal(QPoint(0, m_menuButton->height())));
}

/// The way to the sections for those who use the keyboard.
void TaskListPage::addSectionMenus(QMenu& menu)
{
    const client::Overview& overview = m_context.workspace->overview();
    const ProjectId project =
        query().view == client::View::Inbox ? overview.inbox : query().project;
    for (const contract::Section& section : overview.sections) {
        if (section.projectId == project)
            m_sections->fillMenu(*menu.addMenu(toQt(section.name)), section.id);
    }
}

void TaskListPage::addSection()
{
    auto* dialog = new NameDialog(m_context, NameDialog::Kind::Section, {}, {}, window());
    connect(dialog, &NameDialog::confirmed, this, [this](const QString& name, const QString&) {
        contract::SectionFields fields;
        fields.projectId = query().view == client::View::Inbox
                               ? m_context.workspace->overview().inbox
                               : query().project;
        fields.name = contract::Name(fromQt(name));
        m_edits.report(m_context.workspace->createSection(std::move(fields)));
    });
    dialog->open();
}

} // namespace taskward::ui
