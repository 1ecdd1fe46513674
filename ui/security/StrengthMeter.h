// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/crypto/PasswordPolicy.h"

#include <QWidget>

class QLabel;

namespace taskward::ui {

class Theme;

/// How good a new password is, while it is typed: a bar of four, a word, and what is wrong with it.
/// The server judges again with the same rules.
class StrengthMeter final : public QWidget {
    Q_OBJECT

public:
    StrengthMeter(Theme& theme, crypto::PasswordRules rules, QWidget* parent = nullptr);

    void setRules(crypto::PasswordRules rules);
    void judge(const QString& password);
    bool isAccepted() const { return m_report.accepted(); }
    QString words() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    crypto::PasswordRules m_rules;
    crypto::PasswordReport m_report;
    bool m_isEmpty = true;
    QLabel* m_words;
};

} // namespace taskward::ui
