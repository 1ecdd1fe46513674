// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/signin/SignInPage.h"

class QPushButton;

namespace taskward::ui {

/// First start: alone on this computer, or with a server.
class WelcomePage final : public SignInPage {
    Q_OBJECT

public:
    explicit WelcomePage(Theme& theme, QWidget* parent = nullptr);

    void setBusy(bool busy);
    void showError(const QString& sentence);

signals:
    void onThisComputerChosen();
    void serverChosen();

private:
    QPushButton* addCard(const QString& icon, const QString& title, const QString& text);

    QPushButton* m_here;
    QPushButton* m_server;
    QLabel* m_status;
};

} // namespace taskward::ui
