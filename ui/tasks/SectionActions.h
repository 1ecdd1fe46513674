// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QObject>

class QMenu;
class QWidget;

namespace taskward::ui {

class TaskEdits;

/// What can be done with a section: a new name, another place, deletion with or without its tasks.
class SectionActions final : public QObject {
    Q_OBJECT

public:
    /// `window` is the parent of dialogs and of this object.
    SectionActions(Context context, TaskEdits& edits, QWidget* window);

    /// Adds the actions for this section, greyed where the right is missing.
    void fillMenu(QMenu& menu, const SectionId& id);
    void rename(const SectionId& id);
    /// One place up (-1) or down (1) among the sections of its project.
    void move(const SectionId& id, int direction);
    void askToDelete(const SectionId& id);

private:
    const contract::Section* find(const SectionId& id) const;
    /// The sections of the same project, in order.
    std::vector<SectionId> siblings(const contract::Section& section) const;
    QCoro::Task<void> deleteWithTasks(contract::Section section);

    Context m_context;
    TaskEdits& m_edits;
    QWidget* m_window;
};

} // namespace taskward::ui
