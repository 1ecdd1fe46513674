// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"
#include "ui/security/Sheet.h"

#include <utility>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QStackedWidget;

namespace taskward::ui {

/// Makes a key for a script: a name, what it may do (nothing is ticked beforehand), for how many
/// days, from where. Then shows its secret, once.
class ApiKeyDialog final : public Sheet {
    Q_OBJECT

public:
    ApiKeyDialog(Context context, QWidget* parent);

signals:
    void made();

private:
    QWidget* makeForm();
    QWidget* makeSecret();
    QString problemOfForm() const;
    std::vector<std::string> addresses() const;
    QCoro::Task<void> submit();
    void showSecret(client::NewApiKey fresh);

    Context m_context;
    client::Security& m_security;
    QStackedWidget* m_pages;
    QLineEdit* m_name;
    std::vector<std::pair<contract::Permission, QCheckBox*>> m_scopes;
    QSpinBox* m_days;
    QPlainTextEdit* m_addresses;
    QLineEdit* m_secretText;
    Secret m_secret;
    QPushButton* m_verb;
    QPushButton* m_cancel;
};

} // namespace taskward::ui
