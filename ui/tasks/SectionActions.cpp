// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/SectionActions.h"

#include "ui/Text.h"
#include "ui/shell/ConfirmDialog.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"
#include "ui/tasks/NameDialog.h"
#include "ui/tasks/TaskEdits.h"

#include <QAction>
#include <QMenu>
#include <QPointer>
#include <algorithm>

namespace taskward::ui {

SectionActions::SectionActions(Context context, TaskEdits& edits, QWidget* window)
    : QObject(window), m_context(context), m_edits(edits), m_window(window)
{}

const contract::Section* SectionActions::find(const SectionId& id) const
{
    const auto& sections = m_context.workspace->overview().sections;
    const auto found = std::ranges::find(sections, id, &contract::Section::id);
    return found == sections.end() ? nullptr : &*found;
}

std::vector<SectionId> SectionActions::siblings(const contract::Section& section) const
{
    std::vector<SectionId> ids;
    for (const contract::Section& other : m_context.workspace->overview().sections) {
        if (other.projectId == section.projectId)
            ids.push_back(other.id);
    }
    return ids;
}

void SectionActions::fillMenu(QMenu& menu, const SectionId& id)
{
    const contract::Section* section = find(id);
    if (!section)
        return;
    const Palette& p = m_context.theme->palette();
    const bool mayUpdate = m_context.workspace->may(contract::Permission::SectionUpdate);
    const std::vector<SectionId> all = siblings(*section);
    QAction* name = menu.addAction(makeIcon(QStringLiteral("pencil"), p.muted), tr("Rename…"));
    name->setEnabled(mayUpdate);
    connect(name, &QAction::triggered, this, [this, id] { rename(id); });
    QAction* up = menu.addAction(tr("Move section up"));
    up->setEnabled(mayUpdate && all.front() != id);
    connect(up, &QAction::triggered, this, [this, id] { move(id, -1); });
    QAction* down = menu.addAction(tr("Move section down"));
    down->setEnabled(mayUpdate && all.back() != id);
    connect(down, &QAction::triggered, this, [this, id] { move(id, 1); });
    menu.addSeparator();
    QAction* remove =
        menu.addAction(makeIcon(QStringLiteral("trash-2"), p.danger), tr("Delete section…"));
    remove->setEnabled(m_context.workspace->may(contract::Permission::SectionDelete));
    connect(remove, &QAction::triggered, this, [this, id] { askToDelete(id); });
}

void SectionActions::rename(const SectionId& id)
{
    const contract::Section* section = find(id);
    if (!section)
        return;
    const QString old = toQt(section->name);
    auto* dialog = new NameDialog(m_context, NameDialog::Kind::Section, old, {}, m_window);
    connect(dialog, &NameDialog::confirmed, this,
            [this, id, old](const QString& name, const QString&) {
                const auto setName = [workspace = m_context.workspace, id](const QString& to) {
                    contract::SectionFields fields;
                    fields.name = contract::Name(fromQt(to));
                    return workspace->updateSection(id, std::move(fields));
                };
                m_edits.act([setName, name] { return setName(name); },
                            [setName, old] { return setName(old); }, tr("Section renamed"));
            });
    dialog->open();
}

void SectionActions::move(const SectionId& id, int direction)
{
    const contract::Section* section = find(id);
    if (!section)
        return;
    const std::vector<SectionId> all = siblings(*section);
    const auto place = std::ranges::find(all, id) - all.begin();
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const auto idAt = [&](std::ptrdiff_t at) {
        return at < count ? all[static_cast<std::size_t>(at)] : SectionId{};
    };
    if (place + direction < 0 || place + direction >= count)
        return;
    // Before which one it goes, and before which one it was.
    const SectionId before = idAt(direction < 0 ? place - 1 : place + 2);
    const SectionId old = idAt(place + 1);
    client::Workspace* workspace = m_context.workspace;
    m_edits.act([workspace, id, before] { return workspace->moveSection(id, before); },
                [workspace, id, old] { return workspace->moveSection(id, old); },
                tr("Section moved"));
}

void SectionActions::askToDelete(const SectionId& id)
{
    const contract::Section* section = find(id);
    if (!section)
        return;
    auto* dialog = new ConfirmDialog(
        m_context, tr("Delete the section “%1”?").arg(toQt(section->name)),
        tr("Its tasks can stay in the project, in no section, or be deleted with it. Deleting them "
           "cannot be undone."),
        tr("Delete with its tasks"), m_window);
    dialog->addOther(tr("Keep the tasks"));
    connect(dialog, &ConfirmDialog::otherChosen, this,
            [this, id] { m_edits.report(m_context.workspace->deleteSection(id)); });
    connect(dialog, &ConfirmDialog::accepted, this,
            [this, gone = *section] { deleteWithTasks(gone); });
    dialog->open();
}

QCoro::Task<void> SectionActions::deleteWithTasks(contract::Section section)
{
    const QPointer<SectionActions> self(this);
    client::TaskQuery query;
    query.view = client::View::Project;
    query.project = section.projectId;
    query.withCompleted = true;
    auto reading = m_edits.tasksOf(std::move(query));
    Result<std::vector<contract::Task>> tasks = co_await reading;
    if (!self)
        co_return;
    if (!tasks) {
        emit m_edits.failed(tasks.error());
        co_return;
    }
    for (const contract::Task& task : *tasks) {
        if (task.parentId || task.sectionId != section.id)
            continue;
        const TaskId id = task.id; // its sub-tasks go with it
        auto deleting = m_context.workspace->deleteTask(id);
        const Status status = co_await deleting;
        if (!self)
            co_return;
        if (!status) {
            emit m_edits.failed(status.error());
            co_return;
        }
    }
    m_edits.report(m_context.workspace->deleteSection(section.id));
}

} // namespace taskward::ui
