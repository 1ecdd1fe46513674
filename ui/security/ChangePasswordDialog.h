// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"
#include "ui/security/ServerSight.h"
#include "ui/security/Sheet.h"

class QCheckBox;

namespace taskward::ui {

class NewPasswordFields;
class SecretField;

/// The present password, the new one twice, and whether the other devices stay signed in (as it
/// comes, they do not).
class ChangePasswordDialog final : public Sheet {
    Q_OBJECT

public:
    ChangePasswordDialog(Context context, bool hasSecondFactor, QWidget* parent);

signals:
    void changed();

private:
    QCoro::Task<void> submit();
    void setBusy(bool busy);

    client::Security& m_security;
    SecretField* m_current;
    NewPasswordFields* m_fresh;
    QCheckBox* m_keep;
    QPushButton* m_verb;
};

} // namespace taskward::ui
