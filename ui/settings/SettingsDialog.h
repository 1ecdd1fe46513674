// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QDialog>

class QVBoxLayout;

namespace taskward::ui {

/// Appearance and account. Made when it is asked for, deletes itself.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Context context, QWidget* parent);

signals:
    /// The account is gone from this computer.
    void signedOut();

private:
    void addAppearance(QVBoxLayout& layout);
    void addAccount(QVBoxLayout& layout);
    void askToSignOut();
    QCoro::Task<void> signOut(bool discardPending);

    Context m_context;
};

} // namespace taskward::ui
