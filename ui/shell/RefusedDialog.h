// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QDialog>

class QLabel;
class QVBoxLayout;

namespace taskward::ui {

/// The edits that the server did not take, each with its reason: try again, or give it up. Deletes
/// itself.
class RefusedDialog final : public QDialog {
    Q_OBJECT

public:
    RefusedDialog(Context context, QWidget* parent);

private:
    QCoro::Task<void> read();
    QCoro::Task<void> settle(OpId id, bool retry);
    void addLine(const client::RefusedEdit& edit);

    Context m_context;
    QLabel* m_intro;
    QVBoxLayout* m_lines;
};

} // namespace taskward::ui
