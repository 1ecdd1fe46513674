// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <QLineEdit>

namespace taskward::ui {

class Theme;

/// A field for a code: six digits of an authenticator ("123 456" pastes well), or a recovery code
/// ("k7wq4-p2mx9"). Large and in a fixed width.
class CodeField final : public QLineEdit {
    Q_OBJECT

public:
    enum class Takes { Digits, RecoveryCode, Either };

    CodeField(Theme& theme, Takes takes, QWidget* parent = nullptr);

    void setTakes(Takes takes);
    /// Long enough to be sent.
    bool isComplete() const;
    /// Takes the code out, without blanks.
    Secret take();

private:
    void tidy(const QString& text);

    Takes m_takes = Takes::Digits;
};

} // namespace taskward::ui
