// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/NewPasswordFields.h"

#include "core/crypto/Passphrase.h"
#include "ui/security/SecretField.h"
#include "ui/security/StrengthMeter.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

NewPasswordFields::NewPasswordFields(Theme& theme, crypto::PasswordRules rules, Kind kind,
                                     QWidget* parent)
    : QWidget(parent),
      m_first(new SecretField(
          theme, kind == Kind::Password ? tr("New password") : tr("New passphrase"), this)),
      m_second(new SecretField(theme,
                               kind == Kind::Password ? tr("New password once more")
                                                      : tr("New passphrase once more"),
                               this)),
      m_meter(new StrengthMeter(theme, std::move(rules), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    auto* label =
        new QLabel(kind == Kind::Password ? tr("&New password") : tr("&New passphrase"), this);
    label->setBuddy(&m_first->edit());
    head->addWidget(label, 1);
    auto* make = new QPushButton(tr("Make a passphrase"), this);
    make->setObjectName(QStringLiteral("make"));
    make->setProperty("kind", QStringLiteral("link"));
    make->setAutoDefault(false);
    make->setAccessibleDescription(
        tr("Six words by chance, about %1 bits").arg(int(crypto::passphraseEntropyBits())));
    head->addWidget(make);
    layout->addLayout(head);
    layout->addWidget(m_first);
    layout->addWidget(m_meter);
    auto* again = new QLabel(tr("&Once more"), this);
    again->setBuddy(&m_second->edit());
    layout->addWidget(again);
    layout->addWidget(m_second);
    // Tab goes from field to field; the maker comes after.
    setTabOrder(&m_second->edit(), make);
    connect(make, &QPushButton::clicked, this, &NewPasswordFields::makePassphrase);
    connect(&m_first->edit(), &QLineEdit::textChanged, m_meter, &StrengthMeter::judge);
}

void NewPasswordFields::setRules(crypto::PasswordRules rules)
{
    m_meter->setRules(std::move(rules));
    m_meter->judge(m_first->edit().text());
}

void NewPasswordFields::start()
{
    m_first->setFocus();
}

void NewPasswordFields::makePassphrase()
{
    // Nothing here has to be repeatable, so the system's random numbers are taken as they are.
    SystemRandom random;
    const Secret made = crypto::makePassphrase(random);
    const QString text = QString::fromUtf8(made.text().data(), qsizetype(made.size()));
    m_first->setShown(true);
    m_first->edit().setText(text);
    m_second->edit().setText(text);
    m_first->setFocus();
    m_first->edit().selectAll();
}

QString NewPasswordFields::problem() const
{
    if (m_first->isEmpty())
        return tr("Type the new one.");
    if (!m_meter->isAccepted())
        return m_meter->words();
    if (m_first->edit().text() != m_second->edit().text())
        return tr("The two are not the same.");
    return {};
}

Secret NewPasswordFields::take()
{
    Secret secret = m_first->take();
    m_second->take();
    return secret;
}

} // namespace taskward::ui
