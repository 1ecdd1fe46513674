// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace taskward::ui {

class TaskEdits;

/// The sub-tasks of one task in the detail pane, with a line to add more.
class SubtaskList final : public QWidget {
    Q_OBJECT

public:
    SubtaskList(Context context, TaskEdits& edits, QWidget* parent = nullptr);

    void present(const contract::Task& parent, const std::vector<client::TaskRow>& rows);

signals:
    void openRequested(const taskward::TaskId& id);

private:
    void addRow(const client::TaskRow& row);
    void submit();

    Context m_context;
    TaskEdits& m_edits;
    contract::Task m_parent;
    std::vector<client::TaskRow> m_rows;
    QLabel* m_heading;
    QWidget* m_body;
    QVBoxLayout* m_list;
    QLineEdit* m_field;
};

} // namespace taskward::ui
