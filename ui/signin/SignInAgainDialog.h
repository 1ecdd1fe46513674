// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace taskward::ui {

class SecretField;

/// After the server ended the session: the password again, with the server's name in sight;
/// everything local stays. Deletes itself.
class SignInAgainDialog final : public QDialog {
    Q_OBJECT

public:
    SignInAgainDialog(Context context, QWidget* parent);

private:
    QCoro::Task<void> submit();

    Context m_context;
    SecretField* m_password;
    QLabel* m_problem;
    QPushButton* m_ok;
};

} // namespace taskward::ui
