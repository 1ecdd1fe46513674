// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskFieldButtons.h"

#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/tasks/NameDialog.h"
#include "ui/tasks/RowText.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/WhenPicker.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

namespace taskward::ui {

TaskFieldButtons::TaskFieldButtons(Context context, TaskEdits& edits, QWidget* parent)
    : QWidget(parent), m_context(context), m_edits(edits)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    m_due = add(*grid, QStringLiteral("calendar"), tr("Due"), &TaskFieldButtons::pickDue);
    m_start =
        add(*grid, QStringLiteral("calendar-clock"), tr("Start"), &TaskFieldButtons::pickStart);
    m_priority =
        add(*grid, QStringLiteral("flag"), tr("Priority"), &TaskFieldButtons::pickPriority);
    m_place = add(*grid, QStringLiteral("folder"), tr("Project"), &TaskFieldButtons::pickPlace);
    m_labels = add(*grid, QStringLiteral("tag"), tr("Labels"), &TaskFieldButtons::pickLabels);
    connect(m_context.theme, &Theme::changed, this, &TaskFieldButtons::retint);
}

QToolButton* TaskFieldButtons::add(QGridLayout& grid, const QString& icon, const QString& name,
                                   void (TaskFieldButtons::*what)())
{
    const int row = grid.rowCount();
    auto* label = new QLabel(name, this);
    label->setProperty("tone", QStringLiteral("muted"));
    label->setContentsMargins(6, 0, 0, 0);
    label->setMinimumWidth(72);
    grid.addWidget(label, row, 0);
    auto* button = new QToolButton(this);
    button->setProperty("kind", QStringLiteral("value"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({16, 16});
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(32);
    button->setProperty("name", name);
    grid.addWidget(button, row, 1);
    connect(button, &QToolButton::clicked, this, what);
    m_icons.emplace_back(button, icon);
    return button;
}

void TaskFieldButtons::retint()
{
    present(m_task);
}

void TaskFieldButtons::present(const contract::Task& task)
{
    m_task = task;
    const QDate today = m_context.today();
    const QLocale locale;
    const Palette& p = m_context.theme->palette();
    const auto when = [&](const std::optional<contract::When>& value) {
        return value ? dueText(*value, today, locale).text : tr("None");
    };
    m_due->setText(when(task.due));
    m_start->setText(when(task.start));
    const int level = static_cast<int>(task.priority);
    m_priority->setText(level > 0 ? QStringLiteral("P%1").arg(level) : tr("None"));
    m_place->setText(placeText());
    m_labels->setText(labelText());
    const bool overdue = task.due && dateOf(*task.due) < today && !task.completedAt;
    for (const auto& [button, icon] : m_icons) {
        QColor colour = p.muted;
        if (button == m_due && overdue)
            colour = p.danger;
        if (button == m_priority && level > 0)
            colour = p.priority(level);
        button->setIcon(makeIcon(icon, colour));
        const QString name = button->property("name").toString();
        button->setAccessibleName(tr("%1: %2").arg(name, button->text().trimmed()));
        // A tool button leaves its icon and its text too little room.
        button->setText(QLatin1Char(' ') + button->text().trimmed());
        button->setEnabled(m_context.workspace->may(contract::Permission::TaskUpdate));
    }
}

QString TaskFieldButtons::placeText() const
{
    const client::Overview& overview = m_context.workspace->overview();
    const auto project =
        std::ranges::find(overview.projects, m_task.projectId, &contract::Project::id);
    QString text = m_task.projectId == overview.inbox   ? tr("Inbox")
                   : project == overview.projects.end() ? tr("Unknown")
                                                        : toQt(project->name);
    if (m_task.sectionId) {
        const auto section =
            std::ranges::find(overview.sections, *m_task.sectionId, &contract::Section::id);
        if (section != overview.sections.end())
            text += QStringLiteral(" / ") + toQt(section->name);
    }
    return text;
}

QString TaskFieldButtons::labelText() const
{
    QStringList names;
    for (const contract::Label& label : m_context.workspace->overview().labels) {
        if (std::ranges::find(m_task.labelIds, label.id) != m_task.labelIds.end())
            names << toQt(label.name);
    }
    return names.isEmpty() ? tr("None") : names.join(QStringLiteral(", "));
}

void TaskFieldButtons::update(contract::TaskFields changes, const QString& words)
{
    m_edits.update(m_task, std::move(changes), words);
}

void TaskFieldButtons::pickDue()
{
    std::optional<QDate> chosen;
    if (m_task.due)
        chosen = dateOf(*m_task.due);
    auto* picker = new WhenPicker(m_context, chosen, this);
    connect(picker, &WhenPicker::picked, this, [this](const QDate& date) {
        contract::TaskFields changes;
        std::optional<contract::When> due;
        if (date.isValid())
            due = whenOf(date);
        if (due && m_task.due && m_task.due->hasTime())
            due->value += m_task.due->value.substr(10);
        changes.due = due;
        update(std::move(changes), tr("Change due date"));
    });
    picker->openAt(*m_due);
}

void TaskFieldButtons::pickStart()
{
    std::optional<QDate> chosen;
    if (m_task.start)
        chosen = dateOf(*m_task.start);
    auto* picker = new WhenPicker(m_context, chosen, this);
    connect(picker, &WhenPicker::picked, this, [this](const QDate& date) {
        contract::TaskFields changes;
        changes.start = date.isValid() ? std::optional(whenOf(date)) : std::nullopt;
        update(std::move(changes), tr("Change start"));
    });
    picker->openAt(*m_start);
}

void TaskFieldButtons::pickPriority()
{
    QMenu menu(this);
    for (int i = 1; i <= 5; ++i) {
        const int level = i % 5;
        QAction* action = menu.addAction(
            makeIcon(QStringLiteral("flag"), m_context.theme->palette().priority(level)),
            level > 0 ? tr("Priority %1").arg(level) : tr("None"));
        connect(action, &QAction::triggered, this, [this, level] {
            contract::TaskFields changes;
            changes.priority = contract::Priority(level);
            update(std::move(changes), tr("Change priority"));
        });
    }
    menu.exec(m_priority->mapToGlobal(QPoint(0, m_priority->height())));
}

void TaskFieldButtons::pickPlace()
{
    const client::Overview& overview = m_context.workspace->overview();
    const Palette& p = m_context.theme->palette();
    QMenu menu(this);
    const auto addPlace = [&](const QIcon& icon, const QString& words, ProjectId project,
                              std::optional<SectionId> section) {
        connect(menu.addAction(icon, words), &QAction::triggered, this, [this, project, section] {
            contract::TaskFields changes;
            changes.projectId = project;
            changes.sectionId = section;
            // Elsewhere it stands on its own; its parent stays where it is.
            if (project != m_task.projectId)
                changes.parentId = std::optional<TaskId>();
            update(std::move(changes), tr("Move task"));
        });
    };
    for (const contract::Project& project : overview.projects) {
        if (project.archived)
            continue;
        const bool inbox = project.id == overview.inbox;
        addPlace(inbox ? makeIcon(QStringLiteral("inbox"), p.muted)
                       : makeDot(p.named(toQt(project.colour))),
                 inbox ? tr("Inbox") : toQt(project.name), project.id, std::nullopt);
        for (const contract::Section& section : overview.sections) {
            if (section.projectId == project.id)
                addPlace({}, QStringLiteral("    ") + toQt(section.name), project.id, section.id);
        }
    }
    menu.exec(m_place->mapToGlobal(QPoint(0, m_place->height())));
}

void TaskFieldButtons::pickLabels()
{
    QMenu menu(this);
    for (const contract::Label& label : m_context.workspace->overview().labels) {
        QAction* action = menu.addAction(toQt(label.name));
        action->setCheckable(true);
        action->setChecked(std::ranges::find(m_task.labelIds, label.id) != m_task.labelIds.end());
        connect(action, &QAction::toggled, this, [this, id = label.id](bool on) {
            contract::LabelIds ids = m_task.labelIds;
            std::erase(ids, id);
            if (on)
                ids.push_back(id);
            contract::TaskFields changes;
            changes.labelIds = std::move(ids);
            update(std::move(changes), tr("Change labels"));
        });
    }
    menu.addSeparator();
    QAction* make = menu.addAction(tr("New label…"));
    make->setEnabled(m_context.workspace->may(contract::Permission::LabelCreate));
    connect(make, &QAction::triggered, this, &TaskFieldButtons::newLabel);
    menu.exec(m_labels->mapToGlobal(QPoint(0, m_labels->height())));
}

void TaskFieldButtons::newLabel()
{
    auto* dialog = new NameDialog(m_context, NameDialog::Kind::Label, {}, {}, window());
    connect(dialog, &NameDialog::confirmed, this,
            [this](const QString& name, const QString& colour) {
                contract::LabelFields fields;
                fields.name = contract::Name(fromQt(name));
                fields.colour = contract::Colour(fromQt(colour));
                m_edits.report(m_context.workspace->createLabel(std::move(fields)));
            });
    dialog->open();
}

} // namespace taskward::ui
