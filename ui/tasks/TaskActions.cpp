// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskActions.h"

#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/tasks/RowText.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListView.h"
#include "ui/tasks/WhenPicker.h"

#include <QAction>
#include <QMenu>

namespace taskward::ui {

TaskActions::TaskActions(Context context, TaskListView& view, TaskListModel& model,
                         TaskEdits& edits)
    : QObject(&view), m_context(context), m_view(view), m_model(model), m_edits(edits)
{
    using Keys = QList<QKeySequence>;
    m_menu.push_back(add(tr("Open"), QStringLiteral("arrow-right"),
                         Keys{Qt::Key_Return, Qt::Key_Enter}, &TaskActions::open));
    m_menu.push_back(add(tr("Complete"), QStringLiteral("circle-check"), Keys{Qt::Key_Space},
                         &TaskActions::toggle));
    m_dues = {add(tr("Due today"), QStringLiteral("sun"), Keys{Qt::Key_T}, &TaskActions::dueToday),
              add(tr("Due tomorrow"), QStringLiteral("sunrise"), Keys{Qt::SHIFT | Qt::Key_T},
                  &TaskActions::dueTomorrow),
              add(tr("Due in a week"), QStringLiteral("calendar-plus"), Keys{Qt::Key_W},
                  &TaskActions::dueNextWeek),
              add(tr("Choose a day…"), QStringLiteral("calendar"), Keys{Qt::Key_D},
                  &TaskActions::pickDue),
              add(tr("No date"), QStringLiteral("calendar-x"), Keys{Qt::SHIFT | Qt::Key_D},
                  &TaskActions::noDue)};
    addPriorities();
    m_moves = {
        add(tr("Move up"), {}, Keys{Qt::ALT | Qt::Key_Up}, &TaskActions::moveUp),
        add(tr("Move down"), {}, Keys{Qt::ALT | Qt::Key_Down}, &TaskActions::moveDown),
        add(tr("Make it a sub-task"), {}, Keys{Qt::ALT | Qt::Key_Right}, &TaskActions::indent),
        add(tr("Take it out"), {}, Keys{Qt::ALT | Qt::Key_Left}, &TaskActions::outdent)};
    m_remove = add(tr("Delete"), QStringLiteral("trash-2"), Keys{Qt::Key_Delete, Qt::Key_Backspace},
                   &TaskActions::remove);
    add(tr("Next task"), {}, Keys{Qt::Key_J}, &TaskActions::next);
    add(tr("Previous task"), {}, Keys{Qt::Key_K}, &TaskActions::previous);
}

QAction* TaskActions::add(const QString& words, const QString& icon,
                          const QList<QKeySequence>& keys, void (TaskActions::*what)())
{
    auto* action = new QAction(words, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setProperty("icon", icon);
    connect(action, &QAction::triggered, this, what);
    m_view.addAction(action);
    m_all.push_back(action);
    return action;
}

void TaskActions::addPriorities()
{
    for (int level = 1; level <= 5; ++level) {
        const int value = level % 5;
        auto* action =
            new QAction(value > 0 ? tr("Priority %1").arg(value) : tr("No priority"), this);
        action->setShortcut(static_cast<Qt::Key>(Qt::Key_0 + value));
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setProperty("level", value);
        connect(action, &QAction::triggered, this, [this, value] { setPriority(value); });
        m_view.addAction(action);
        m_all.push_back(action);
        m_priorities.push_back(action);
    }
}

void TaskActions::fillMenu(QMenu& menu)
{
    const Palette& p = m_context.theme->palette();
    for (QAction* action : m_all) {
        const QString icon = action->property("icon").toString();
        if (!icon.isEmpty())
            action->setIcon(makeIcon(icon, action == m_remove ? p.danger : p.muted));
    }
    const std::vector<contract::Task> tasks = m_view.selectedTasks();
    const bool mayUpdate = m_context.workspace->may(contract::Permission::TaskUpdate);
    for (QAction* action : m_menu)
        menu.addAction(action);
    m_menu[0]->setEnabled(tasks.size() == 1);
    m_menu[1]->setText(!tasks.empty() && tasks.front().completedAt ? tr("Open again")
                                                                   : tr("Complete"));
    menu.addSeparator();
    QMenu* due = menu.addMenu(makeIcon(QStringLiteral("calendar"), p.muted), tr("Due"));
    for (QAction* action : m_dues)
        due->addAction(action);
    QMenu* priority = menu.addMenu(makeIcon(QStringLiteral("flag"), p.muted), tr("Priority"));
    for (QAction* action : m_priorities) {
        const int level = action->property("level").toInt();
        action->setIcon(makeIcon(QStringLiteral("flag"), p.priority(level)));
        priority->addAction(action);
    }
    addProjectMenu(menu);
    if (m_view.isManualOrder() && tasks.size() == 1) {
        QMenu* move = menu.addMenu(tr("Order"));
        for (QAction* action : m_moves)
            move->addAction(action);
    }
    menu.addSeparator();
    menu.addAction(m_remove);
    for (QAction* action : m_all)
        action->setEnabled(mayUpdate || action == m_menu[0]);
    m_remove->setEnabled(m_context.workspace->may(contract::Permission::TaskDelete));
}

void TaskActions::addProjectMenu(QMenu& menu)
{
    const Palette& p = m_context.theme->palette();
    QMenu* move = menu.addMenu(makeIcon(QStringLiteral("folder"), p.muted), tr("Move to"));
    const client::Overview& overview = m_context.workspace->overview();
    for (const contract::Project& project : overview.projects) {
        if (project.archived)
            continue;
        const bool inbox = project.id == overview.inbox;
        QAction* action = move->addAction(inbox ? makeIcon(QStringLiteral("inbox"), p.muted)
                                                : makeDot(p.named(toQt(project.colour))),
                                          inbox ? tr("Inbox") : toQt(project.name));
        connect(action, &QAction::triggered, this,
                [this, id = project.id] { m_edits.moveToProject(m_view.selectedTasks(), id); });
    }
}

int TaskActions::currentRow() const
{
    const TaskId id = m_view.currentTask();
    return id.empty() ? -1 : m_model.rowOf(id);
}

void TaskActions::toggle()
{
    m_view.toggle(m_view.selectedTasks());
}

void TaskActions::remove()
{
    std::vector<contract::Task> tasks = m_view.selectedTasks();
    if (tasks.empty() || !m_context.workspace->may(contract::Permission::TaskDelete))
        return;
    // A sub-task whose parent is selected as well goes with it.
    std::vector<contract::Task> roots;
    for (const contract::Task& task : tasks) {
        bool covered = false;
        for (const contract::Task& other : tasks)
            covered = covered || (task.parentId && *task.parentId == other.id);
        if (!covered)
            roots.push_back(task);
    }
    next();
    m_edits.remove(std::move(roots));
}

void TaskActions::setDue(int daysAhead)
{
    const QDate date = m_context.today().addDays(daysAhead);
    std::vector<contract::Task> tasks = m_view.selectedTasks();
    if (tasks.empty())
        return;
    contract::TaskFields changes;
    changes.due = std::optional(whenOf(date));
    const QString day = dueText(whenOf(date), m_context.today(), {}).text;
    m_edits.updateAll(std::move(tasks), changes, tr("Due %1").arg(day));
}

void TaskActions::noDue()
{
    std::vector<contract::Task> tasks = m_view.selectedTasks();
    if (tasks.empty())
        return;
    contract::TaskFields changes;
    changes.due = std::optional<contract::When>();
    m_edits.updateAll(std::move(tasks), changes, tr("Date removed"));
}

void TaskActions::pickDue()
{
    std::vector<contract::Task> tasks = m_view.selectedTasks();
    if (tasks.empty())
        return;
    std::optional<QDate> chosen;
    if (tasks.front().due)
        chosen = dateOf(*tasks.front().due);
    auto* picker = new WhenPicker(m_context, chosen, &m_view);
    connect(picker, &WhenPicker::picked, this, [this](const QDate& date) {
        if (date.isValid())
            setDue(static_cast<int>(m_context.today().daysTo(date)));
        else
            noDue();
    });
    picker->openAt(m_view);
}

void TaskActions::setPriority(int level)
{
    std::vector<contract::Task> tasks = m_view.selectedTasks();
    if (tasks.empty())
        return;
    contract::TaskFields changes;
    changes.priority = contract::Priority(level);
    m_edits.updateAll(std::move(tasks), changes,
                      level > 0 ? tr("Priority %1").arg(level) : tr("No priority"));
}

void TaskActions::moveTo(int gap, int depth)
{
    const int row = currentRow();
    if (row < 0 || !m_view.isManualOrder())
        return;
    const contract::Task task = m_model.line(row).row.task;
    if (const std::optional<DropPlace> place = dropPlace(m_model.lines(), gap, depth, task.id))
        m_edits.move(task, task.projectId, *place);
}

void TaskActions::moveUp()
{
    const int row = currentRow();
    if (row <= 0)
        return;
    const int depth = m_model.line(row).row.depth;
    for (int above = row - 1; above >= 0; --above) {
        const TaskLine& line = m_model.line(above);
        if (!line.isTask() || line.row.depth == depth)
            return moveTo(above, depth);
        if (line.row.depth < depth)
            return;
    }
}

void TaskActions::moveDown()
{
    const int row = currentRow();
    if (row < 0)
        return;
    const int depth = m_model.line(row).row.depth;
    const int below = endOfSubtree(m_model.lines(), row);
    if (below >= m_model.rowCount())
        return;
    const TaskLine& line = m_model.line(below);
    if (!line.isTask())
        moveTo(below + 1, depth);
    else if (line.row.depth == depth)
        moveTo(endOfSubtree(m_model.lines(), below), depth);
}

void TaskActions::indent()
{
    const int row = currentRow();
    if (row > 0)
        moveTo(row, m_model.line(row).row.depth + 1);
}

void TaskActions::outdent()
{
    const int row = currentRow();
    if (row <= 0)
        return;
    const int depth = m_model.line(row).row.depth;
    for (int above = row - 1; above >= 0 && m_model.line(above).isTask(); --above) {
        if (m_model.line(above).row.depth < depth)
            return moveTo(endOfSubtree(m_model.lines(), above), depth - 1);
    }
}

void TaskActions::selectFirst()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (!m_model.line(row).isTask())
            continue;
        // Current, not selected: nothing is chosen until the person does it.
        m_view.selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
        return;
    }
}

void TaskActions::next()
{
    for (int row = m_view.currentIndex().row() + 1; row < m_model.rowCount(); ++row) {
        if (m_model.line(row).isTask())
            return m_view.setCurrentIndex(m_model.index(row));
    }
}

void TaskActions::previous()
{
    for (int row = m_view.currentIndex().row() - 1; row >= 0; --row) {
        if (m_model.line(row).isTask())
            return m_view.setCurrentIndex(m_model.index(row));
    }
}

} // namespace taskward::ui
