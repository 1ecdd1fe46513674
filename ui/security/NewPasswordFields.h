// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"
#include "core/crypto/PasswordPolicy.h"

#include <QWidget>

namespace taskward::ui {

class SecretField;
class StrengthMeter;
class Theme;

/// A new password or passphrase, typed twice, with its meter and a maker of passphrases. A made one is shown and
/// counts as typed twice.
class NewPasswordFields final : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Password, Passphrase };

    NewPasswordFields(Theme& theme, crypto::PasswordRules rules, Kind kind,
                      QWidget* parent = nullptr);

    void setRules(crypto::PasswordRules rules);
    /// In words what is missing; empty: take() gives the password.
    QString problem() const;
    Secret take();
    void start();
    SecretField& first() const { return *m_first; }
    SecretField& second() const { return *m_second; }
    StrengthMeter& meter() const { return *m_meter; }

private:
    void makePassphrase();

    SecretField* m_first;
    SecretField* m_second;
    StrengthMeter* m_meter;
};

} // namespace taskward::ui
