// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/TroublePage.h"

#include "ui/ErrorText.h"
#include "ui/signin/TroubleWords.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace taskward::ui {

TroublePage::TroublePage(Theme& theme, QWidget* parent)
    : SignInPage(theme, parent), m_unlock(new QPushButton(tr("Unlock the keychain"), this)),
      m_retry(new QPushButton(tr("Try again"), this)),
      m_rebuild(new QPushButton(tr("Read anew from the server"), this)),
      m_examine(new QPushButton(tr("Look at the keychain…"), this)),
      m_reference(new QToolButton(this)), m_note(new QLabel(this))
{
    m_note->setProperty("tone", QStringLiteral("warning"));
    m_note->setWordWrap(true);
    m_note->setAccessibleName(tr("Outcome"));
    column().addWidget(m_note);
    column().addSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_unlock->setProperty("kind", QStringLiteral("primary"));
    buttons->addWidget(m_unlock);
    m_retry->setProperty("kind", QStringLiteral("primary"));
    m_retry->setObjectName(QStringLiteral("retry"));
    m_rebuild->setObjectName(QStringLiteral("rebuild"));
    buttons->addWidget(m_retry);
    buttons->addWidget(m_rebuild);
    buttons->addStretch();
    column().addLayout(buttons);
    m_examine->setObjectName(QStringLiteral("examine"));
    m_examine->setProperty("kind", QStringLiteral("link"));
    column().addSpacing(4);
    column().addWidget(m_examine, 0, Qt::AlignLeft);
    column().addSpacing(16);
    m_reference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_reference->setToolTip(tr("Copy the reference for whoever helps"));
    m_reference->setFocusPolicy(Qt::StrongFocus);
    m_reference->setFont(theme.font(Theme::Text::Small));
    m_reference->setIconSize({14, 14});
    column().addWidget(m_reference, 0, Qt::AlignLeft);
    connect(m_unlock, &QPushButton::clicked, this, &TroublePage::unlockRequested);
    connect(m_retry, &QPushButton::clicked, this, &TroublePage::retryRequested);
    connect(m_rebuild, &QPushButton::clicked, this, &TroublePage::rebuildRequested);
    connect(m_examine, &QPushButton::clicked, this, &TroublePage::examineRequested);
    connect(m_reference, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_reference->text()); });
}

void TroublePage::start(const Error& error, const QString& note)
{
    const TroubleWords words = troubleWords(error);
    setHeading(words.icon, words.title, words.text);
    m_rebuild->setVisible(words.mayRebuild);
    m_examine->setVisible(words.isOfKeychain);
    m_reference->setText(errorReference(error));
    m_reference->setAccessibleName(tr("Copy the reference %1").arg(m_reference->text()));
    m_reference->setIcon(makeIcon(QStringLiteral("copy"), theme().palette().muted));
    m_isLocked = error.code == ErrorCode::KeychainLocked;
    m_unlock->setVisible(m_isLocked);
    m_retry->setProperty("kind", m_isLocked ? QVariant() : QVariant(QStringLiteral("primary")));
    m_retry->style()->unpolish(m_retry);
    m_retry->style()->polish(m_retry);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setBusy(false);
    (m_isLocked ? m_unlock : m_retry)->setFocus();
}

void TroublePage::setBusy(bool busy)
{
    m_unlock->setEnabled(!busy);
    m_unlock->setText(busy ? tr("Waiting for the keychain…") : tr("Unlock the keychain"));
    m_retry->setEnabled(!busy);
    m_rebuild->setEnabled(!busy);
    m_examine->setEnabled(!busy);
    m_retry->setText(busy && !m_isLocked ? tr("Trying…") : tr("Try again"));
}

} // namespace taskward::ui
