// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/LockSettingsPage.h"

#include "client/Workspace.h"
#include "ui/security/AppLock.h"
#include "ui/settings/SettingRow.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace taskward::ui {

LockSettingsPage::LockSettingsPage(Context context, QWidget* parent)
    : QWidget(parent), m_context(context),
      m_idle(new QCheckBox(tr("After this many minutes without a key or click in it"), this)),
      m_minutes(new QSpinBox(this)),
      m_screen(new QCheckBox(tr("When the desktop locks its screen"), this)),
      m_sleep(new QCheckBox(tr("Before the computer sleeps"), this)),
      m_minimise(new QCheckBox(tr("When the window is minimised"), this)),
      m_start(new QCheckBox(tr("When Taskward starts"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addSentence(*layout,
                tr("Locking closes your tasks, forgets their key and empties the window. What you "
                   "were typing is kept first."),
                this);
    const client::SecretPlace place = context.opener->profile().secretPlace;
    const bool canLock = place != client::SecretPlace::MemoryOnly;
    if (place == client::SecretPlace::Keychain)
        addSentence(*layout,
                    tr("Unlocking reads the key from the keychain of your desktop. While that is "
                       "open, whoever sits here can unlock: a vault with a passphrase (page "
                       "Keychain) asks for it each time."),
                    this);
    else if (!canLock)
        addSentence(*layout,
                    tr("Your keys are in memory only, so nothing could unlock it again: signing "
                       "out is the lock. Choose another place on the page Keychain to use it."),
                    this);
    layout->addSpacing(8);
    const LockSettings now = context.appLock->settings();
    auto* idle = new QHBoxLayout;
    idle->setSpacing(12);
    m_minutes->setRange(1, LockPolicy::kMaxIdleMinutes);
    m_minutes->setValue(now.idleMinutes);
    m_minutes->setButtonSymbols(QSpinBox::NoButtons); // the arrow keys and the wheel do it
    m_minutes->setAccessibleName(tr("Minutes until it locks"));
    idle->addWidget(m_idle);
    idle->addWidget(m_minutes);
    idle->addStretch();
    layout->addLayout(idle);
    m_idle->setChecked(now.afterIdle);
    m_screen->setChecked(now.onScreenLock);
    m_sleep->setChecked(now.onSleep);
    m_minimise->setChecked(now.onMinimise);
    m_start->setChecked(now.atStart);
    for (QCheckBox* box : {m_screen, m_sleep, m_minimise, m_start})
        layout->addWidget(box);
    for (QCheckBox* box : {m_idle, m_screen, m_sleep, m_minimise, m_start}) {
        box->setEnabled(canLock);
        connect(box, &QCheckBox::toggled, this, &LockSettingsPage::choose);
    }
    m_minutes->setEnabled(canLock && now.afterIdle);
    connect(m_minutes, &QSpinBox::valueChanged, this, &LockSettingsPage::choose);
    layout->addSpacing(8);
    auto* lock = new QPushButton(tr("Lock now"), this);
    lock->setObjectName(QStringLiteral("lockNow"));
    lock->setAutoDefault(false);
    lock->setEnabled(canLock);
    layout->addWidget(lock, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(lock, &QPushButton::clicked, context.appLock,
            [appLock = context.appLock] { appLock->report(LockCause::Asked); });
}

void LockSettingsPage::choose()
{
    m_minutes->setEnabled(m_idle->isChecked());
    m_context.appLock->choose({m_idle->isChecked(), m_minutes->value(), m_screen->isChecked(),
                               m_sleep->isChecked(), m_minimise->isChecked(),
                               m_start->isChecked()});
}

} // namespace taskward::ui
