// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/Sidebar.h"

#include "ui/Text.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/shell/SidebarList.h"
#include "ui/shell/SidebarModel.h"
#include "ui/shell/SyncFoot.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"
#include "ui/tasks/NameDialog.h"
#include "ui/tasks/RowText.h"
#include "ui/tasks/TaskEdits.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace taskward::ui {

Sidebar::Sidebar(Context context, TaskEdits& edits, QWidget* parent)
    : QWidget(parent), m_context(context), m_edits(edits), m_search(new QLineEdit(this)),
      m_searchIcon(m_search->addAction(QIcon(), QLineEdit::LeadingPosition)),
      m_places(new SidebarList(context, this)), m_foot(new SyncFoot(context, this)),
      m_add(new QToolButton(this)), m_help(new QToolButton(this)), m_settings(new QToolButton(this))
{
    setObjectName(QStringLiteral("sidebar"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(metrics::kSidebarMinWidth);
    setMaximumWidth(metrics::kSidebarMaxWidth);
    build();
    connect(m_search, &QLineEdit::textChanged, this, &Sidebar::onSearch);
    connect(m_places, &SidebarList::chosen, this, [this](const client::TaskQuery& query) {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
        emit chosen(query);
    });
    connect(m_places, &SidebarList::menuRequested, this, &Sidebar::showMenu);
    connect(m_places, &SidebarList::addProjectRequested, this, &Sidebar::addProject);
    connect(m_places, &SidebarList::droppedOnProject, this, &Sidebar::moveTasks);
    connect(m_places, &SidebarList::droppedOnToday, this, &Sidebar::dueToday);
    connect(m_add, &QToolButton::clicked, this, &Sidebar::addProject);
    connect(m_help, &QToolButton::clicked, this, &Sidebar::shortcutsRequested);
    connect(m_settings, &QToolButton::clicked, this, &Sidebar::settingsRequested);
    connect(m_context.theme, &Theme::changed, this, &Sidebar::retint);
    retint();
}

void Sidebar::build()
{
    m_search->setProperty("kind", QStringLiteral("quiet"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search tasks"));
    m_search->setClearButtonEnabled(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 16, 12, 8);
    layout->setSpacing(0);
    layout->addWidget(m_search);
    layout->addSpacing(12);
    layout->addWidget(m_places, 1);
    layout->addSpacing(8);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(2);
    foot->addWidget(m_foot, 1);
    const std::pair<QToolButton*, QString> buttons[] = {{m_add, tr("New project")},
                                                        {m_help, tr("Keyboard shortcuts")},
                                                        {m_settings, tr("Settings")}};
    for (const auto& [button, name] : buttons) {
        button->setAccessibleName(name);
        button->setToolTip(name);
        button->setIconSize({metrics::kIconSize, metrics::kIconSize});
        button->setFocusPolicy(Qt::StrongFocus);
    }
    auto* bar = new QHBoxLayout;
    bar->setSpacing(2);
    bar->addWidget(m_add);
    bar->addStretch();
    bar->addWidget(m_help);
    bar->addWidget(m_settings);
    layout->addLayout(foot);
    layout->addLayout(bar);
}

void Sidebar::retint()
{
    const QColor colour = m_context.theme->palette().muted;
    m_searchIcon->setIcon(makeIcon(QStringLiteral("search"), colour));
    m_add->setIcon(makeIcon(QStringLiteral("plus"), colour));
    m_help->setIcon(makeIcon(QStringLiteral("keyboard"), colour));
    m_settings->setIcon(makeIcon(QStringLiteral("settings"), colour));
    m_places->viewport()->update();
}

void Sidebar::onSearch(const QString& text)
{
    client::TaskQuery query;
    query.view = client::View::Search;
    query.text = fromQt(text.trimmed());
    if (query.text.empty()) {
        // Back to where the search began.
        const int row = std::max(0, m_places->currentIndex().row());
        emit chosen(m_places->places().queryOf(row));
        return;
    }
    emit chosen(query);
}

void Sidebar::addProject()
{
    if (!m_context.workspace->may(contract::Permission::ProjectCreate))
        return;
    auto* dialog = new NameDialog(m_context, NameDialog::Kind::Project, {}, {}, window());
    connect(dialog, &NameDialog::confirmed, this,
            [this](const QString& name, const QString& colour) {
                contract::ProjectFields fields;
                fields.name = contract::Name(fromQt(name));
                fields.colour = contract::Colour(fromQt(colour));
                m_edits.report(m_context.workspace->createProject(std::move(fields)));
            });
    dialog->open();
}

void Sidebar::editProject(const ProjectId& id)
{
    const auto& projects = m_context.workspace->overview().projects;
    const auto found = std::ranges::find(projects, id, &contract::Project::id);
    if (found == projects.end())
        return;
    auto* dialog = new NameDialog(m_context, NameDialog::Kind::Project, toQt(found->name),
                                  toQt(found->colour), window());
    connect(dialog, &NameDialog::confirmed, this,
            [this, id](const QString& name, const QString& colour) {
                contract::ProjectFields fields;
                fields.name = contract::Name(fromQt(name));
                fields.colour = contract::Colour(fromQt(colour));
                m_edits.report(m_context.workspace->updateProject(id, std::move(fields)));
            });
    dialog->open();
}

void Sidebar::deleteProject(const ProjectId& id)
{
    const client::Overview& overview = m_context.workspace->overview();
    const auto found = std::ranges::find(overview.projects, id, &contract::Project::id);
    if (found == overview.projects.end())
        return;
    auto* dialog = new ConfirmDialog(
        m_context, tr("Delete “%1”?").arg(toQt(found->name)),
        tr("Its sections are deleted as well. Its tasks can go to the Inbox, or be "
           "deleted with it. This cannot be undone; an archived project can be "
           "brought back."),
        tr("Delete with its tasks"), window());
    dialog->addOther(tr("Move the tasks to the Inbox"));
    connect(dialog, &ConfirmDialog::accepted, this,
            [this, id] { m_edits.report(m_context.workspace->deleteProject(id)); });
    connect(dialog, &ConfirmDialog::otherChosen, this, [this, id] { emptyAndDelete(id); });
    dialog->open();
}

QCoro::Task<void> Sidebar::emptyAndDelete(ProjectId id)
{
    const QPointer<Sidebar> self(this);
    client::TaskQuery query;
    query.view = client::View::Project;
    query.project = id;
    query.withCompleted = true;
    auto reading = m_edits.tasksOf(std::move(query));
    Result<std::vector<contract::Task>> tasks = co_await reading;
    if (!self)
        co_return;
    if (!tasks) {
        emit m_edits.failed(tasks.error());
        co_return;
    }
    client::Workspace& workspace = *m_context.workspace;
    for (const contract::Task& task : *tasks) {
        if (task.parentId) // goes with its parent
            continue;
        const TaskId moved = task.id;
        contract::TaskFields place;
        place.projectId = workspace.overview().inbox;
        auto moving = workspace.updateTask(moved, std::move(place));
        const Status status = co_await moving;
        if (!self)
            co_return;
        if (!status) {
            // The project stays: nothing is deleted that was not brought to safety.
            emit m_edits.failed(status.error());
            co_return;
        }
    }
    m_edits.report(workspace.deleteProject(id));
}

void Sidebar::archiveProject(const ProjectId& id, bool archived)
{
    const auto set = [workspace = m_context.workspace, id](bool on) {
        contract::ProjectFields fields;
        fields.archived = on;
        return workspace->updateProject(id, std::move(fields));
    };
    m_edits.act([set, archived] { return set(archived); },
                [set, archived] { return set(!archived); },
                archived ? tr("Project archived") : tr("Project brought back"));
}

void Sidebar::addArchived(QMenu& menu)
{
    QMenu* archived = nullptr;
    for (const contract::Project& project : m_context.workspace->overview().projects) {
        if (!project.archived)
            continue;
        if (!archived)
            archived = menu.addMenu(tr("Bring back"));
        QAction* action = archived->addAction(toQt(project.name));
        action->setEnabled(m_context.workspace->may(contract::Permission::ProjectUpdate));
        connect(action, &QAction::triggered, this,
                [this, id = project.id] { archiveProject(id, false); });
    }
}

void Sidebar::editLabel(const LabelId& id)
{
    const auto& labels = m_context.workspace->overview().labels;
    const auto found = std::ranges::find(labels, id, &contract::Label::id);
    if (found == labels.end())
        return;
    auto* dialog = new NameDialog(m_context, NameDialog::Kind::Label, toQt(found->name),
                                  toQt(found->colour), window());
    connect(dialog, &NameDialog::confirmed, this,
            [this, id](const QString& name, const QString& colour) {
                contract::LabelFields fields;
                fields.name = contract::Name(fromQt(name));
                fields.colour = contract::Colour(fromQt(colour));
                m_edits.report(m_context.workspace->updateLabel(id, std::move(fields)));
            });
    dialog->open();
}

void Sidebar::showMenu(int row, const QPoint& position)
{
    using contract::Permission;
    client::Workspace& workspace = *m_context.workspace;
    const Palette& p = m_context.theme->palette();
    QMenu menu(this);
    const SidebarModel::Entry place =
        row >= 0 ? m_places->places().entry(row) : SidebarModel::Entry{};
    const auto add = [&](const QString& icon, const QString& words, Permission permission) {
        QAction* action = menu.addAction(makeIcon(icon, p.muted), words);
        action->setEnabled(workspace.may(permission));
        return action;
    };
    if (place.kind == SidebarModel::Kind::Project) {
        const ProjectId id{place.id};
        connect(add(QStringLiteral("pencil"), tr("Edit…"), Permission::ProjectUpdate),
                &QAction::triggered, this, [this, id] { editProject(id); });
        connect(add(QStringLiteral("folder"), tr("Archive"), Permission::ProjectUpdate),
                &QAction::triggered, this, [this, id] { archiveProject(id, true); });
        connect(add(QStringLiteral("trash-2"), tr("Delete…"), Permission::ProjectDelete),
                &QAction::triggered, this, [this, id] { deleteProject(id); });
        menu.addSeparator();
    } else if (place.kind == SidebarModel::Kind::Label) {
        const LabelId id{place.id};
        connect(add(QStringLiteral("pencil"), tr("Edit…"), Permission::LabelUpdate),
                &QAction::triggered, this, [this, id] { editLabel(id); });
        connect(add(QStringLiteral("trash-2"), tr("Delete"), Permission::LabelDelete),
                &QAction::triggered, this,
                [this, id] { m_edits.report(m_context.workspace->deleteLabel(id)); });
        menu.addSeparator();
    }
    connect(add(QStringLiteral("plus"), tr("New project…"), Permission::ProjectCreate),
            &QAction::triggered, this, &Sidebar::addProject);
    addArchived(menu);
    menu.exec(position);
}

QCoro::Task<std::vector<contract::Task>> Sidebar::tasksOf(std::vector<TaskId> ids)
{
    std::vector<contract::Task> tasks;
    for (const TaskId& id : ids) {
        const TaskId wanted = id;
        auto readingTask = m_context.workspace->task(wanted);
        Result<contract::Task> task = co_await readingTask;
        if (task)
            tasks.push_back(std::move(*task));
    }
    co_return tasks;
}

QCoro::Task<void> Sidebar::moveTasks(std::vector<TaskId> ids, ProjectId project)
{
    const QPointer<Sidebar> self(this);
    // g++ 12 destroys temporaries of a co_await's arguments twice: the calls stand on their own.
    auto reading = tasksOf(std::move(ids));
    std::vector<contract::Task> tasks = co_await reading;
    if (self && !tasks.empty())
        m_edits.moveToProject(std::move(tasks), std::move(project));
}

QCoro::Task<void> Sidebar::dueToday(std::vector<TaskId> ids)
{
    const QPointer<Sidebar> self(this);
    auto reading = tasksOf(std::move(ids));
    std::vector<contract::Task> tasks = co_await reading;
    if (!self || tasks.empty())
        co_return;
    contract::TaskFields changes;
    changes.due = std::optional(whenOf(m_context.today()));
    m_edits.updateAll(std::move(tasks), std::move(changes), tr("Due today"));
}

} // namespace taskward::ui
