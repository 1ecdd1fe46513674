// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/signin/SignInPage.h"

class QLineEdit;
class QPushButton;
class QToolButton;

namespace taskward::ui {

class SecretField;
class ServerCard;

/// E-mail and password, with the server that they go to in sight. The password is copied into a
/// Secret when it is sent, and the field is cleared.
class PasswordPage final : public SignInPage {
    Q_OBJECT

public:
    PasswordPage(client::AccountOpener& opener, Theme& theme, QWidget* parent = nullptr);

    /// `known`: hosts that this profile trusted before, to warn of names that look like theirs.
    void start(const client::ServerIdentity& server, const QString& email = {},
               const QStringList& known = {});
    const client::ServerIdentity& server() const { return m_server; }

signals:
    /// The receiver takes the workspace with takeWorkspace().
    void signedIn();

public:
    std::unique_ptr<client::Workspace> takeWorkspace() { return std::move(m_workspace); }

private:
    QCoro::Task<void> submit();
    void setBusy(bool busy);
    void showProblem(const Error& error);

    client::AccountOpener& m_opener;
    client::ServerIdentity m_server;
    std::unique_ptr<client::Workspace> m_workspace;
    ServerCard* m_card;
    QLineEdit* m_email;
    SecretField* m_password;
    QPushButton* m_submit;
    QFrame* m_problem;
    QLabel* m_problemText;
    QToolButton* m_copy;
    QString m_reference;
};

} // namespace taskward::ui
