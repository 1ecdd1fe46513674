// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/signin/SignInPage.h"

class QPushButton;

namespace taskward::ui {

/// The window while it is locked: nothing of the tasks, and one button. Asks for nothing by itself.
class LockPage final : public SignInPage {
    Q_OBJECT

public:
    explicit LockPage(Theme& theme, QWidget* parent = nullptr);

    void start(client::SecretPlace place);
    void setBusy(bool busy);
    void showProblem(const QString& words);

signals:
    void unlockRequested();

private:
    QPushButton* m_unlock;
    QLabel* m_problem;
};

} // namespace taskward::ui
