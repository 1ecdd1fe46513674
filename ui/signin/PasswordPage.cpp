// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/PasswordPage.h"

#include "ui/ErrorText.h"
#include "ui/security/SecretField.h"
#include "ui/security/SecurityWords.h"
#include "ui/security/ServerCard.h"
#include "ui/signin/Fingerprint.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace taskward::ui {

PasswordPage::PasswordPage(client::AccountOpener& opener, Theme& theme, QWidget* parent)
    : SignInPage(theme, parent), m_opener(opener), m_card(new ServerCard(theme, this)),
      m_email(new QLineEdit(this)), m_password(new SecretField(theme, tr("Password"), this)),
      m_submit(new QPushButton(tr("Sign in"), this)), m_problem(new QFrame(this)),
      m_problemText(new QLabel(m_problem)), m_copy(new QToolButton(m_problem))
{
    setHeading(QStringLiteral("lock"), tr("Sign in"), {});
    column().addWidget(m_card);
    column().addSpacing(8);
    const auto addField = [this](const QString& name, QWidget& field) {
        auto* label = new QLabel(name, this);
        label->setBuddy(&field);
        column().addWidget(label);
        column().addWidget(&field);
    };
    addField(tr("&E-mail"), *m_email);
    addField(tr("&Password"), *m_password);
    m_email->setAccessibleName(tr("E-mail"));
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_problem->setObjectName(QStringLiteral("problem"));
    auto* problem = new QHBoxLayout(m_problem);
    problem->setContentsMargins(12, 8, 8, 8);
    m_problemText->setWordWrap(true);
    m_problemText->setTextFormat(Qt::PlainText);
    problem->addWidget(m_problemText, 1);
    m_copy->setAccessibleName(tr("Copy the reference"));
    m_copy->setToolTip(tr("Copy the reference for whoever helps"));
    m_copy->setIcon(makeIcon(QStringLiteral("copy"), theme.palette().danger));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    problem->addWidget(m_copy);
    m_problem->hide();
    column().addWidget(m_problem);
    column().addSpacing(8);
    m_submit->setProperty("kind", QStringLiteral("primary"));
    m_submit->setMinimumHeight(36);
    column().addWidget(m_submit);
    addBack();
    connect(m_email, &QLineEdit::returnPressed, m_password, [this] { m_password->setFocus(); });
    connect(&m_password->edit(), &QLineEdit::returnPressed, this, &PasswordPage::submit);
    connect(m_submit, &QPushButton::clicked, this, &PasswordPage::submit);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_reference); });
}

void PasswordPage::start(const client::ServerIdentity& server, const QString& email,
                         const QStringList& known)
{
    m_server = server;
    m_card->present(ServerSight::of(server), known);
    const QString pin = groupedFingerprint(std::string_view(server.spkiSha256).substr(0, 16));
    m_card->setPinWords(server.pinnedByCode ? tr("Recognised by the connect code: %1 …").arg(pin)
                        : server.trustedByStore
                            ? tr("Vouched for by your system: %1 …").arg(pin)
                            : tr("The fingerprint you compared: %1 …").arg(pin));
    m_email->setText(email);
    m_password->edit().clear();
    m_problem->hide();
    setBusy(false);
    (email.isEmpty() ? static_cast<QWidget*>(m_email) : m_password)->setFocus();
}

void PasswordPage::setBusy(bool busy)
{
    m_email->setEnabled(!busy);
    m_password->setEnabled(!busy);
    m_submit->setEnabled(!busy);
    m_submit->setText(busy ? tr("Signing in…") : tr("Sign in"));
}

void PasswordPage::showProblem(const Error& error)
{
    // The same words for an unknown person and a wrong password.
    m_problemText->setText(error.code == ErrorCode::Unauthenticated
                               ? tr("E-mail or password is not right.")
                               : proofProblem(error));
    m_reference = errorReference(error);
    m_problem->setAccessibleName(m_problemText->text());
    m_problem->show();
}

QCoro::Task<void> PasswordPage::submit()
{
    const QPointer<PasswordPage> self(this);
    if (m_email->text().trimmed().isEmpty()) {
        m_email->setFocus();
        co_return;
    }
    if (m_password->isEmpty()) {
        m_password->setFocus();
        co_return;
    }
    const std::string email = fromQt(m_email->text().trimmed());
    Secret password = m_password->take();
    m_problem->hide();
    setBusy(true);
    const client::ServerIdentity server = m_server;
    auto signingIn = m_opener.signIn(server, email, std::move(password));
    Result<std::unique_ptr<client::Workspace>> opened = co_await signingIn;
    if (!self)
        co_return;
    setBusy(false);
    if (!opened) {
        if (opened.error().code != ErrorCode::Cancelled) // of the second step, by the person
            showProblem(opened.error());
        m_password->setFocus();
        co_return;
    }
    m_workspace = std::move(*opened);
    emit signedIn();
}

} // namespace taskward::ui
