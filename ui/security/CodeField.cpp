// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/CodeField.h"

#include "ui/security/SecretField.h"
#include "ui/style/Theme.h"

#include <algorithm>

namespace taskward::ui {

namespace {

constexpr int kDigits = 6;
constexpr int kLeastRecoveryChars = 10;
constexpr int kMostChars = 32; ///< contract::CodeText

bool isDigits(const QString& text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isDigit() || c.isSpace(); });
}

} // namespace

CodeField::CodeField(Theme& theme, Takes takes, QWidget* parent) : QLineEdit(parent)
{
    QFont font = theme.monospace();
    font.setPointSizeF(14);
    setFont(font);
    setMaxLength(kMostChars);
    setTakes(takes);
    connect(this, &QLineEdit::textEdited, this, &CodeField::tidy);
}

void CodeField::setTakes(Takes takes)
{
    m_takes = takes;
    setInputMethodHints(takes == Takes::Digits ? Qt::ImhDigitsOnly | Qt::ImhSensitiveData
                                               : Qt::ImhNoPredictiveText | Qt::ImhSensitiveData |
                                                     Qt::ImhNoAutoUppercase);
    setPlaceholderText(takes == Takes::RecoveryCode ? QStringLiteral("xxxxx-xxxxx")
                                                    : QStringLiteral("123456"));
}

void CodeField::tidy(const QString& text)
{
    const bool digits = m_takes == Takes::Digits || (m_takes == Takes::Either && isDigits(text));
    if (!digits)
        return;
    QString kept;
    for (const QChar c : text) {
        // Arabic and other digits are digits too: the code is sent in the ASCII ones.
        if (c.isDigit() && kept.size() < kDigits)
            kept += QLatin1Char(static_cast<char>('0' + c.digitValue()));
    }
    if (kept == text)
        return;
    const int place = std::min(cursorPosition(), int(kept.size()));
    setText(kept);
    setCursorPosition(place);
}

bool CodeField::isComplete() const
{
    const qsizetype size = text().trimmed().size();
    const bool digits = isDigits(text());
    switch (m_takes) {
    case Takes::Digits:
        return size == kDigits;
    case Takes::RecoveryCode:
        return size >= kLeastRecoveryChars;
    case Takes::Either:
        return digits ? size == kDigits : size >= kLeastRecoveryChars;
    }
    return false;
}

Secret CodeField::take()
{
    setText(text().simplified().remove(QLatin1Char(' ')));
    return takeSecret(*this);
}

} // namespace taskward::ui
