// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace taskward::ui {

class TaskEdits;

/// The facts of a task in the detail pane, each a button that opens what changes it: due, start,
/// priority, project and section, labels.
class TaskFieldButtons final : public QWidget {
    Q_OBJECT

public:
    TaskFieldButtons(Context context, TaskEdits& edits, QWidget* parent = nullptr);

    void present(const contract::Task& task);
    QToolButton* due() const { return m_due; }

private:
    QToolButton* add(QGridLayout& grid, const QString& icon, const QString& name,
                     void (TaskFieldButtons::*what)());
    void retint();
    void pickDue();
    void pickStart();
    void pickPriority();
    void pickPlace();
    void pickLabels();
    void newLabel();
    void update(contract::TaskFields changes, const QString& words);
    QString placeText() const;
    QString labelText() const;

    Context m_context;
    TaskEdits& m_edits;
    contract::Task m_task;
    std::vector<std::pair<QToolButton*, QString>> m_icons;
    QToolButton* m_due = nullptr;
    QToolButton* m_start = nullptr;
    QToolButton* m_priority = nullptr;
    QToolButton* m_place = nullptr;
    QToolButton* m_labels = nullptr;
};

} // namespace taskward::ui
