// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/LockPage.h"

#include "ui/style/Theme.h"

#include <QPushButton>

namespace taskward::ui {

LockPage::LockPage(Theme& theme, QWidget* parent)
    : SignInPage(theme, parent), m_unlock(new QPushButton(tr("Unlock"), this)),
      m_problem(new QLabel(this))
{
    m_problem->setProperty("tone", QStringLiteral("warning"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    column().addWidget(m_problem);
    m_unlock->setProperty("kind", QStringLiteral("primary"));
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_unlock->setMinimumHeight(36);
    column().addWidget(m_unlock, 0, Qt::AlignLeft);
    connect(m_unlock, &QPushButton::clicked, this, &LockPage::unlockRequested);
}

void LockPage::start(client::SecretPlace place)
{
    const QString how =
        place == client::SecretPlace::Vault
            ? tr("Your tasks are closed and their key is put away. Your passphrase opens them.")
            : tr("Your tasks are closed and their key is put away. “Unlock” reads it from your "
                 "keychain, which asks for its password if it is locked too.");
    setHeading(QStringLiteral("lock"), tr("Taskward is locked"), how);
    showProblem({});
    setBusy(false);
    m_unlock->setFocus();
}

void LockPage::setBusy(bool busy)
{
    m_unlock->setEnabled(!busy);
    m_unlock->setText(busy ? tr("Unlocking…") : tr("Unlock"));
}

void LockPage::showProblem(const QString& words)
{
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

} // namespace taskward::ui
