// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/TotpWizard.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/security/ClipboardGuard.h"
#include "ui/security/CodeField.h"
#include "ui/security/QrView.h"
#include "ui/security/RecoveryCodesView.h"
#include "ui/security/SecurityWords.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

/// Four groups of four on a line.
QString inLines(const Secret& key)
{
    QString text = QString::fromUtf8(key.text().data(), qsizetype(key.size()));
    text.remove(QLatin1Char(' '));
    QString lines;
    for (qsizetype i = 0; i < text.size(); i += 4) {
        if (i > 0)
            lines += i % 16 == 0 ? QLatin1Char('\n') : QLatin1Char(' ');
        lines += QStringView(text).mid(i, 4);
    }
    return lines;
}

QWidget* alone(QWidget* inside)
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    if (inside)
        layout->addWidget(inside);
    layout->addStretch();
    return page;
}

} // namespace

TotpWizard::TotpWizard(Context context, Task task, QWidget* parent)
    : Sheet(*context.theme, {}, {}, parent), m_context(context),
      m_security(*context.workspace->security()), m_task(task), m_pages(new QStackedWidget(this)),
      m_qr(new QrView), m_keyText(new QLabel),
      m_code(new CodeField(*context.theme, CodeField::Takes::Digits)),
      m_codes(new RecoveryCodesView(*context.theme, toQt(context.workspace->me().email))),
      m_proof(new CodeField(*context.theme, CodeField::Takes::RecoveryCode)),
      m_note(new QLabel(this))
{
    setMinimumWidth(600);
    m_code->setObjectName(QStringLiteral("code"));
    m_proof->setObjectName(QStringLiteral("proof"));
    m_pages->addWidget(alone(nullptr));
    m_pages->addWidget(makeScan());
    m_pages->addWidget(alone(m_codes));
    QWidget* proving = alone(nullptr);
    auto* label = new QLabel(tr("&One of the ten codes"), proving);
    label->setBuddy(m_proof);
    m_proof->setAccessibleName(tr("One of the ten codes"));
    auto* inside = qobject_cast<QVBoxLayout*>(proving->layout());
    inside->insertWidget(0, label);
    inside->insertWidget(1, m_proof);
    m_pages->addWidget(proving);
    m_pages->addWidget(alone(nullptr));
    body().addWidget(m_pages);
    m_note->setProperty("tone", QStringLiteral("muted"));
    m_note->setWordWrap(true);
    m_note->hide();
    body().addWidget(m_note);
    m_verb = addVerb({});
    m_cancel = addOther(tr("Cancel"));
    m_back = addOther(tr("Back to the codes"));
    m_back->setObjectName(QStringLiteral("back"));
    connect(m_verb, &QPushButton::clicked, this, &TotpWizard::onVerb);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(Step::Keep); });
    connect(m_codes, &RecoveryCodesView::kept, this, [this](const QString& how) {
        m_note->setText(how);
        m_note->show();
        showProblem({});
    });
    connect(m_codes, &RecoveryCodesView::failed, this, &TotpWizard::onFailed);
    goTo(Step::Begin);
}

QWidget* TotpWizard::makeScan()
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    row->addWidget(m_qr, 0, Qt::AlignTop);
    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    auto* caption = new QLabel(tr("Cannot scan? Type this key instead:"), page);
    caption->setWordWrap(true);
    right->addWidget(caption);
    QFont mono = theme().monospace();
    mono.setPointSizeF(11);
    m_keyText->setFont(mono);
    m_keyText->setTextFormat(Qt::PlainText);
    m_keyText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    right->addWidget(m_keyText);
    auto* copy = new QPushButton(tr("Copy the key"), page);
    copy->setObjectName(QStringLiteral("copyKey"));
    copy->setProperty("kind", QStringLiteral("link"));
    copy->setAutoDefault(false);
    right->addWidget(copy, 0, Qt::AlignLeft);
    right->addSpacing(12);
    auto* label = new QLabel(tr("&Code that the phone shows"), page);
    label->setBuddy(m_code);
    right->addWidget(label);
    m_code->setAccessibleName(tr("Code that the phone shows"));
    m_code->setAccessibleDescription(tr("Six digits"));
    right->addWidget(m_code);
    right->addStretch();
    row->addLayout(right, 1);
    connect(copy, &QPushButton::clicked, this, &TotpWizard::copyKey);
    return page;
}

QString TotpWizard::verbOf(Step step, Task task)
{
    switch (step) {
    case Step::Begin:
        return task == Task::SetUp ? tr("Continue") : tr("Make new codes");
    case Step::Scan:
        return tr("Confirm");
    case Step::Keep:
        return tr("I have kept them");
    case Step::Prove:
        return tr("Finish");
    case Step::Done:
        return tr("Close");
    }
    return {};
}

void TotpWizard::goTo(Step step)
{
    m_step = step;
    // The dialog is as high as the page that is shown, not as the highest one.
    for (int i = 0; i < m_pages->count(); ++i)
        m_pages->widget(i)->setSizePolicy(
            QSizePolicy::Preferred, i == int(step) ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_pages->setCurrentIndex(int(step));
    showProblem({});
    m_note->hide();
    m_verb->setText(verbOf(step, m_task));
    m_cancel->setVisible(step == Step::Begin || step == Step::Scan);
    m_back->setVisible(step == Step::Prove);
    switch (step) {
    case Step::Begin:
        if (m_task == Task::SetUp)
            setHeading(tr("Set up a second factor"),
                       tr("Signing in then asks for your password and for a code of your phone. "
                          "You need an authenticator on the phone: Aegis, FreeOTP, 2FAS and every "
                          "other one will do. First you confirm that it is you."));
        else
            setHeading(tr("New recovery codes"), tr("The ones that you have end. First you confirm "
                                                    "that it is you."));
        m_verb->setFocus();
        break;
    case Step::Scan:
        setHeading(tr("Scan this with your phone"),
                   tr("In the authenticator, add an account and point the camera here. Then type "
                      "the code that it shows."));
        m_code->setFocus();
        break;
    case Step::Keep:
        setHeading(tr("Keep these recovery codes"),
                   tr("When the phone is lost, broken or new, one of these lets you in. Each works "
                      "once. They are shown this one time."));
        m_codes->findChild<QPushButton*>(QStringLiteral("print"))->setFocus();
        break;
    case Step::Prove:
        setHeading(tr("Type one of them"), tr("From where you kept it, on paper or in your "
                                              "password manager. It is not used up by this."));
        m_proof->clear();
        m_proof->setFocus();
        break;
    case Step::Done:
        setHeading(m_task == Task::SetUp ? tr("The second factor is set up")
                                         : tr("The new codes are in force"),
                   tr("Ten recovery codes are left. Taskward tells you when they run low."));
        m_codes->clear();
        m_verb->setFocus();
        break;
    }
    fit();
}

void TotpWizard::setBusy(bool busy)
{
    m_pages->setEnabled(!busy);
    m_verb->setEnabled(!busy);
    m_back->setEnabled(!busy);
    m_verb->setText(busy ? tr("One moment…") : verbOf(m_step, m_task));
}

void TotpWizard::onVerb()
{
    switch (m_step) {
    case Step::Begin:
        begin();
        break;
    case Step::Scan:
        if (m_code->isComplete())
            confirm();
        else
            m_code->setFocus();
        break;
    case Step::Keep:
        goTo(Step::Prove);
        break;
    case Step::Prove:
        if (m_proof->isComplete())
            prove();
        else
            m_proof->setFocus();
        break;
    case Step::Done:
        accept();
        break;
    }
}

void TotpWizard::copyKey()
{
    QByteArray bare(m_key.text().data(), qsizetype(m_key.size()));
    bare.replace(' ', QByteArray());
    ClipboardGuard::copy(Secret::fromText({bare.constData(), std::size_t(bare.size())}));
    wipe(bare.data(), std::size_t(bare.size()));
    m_note->setText(tr("Copied for 30 seconds."));
    m_note->show();
}

void TotpWizard::onFailed(const Error& error)
{
    // Not going on is the person's own choice: nothing to complain about.
    showProblem(error.code == ErrorCode::Cancelled ? QString() : proofProblem(error));
}

QCoro::Task<void> TotpWizard::begin()
{
    const QPointer<TotpWizard> self(this);
    setBusy(true);
    if (m_task == Task::RenewCodes) {
        auto renewing = m_security.renewRecoveryCodes();
        Result<std::vector<Secret>> codes = co_await renewing;
        if (!self)
            co_return;
        setBusy(false);
        if (!codes) {
            onFailed(codes.error());
            co_return;
        }
        m_codes->present(std::move(*codes));
        emit changed();
        goTo(Step::Keep);
        co_return;
    }
    auto enrolling = m_security.enrolTotp();
    Result<client::TotpOffer> offer = co_await enrolling;
    if (!self)
        co_return;
    setBusy(false);
    if (!offer) {
        onFailed(offer.error());
        co_return;
    }
    m_key = std::move(offer->key);
    m_qr->present(offer->otpauthUri);
    m_keyText->setText(inLines(m_key));
    m_keyText->setAccessibleName(tr("Key: %1").arg(m_keyText->text().simplified()));
    goTo(Step::Scan);
}

QCoro::Task<void> TotpWizard::confirm()
{
    const QPointer<TotpWizard> self(this);
    Secret code = m_code->take();
    setBusy(true);
    auto confirming = m_security.confirmTotp(std::move(code));
    Result<std::vector<Secret>> codes = co_await confirming;
    if (!self)
        co_return;
    setBusy(false);
    if (!codes) {
        onFailed(codes.error());
        m_code->setFocus();
        co_return;
    }
    m_key = {};
    m_qr->clear();
    m_keyText->clear();
    m_keyText->setAccessibleName({});
    m_codes->present(std::move(*codes));
    emit changed();
    goTo(Step::Keep);
}

QCoro::Task<void> TotpWizard::prove()
{
    const QPointer<TotpWizard> self(this);
    Secret code = m_proof->take();
    setBusy(true);
    auto proving = m_security.proveRecoveryCode(std::move(code));
    const Status proved = co_await proving;
    if (!self)
        co_return;
    setBusy(false);
    if (!proved) {
        const bool wrong = proved.error().code == ErrorCode::CodeWrong;
        showProblem(wrong ? tr("This is none of the ten codes. Look again where you kept them.")
                          : proofProblem(proved.error()));
        m_proof->setFocus();
        co_return;
    }
    emit changed();
    goTo(Step::Done);
}

} // namespace taskward::ui
