// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/FingerprintPage.h"

#include "ui/Text.h"
#include "ui/security/ServerCard.h"
#include "ui/signin/Fingerprint.h"
#include "ui/style/Theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>

namespace taskward::ui {

FingerprintPage::FingerprintPage(Theme& theme, QWidget* parent)
    : SignInPage(theme, parent), m_card(new ServerCard(theme, this)),
      m_fingerprint(new QLabel(this)),
      m_compared(new QCheckBox(tr("I compared it: it is the same"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)), m_trust(new QPushButton(tr("Trust it"), this))
{
    column().addWidget(m_card);
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(20, 16, 20, 16);
    auto* caption = new QLabel(tr("Fingerprint of the server's key (SHA-256)"), card);
    caption->setProperty("tone", QStringLiteral("muted"));
    caption->setFont(theme.font(Theme::Text::Small));
    inside->addWidget(caption);
    QFont mono = theme.monospace();
    mono.setPointSizeF(12);
    m_fingerprint->setFont(mono);
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse |
                                           Qt::TextSelectableByKeyboard);
    inside->addWidget(m_fingerprint);
    column().addWidget(card);
    auto* how = new QLabel(tr("Ask whoever runs the server, by telephone or in person, for what "
                              "this command prints on it:\n\ntaskward-server cert fingerprint\n\n"
                              "If a single character differs, somebody may stand in between: "
                              "cancel, and tell them."),
                           this);
    how->setWordWrap(true);
    how->setTextFormat(Qt::PlainText);
    how->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column().addSpacing(8);
    column().addWidget(how);
    column().addSpacing(8);
    column().addWidget(m_compared);
    column().addSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setDefault(true);
    m_trust->setObjectName(QStringLiteral("trust"));
    m_trust->setAutoDefault(false);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_trust);
    buttons->addStretch();
    column().addLayout(buttons);
    connect(m_compared, &QCheckBox::toggled, m_trust, &QPushButton::setEnabled);
    connect(m_cancel, &QPushButton::clicked, this, &FingerprintPage::backRequested);
    connect(m_trust, &QPushButton::clicked, this, [this] { emit trusted(m_server); });
}

void FingerprintPage::start(const client::ServerIdentity& server, const QStringList& known)
{
    m_server = server;
    m_card->present(ServerSight::of(server), known);
    m_card->setPinWords(tr("Not trusted yet"));
    setHeading(QStringLiteral("key-round"), tr("Is this your server?"),
               tr("You meet %1 for the first time. Nobody vouches for it, so compare its "
                  "fingerprint once; afterwards Taskward recognises it by itself.")
                   .arg(toQt(server.url)));
    const QString grouped = groupedFingerprint(server.spkiSha256);
    m_fingerprint->setText(grouped);
    m_fingerprint->setAccessibleName(tr("Fingerprint %1").arg(grouped.simplified()));
    m_compared->setChecked(false);
    m_trust->setEnabled(false);
    m_cancel->setFocus();
}

} // namespace taskward::ui
