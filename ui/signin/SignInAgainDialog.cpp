// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/SignInAgainDialog.h"

#include "ui/Text.h"
#include "ui/security/SecretField.h"
#include "ui/security/SecurityWords.h"
#include "ui/security/ServerCard.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

SignInAgainDialog::SignInAgainDialog(Context context, QWidget* parent)
    : QDialog(parent), m_context(context),
      m_password(new SecretField(*context.theme, tr("Password"), this)),
      m_problem(new QLabel(this)), m_ok(new QPushButton(tr("Sign in"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sign in again"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    auto* title = new QLabel(windowTitle(), this);
    title->setFont(m_context.theme->font(Theme::Text::Large));
    layout->addWidget(title);
    auto* card = new ServerCard(*m_context.theme, this);
    card->present(ServerSight::of(m_context));
    layout->addWidget(card);
    layout->addSpacing(8);
    auto* label =
        new QLabel(tr("&Password of %1").arg(toQt(m_context.workspace->me().email)), this);
    label->setBuddy(m_password);
    layout->addWidget(label);
    m_password->setMinimumWidth(380);
    layout->addWidget(m_password);
    m_problem->setProperty("tone", QStringLiteral("danger"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    auto* cancel = new QPushButton(tr("Later"), this);
    cancel->setAutoDefault(false);
    m_ok->setProperty("kind", QStringLiteral("primary"));
    m_ok->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_ok);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ok, &QPushButton::clicked, this, &SignInAgainDialog::submit);
}

QCoro::Task<void> SignInAgainDialog::submit()
{
    const QPointer<SignInAgainDialog> self(this);
    if (m_password->isEmpty())
        co_return;
    Secret password = m_password->take();
    m_ok->setEnabled(false);
    m_ok->setText(tr("Signing in…"));
    auto signingIn = m_context.workspace->signInAgain(std::move(password));
    const Status status = co_await signingIn;
    if (!self)
        co_return;
    if (status) {
        accept();
        co_return;
    }
    m_ok->setEnabled(true);
    m_ok->setText(tr("Sign in"));
    // Cancelled: the second step was closed, which is the person's own choice.
    m_problem->setText(proofProblem(status.error()));
    m_problem->setVisible(status.error().code != ErrorCode::Cancelled);
    m_password->setFocus();
}

} // namespace taskward::ui
