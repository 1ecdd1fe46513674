// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/SecurityPage.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/security/ApiKeyList.h"
#include "ui/security/ChangePasswordDialog.h"
#include "ui/security/DeviceList.h"
#include "ui/security/EventList.h"
#include "ui/security/Line.h"
#include "ui/security/LineGroup.h"
#include "ui/security/NotMeDialog.h"
#include "ui/security/SecurityWords.h"
#include "ui/settings/SettingRow.h"
#include "ui/shell/ConfirmDialog.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

constexpr std::int64_t kFewCodes = 3;

QString dateOf(Timestamp time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time.ms).date(),
                              QStringLiteral("d MMMM yyyy"));
}

} // namespace

SecurityPage::SecurityPage(Context context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    client::Security* security = context.workspace->security();
    if (security) {
        build(*security);
    } else {
        addSentence(*layout,
                    tr("These tasks are on this computer alone. There is no account that somebody "
                       "else could sign in to, and nothing to set here: your login to this "
                       "computer and its keychain protect them."),
                    this);
        layout->addStretch();
    }
}

void SecurityPage::build(client::Security& security)
{
    auto& layout = *qobject_cast<QVBoxLayout*>(this->layout());
    Theme& theme = *m_context.theme;
    m_problem = new QLabel(this);
    m_problem->setProperty("tone", QStringLiteral("danger"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout.addWidget(m_problem);
    m_state = new LineGroup(theme, this);
    m_state->say(tr("Reading…"));
    layout.addWidget(m_state);
    addGroupHeading(layout, theme, tr("Devices"), this);
    m_devices = new DeviceList(m_context, this);
    layout.addWidget(m_devices);
    addGroupHeading(layout, theme, tr("Keys for scripts"), this);
    m_keys = new ApiKeyList(m_context, this);
    layout.addWidget(m_keys);
    addGroupHeading(layout, theme, tr("What happened"), this);
    m_events = new EventList(m_context, this);
    layout.addWidget(m_events);
    layout.addStretch();
    connect(m_devices, &DeviceList::failed, this, &SecurityPage::showProblem);
    connect(m_keys, &ApiKeyList::failed, this, &SecurityPage::showProblem);
    connect(m_events, &EventList::notMeRequested, this, &SecurityPage::reportNotMe);
    connect(&security, &client::Security::noticed, m_events, &EventList::read);
}

void SecurityPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_state || event->spontaneous())
        return;
    read();
    m_devices->read();
    m_keys->read();
    m_events->read();
}

void SecurityPage::showProblem(const Error& error)
{
    const QString words = error.code == ErrorCode::Cancelled ? QString() : proofProblem(error);
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

QCoro::Task<void> SecurityPage::read()
{
    const QPointer<SecurityPage> self(this);
    auto reading = m_context.workspace->security()->state();
    const Result<contract::GetSecurity::Response> state = co_await reading;
    if (!self)
        co_return;
    if (state)
        showState(*state);
    else
        m_state->say(errorSentence(state.error()));
}

void SecurityPage::showState(const contract::GetSecurity::Response& state)
{
    m_hasFactor = state.totp;
    m_state->clear();
    addFactor(state);
    auto* password = new Line(*m_context.theme, QStringLiteral("key-round"), tr("Password"),
                              tr("Set on %1").arg(dateOf(state.passwordSetAt)), m_state);
    m_state->add(password);
    auto* change = password->addLink(tr("Change…"));
    change->setObjectName(QStringLiteral("changePassword"));
    connect(change, &QPushButton::clicked, this, &SecurityPage::changePassword);
}

void SecurityPage::addFactor(const contract::GetSecurity::Response& state)
{
    Theme& theme = *m_context.theme;
    const QString icon = QStringLiteral("smartphone");
    if (!state.totp) {
        QString detail = tr("Whoever learns your password can sign in.");
        if (state.factorRequired)
            detail = state.factorDeadline ? tr("Your organisation asks for it from %1 on.")
                                                .arg(dateOf(*state.factorDeadline))
                                          : tr("Your organisation asks for it.");
        auto* line = new Line(theme, icon, tr("Second factor"), detail, m_state);
        line->addBadge(tr("Not set up"), QStringLiteral("warning"));
        m_state->add(line);
        auto* setUp = line->addLink(tr("Set up…"));
        setUp->setObjectName(QStringLiteral("setUpFactor"));
        connect(setUp, &QPushButton::clicked, this, &SecurityPage::setUpFactor);
        return;
    }
    auto* line =
        new Line(theme, icon, tr("Second factor"),
                 state.totpSince ? tr("An authenticator, since %1").arg(dateOf(*state.totpSince))
                                 : tr("An authenticator"),
                 m_state);
    line->addBadge(tr("On"), QStringLiteral("good"));
    m_state->add(line);
    connect(line->addLink(tr("Another phone…")), &QPushButton::clicked, this,
            &SecurityPage::setUpFactor);
    if (!state.factorRequired) {
        auto* off = line->addLink(tr("Remove…"), true);
        off->setObjectName(QStringLiteral("removeFactor"));
        connect(off, &QPushButton::clicked, this, &SecurityPage::askToRemove);
    }
    const bool few = state.recoveryCodesLeft <= kFewCodes;
    const QString detail = state.recoveryCodesSaved
                               ? tr("%1 are left").arg(state.recoveryCodesLeft)
                               : tr("You have not shown yet that you kept them");
    auto* codes =
        new Line(theme, QStringLiteral("list-checks"), tr("Recovery codes"), detail, m_state);
    if (!state.recoveryCodesSaved)
        codes->addBadge(tr("Not kept"), QStringLiteral("warning"));
    else if (few)
        codes->addBadge(tr("Few left"), QStringLiteral("warning"));
    m_state->add(codes);
    auto* renew = codes->addLink(tr("New codes…"));
    renew->setObjectName(QStringLiteral("renewCodes"));
    connect(renew, &QPushButton::clicked, this,
            [this] { openWizard(TotpWizard::Task::RenewCodes); });
}

void SecurityPage::openWizard(TotpWizard::Task task)
{
    auto* wizard = new TotpWizard(m_context, task, window());
    connect(wizard, &TotpWizard::changed, this, &SecurityPage::read);
    wizard->open();
}

void SecurityPage::setUpFactor()
{
    if (m_context.workspace->security())
        openWizard(TotpWizard::Task::SetUp);
}

void SecurityPage::changePassword()
{
    if (!m_context.workspace->security())
        return;
    auto* dialog = new ChangePasswordDialog(m_context, m_hasFactor, window());
    connect(dialog, &ChangePasswordDialog::changed, this, &SecurityPage::read);
    connect(dialog, &ChangePasswordDialog::changed, m_devices, &DeviceList::read);
    dialog->open();
}

void SecurityPage::reportNotMe(const SecurityEventId& id)
{
    auto* dialog = new NotMeDialog(m_context, id, window());
    connect(dialog, &NotMeDialog::done, m_devices, &DeviceList::read);
    connect(dialog, &NotMeDialog::done, m_keys, &ApiKeyList::read);
    connect(dialog, &NotMeDialog::done, m_events, &EventList::read);
    connect(dialog, &QDialog::finished, this, &SecurityPage::read);
    dialog->open();
}

void SecurityPage::askToRemove()
{
    auto* dialog = new ConfirmDialog(
        m_context, tr("Remove the second factor?"),
        tr("From then on the password alone lets in. Your recovery codes end too."), tr("Remove"),
        window());
    connect(dialog, &ConfirmDialog::accepted, this, &SecurityPage::remove);
    dialog->open();
}

QCoro::Task<void> SecurityPage::remove()
{
    const QPointer<SecurityPage> self(this);
    auto removing = m_context.workspace->security()->removeTotp();
    const Status removed = co_await removing;
    if (!self)
        co_return;
    if (!removed)
        showProblem(removed.error());
    co_await read();
}

} // namespace taskward::ui
