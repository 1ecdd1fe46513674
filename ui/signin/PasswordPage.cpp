// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/PasswordPage.h"

#include "ui/ErrorText.h"
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
    : SignInPage(theme, parent), m_opener(opener), m_name(new QLabel(this)),
      m_pin(new QLabel(this)), m_email(new QLineEdit(this)), m_password(new QLineEdit(this)),
      m_submit(new QPushButton(tr("Sign in"), this)), m_problem(new QFrame(this)),
      m_problemText(new QLabel(m_problem)), m_copy(new QToolButton(m_problem))
{
    setHeading(QStringLiteral("lock"), tr("Sign in"), {});
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 12, 16, 12);
    inside->setSpacing(2);
    m_name->setFont(theme.font(Theme::Text::Strong));
    m_name->setTextFormat(Qt::PlainText);
    m_pin->setFont(theme.font(Theme::Text::Small));
    m_pin->setProperty("tone", QStringLiteral("muted"));
    m_pin->setTextFormat(Qt::PlainText);
    inside->addWidget(m_name);
    inside->addWidget(m_pin);
    column().addWidget(card);
    column().addSpacing(8);
    const auto addField = [this](const QString& name, QLineEdit& field) {
        auto* label = new QLabel(name, this);
        label->setBuddy(&field);
        column().addWidget(label);
        column().addWidget(&field);
    };
    addField(tr("&E-mail"), *m_email);
    addField(tr("&Password"), *m_password);
    m_email->setAccessibleName(tr("E-mail"));
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(int(limits::kMaxPasswordChars));
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
    connect(m_password, &QLineEdit::returnPressed, this, &PasswordPage::submit);
    connect(m_submit, &QPushButton::clicked, this, &PasswordPage::submit);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_reference); });
}

void PasswordPage::start(const client::ServerIdentity& server, const QString& email)
{
    m_server = server;
    m_name->setText(toQt(server.serverName) + QStringLiteral("  ·  ") + toQt(server.url));
    const QString pin = groupedFingerprint(std::string_view(server.spkiSha256).substr(0, 16));
    m_pin->setText(server.pinnedByCode     ? tr("Recognised by the connect code: %1 …").arg(pin)
                   : server.trustedByStore ? tr("Vouched for by your system: %1 …").arg(pin)
                                           : tr("The fingerprint you compared: %1 …").arg(pin));
    m_email->setText(email);
    m_password->clear();
    m_problem->hide();
    setBusy(false);
    (email.isEmpty() ? m_email : m_password)->setFocus();
}

Secret PasswordPage::takePassword(QLineEdit& field)
{
    QString text = field.text();
    // The field's own buffer goes with clear(); what Qt copied on the way is out of reach, which is
    // why the text leaves the widget before anything else happens.
    field.clear();
    QByteArray bytes = text.toUtf8();
    Secret secret = Secret::fromText({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    return secret;
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
                               : errorSentence(error));
    m_reference = errorReference(error);
    m_problem->setAccessibleName(m_problemText->text());
    m_problem->show();
}

QCoro::Task<void> PasswordPage::submit()
{
    const QPointer<PasswordPage> self(this);
    if (m_email->text().trimmed().isEmpty() || m_password->text().isEmpty()) {
        (m_password->text().isEmpty() && !m_email->text().isEmpty() ? m_password : m_email)
            ->setFocus();
        co_return;
    }
    const std::string email = fromQt(m_email->text().trimmed());
    Secret password = takePassword(*m_password);
    m_problem->hide();
    setBusy(true);
    const client::ServerIdentity server = m_server;
    auto signingIn = m_opener.signIn(server, email, std::move(password));
    Result<std::unique_ptr<client::Workspace>> opened = co_await signingIn;
    if (!self)
        co_return;
    setBusy(false);
    if (!opened) {
        showProblem(opened.error());
        m_password->setFocus();
        co_return;
    }
    m_workspace = std::move(*opened);
    emit signedIn();
}

} // namespace taskward::ui
