// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QWidget>

class QVBoxLayout;

namespace taskward::ui {

/// Appearance, and the account of this profile with signing out.
class GeneralPage final : public QWidget {
    Q_OBJECT

public:
    explicit GeneralPage(Context context, QWidget* parent = nullptr);

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
