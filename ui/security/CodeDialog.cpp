// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/CodeDialog.h"

#include "ui/security/CodeField.h"
#include "ui/security/SecurityWords.h"
#include "ui/security/ServerCard.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace taskward::ui {

CodeDialog::CodeDialog(Theme& theme, const Clock& clock, const ServerSight& server,
                       const contract::Challenge& challenge, const std::optional<Error>& last,
                       QWidget* parent)
    : Sheet(theme, tr("Second step"),
            tr("Open the authenticator on your phone and type the code that it shows for "
               "Taskward. Nobody, from your organisation or elsewhere, will ever ask you for this "
               "code."),
            parent),
      m_clock(clock),
      m_endsAtMs(clock.monotonicMs() + challenge.expiresAt.ms - challenge.serverTime.ms),
      m_triesLeft(challenge.attemptsLeft),
      m_code(new CodeField(theme, CodeField::Takes::Either, this)), m_left(new QLabel(this)),
      m_timer(new QTimer(this))
{
    auto* card = new ServerCard(theme, this);
    card->present(server);
    body().addWidget(card);
    addField(tr("&Code"), *m_code, *m_code);
    m_code->setAccessibleDescription(tr("Six digits of your authenticator, or a recovery code"));
    m_left->setProperty("tone", QStringLiteral("muted"));
    m_left->setFont(theme.font(Theme::Text::Small));
    m_left->setWordWrap(true);
    body().addWidget(m_left);
    auto* lost = new QPushButton(tr("The phone is not at hand"), this);
    lost->setProperty("kind", QStringLiteral("link"));
    lost->setAutoDefault(false);
    body().addWidget(lost, 0, Qt::AlignLeft);
    connect(lost, &QPushButton::clicked, this, [this] {
        setHeading(tr("Use a recovery code"),
                   tr("Type one of the ten codes that you kept when you set up the second factor. "
                      "Each works once. If they are lost too, an administrator can take the "
                      "factor away; they never see it."));
        m_code->setTakes(CodeField::Takes::RecoveryCode);
        m_code->clear();
        m_code->setFocus();
    });
    m_verb = addVerb(tr("Sign in"));
    connect(m_verb, &QPushButton::clicked, this, &CodeDialog::confirm);
    connect(addOther(tr("Cancel")), &QPushButton::clicked, this, &QDialog::reject);
    if (last)
        showProblem(proofProblem(*last));
    connect(m_timer, &QTimer::timeout, this, &CodeDialog::tick);
    m_timer->start(1000);
    tick();
    m_code->setFocus();
}

void CodeDialog::tick()
{
    const std::int64_t left = (m_endsAtMs - m_clock.monotonicMs()) / 1000;
    if (left <= 0) {
        m_timer->stop();
        m_verb->setEnabled(false);
        m_code->setEnabled(false);
        m_left->setText(tr("The time is over. Close this and sign in again."));
        return;
    }
    const QString time =
        QStringLiteral("%1:%2").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0'));
    m_left->setText(tr("Tries left: %1  ·  time left: %2").arg(m_triesLeft).arg(time));
}

void CodeDialog::confirm()
{
    if (!m_code->isComplete()) {
        m_code->setFocus();
        return;
    }
    m_secret = m_code->take();
    accept();
}

} // namespace taskward::ui
