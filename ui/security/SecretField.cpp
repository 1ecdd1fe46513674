// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/SecretField.h"

#include "core/base/Limits.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace taskward::ui {

Secret takeSecret(QLineEdit& field)
{
    QString text = field.text();
    field.clear();
    QByteArray bytes = text.toUtf8();
    Secret secret = Secret::fromText({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    return secret;
}

SecretField::SecretField(Theme& theme, const QString& name, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_edit(new QLineEdit(this)), m_eye(new QToolButton(this)),
      m_name(name)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_eye);
    m_edit->setAccessibleName(name);
    m_edit->setMaxLength(int(limits::kMaxPasswordChars));
    m_eye->setFocusPolicy(Qt::StrongFocus);
    m_eye->setCheckable(true);
    setFocusProxy(m_edit);
    connect(m_eye, &QToolButton::toggled, this, &SecretField::setShown);
    setShown(false);
}

bool SecretField::isEmpty() const
{
    return m_edit->text().isEmpty();
}

void SecretField::setShown(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    // A shown password is no word to learn for the keyboard on the screen.
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
    m_eye->setChecked(shown);
    m_eye->setIcon(makeIcon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye"),
                            m_theme.palette().muted));
    m_eye->setToolTip(shown ? tr("Hide") : tr("Show"));
    m_eye->setAccessibleName(shown ? tr("Hide: %1").arg(m_name) : tr("Show: %1").arg(m_name));
}

} // namespace taskward::ui
