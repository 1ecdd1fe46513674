// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/signin/SignInPage.h"

class QLineEdit;
class QPushButton;

namespace taskward::ui {

class ProbeChecklist;

/// Asks for the server's address or a connect code and checks it step by step.
class AddressPage final : public SignInPage {
    Q_OBJECT

public:
    AddressPage(client::AccountOpener& opener, Theme& theme, QWidget* parent = nullptr);

    void start(const QString& address = {});
    ProbeChecklist& checklist() const { return *m_checklist; }

signals:
    void found(const taskward::client::ServerIdentity& server);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QCoro::Task<void> check();
    void setBusy(bool busy);

    client::AccountOpener& m_opener;
    QLineEdit* m_address;
    QPushButton* m_check;
    ProbeChecklist* m_checklist;
    QLabel* m_problem;
    int m_attempt = 0; ///< an answer for an earlier one is dropped
};

} // namespace taskward::ui
