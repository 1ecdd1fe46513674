// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/NotMeDialog.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/security/ChangePasswordDialog.h"
#include "ui/security/TotpWizard.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

NotMeDialog::NotMeDialog(Context context, std::optional<SecurityEventId> event, QWidget* parent)
    : Sheet(*context.theme, tr("This was not you?"),
            tr("All your other devices are signed out at once and your keys for scripts are "
               "frozen. Then you set a new password and a new second factor. Your tasks stay as "
               "they are, and what happened stays in the list of events."),
            parent),
      m_context(context), m_security(*context.workspace->security()), m_event(std::move(event)),
      m_verb(addVerb(tr("Lock them out"))), m_cancel(addOther(tr("Cancel")))
{
    setMinimumWidth(520);
    connect(m_verb, &QPushButton::clicked, this, &NotMeDialog::report);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_verb->setFocus();
}

QCoro::Task<void> NotMeDialog::report()
{
    const QPointer<NotMeDialog> self(this);
    m_verb->setEnabled(false);
    std::optional<SecurityEventId> event = m_event;
    auto reporting = m_security.notMe(std::move(event));
    const Result<contract::NotMe::Response> outcome = co_await reporting;
    if (!self)
        co_return;
    m_verb->setEnabled(true);
    if (!outcome) {
        showProblem(errorSentence(outcome.error()));
        co_return;
    }
    emit done();
    showNext(*outcome);
}

void NotMeDialog::showNext(const contract::NotMe::Response& outcome)
{
    showProblem({});
    setHeading(tr("They are locked out"),
               tr("Devices signed out: %1. Keys frozen: %2. Now make sure that they cannot come "
                  "back.")
                   .arg(outcome.endedSessions)
                   .arg(outcome.frozenKeys));
    disconnect(m_verb, nullptr, this, nullptr);
    m_verb->setText(tr("1. Set a new password…"));
    auto* factor = new QPushButton(tr("2. Set up the second factor anew…"), this);
    factor->setObjectName(QStringLiteral("factor"));
    factor->setAutoDefault(false);
    body().addWidget(factor, 0, Qt::AlignLeft);
    m_cancel->setText(tr("Close"));
    connect(m_verb, &QPushButton::clicked, this, [this, factor] {
        auto* dialog = new ChangePasswordDialog(m_context, false, this);
        connect(dialog, &ChangePasswordDialog::changed, this, [this, factor] {
            m_verb->setText(tr("1. The password is new"));
            m_verb->setEnabled(false);
            factor->setFocus();
        });
        dialog->open();
    });
    connect(factor, &QPushButton::clicked, this, [this] {
        auto* wizard = new TotpWizard(m_context, TotpWizard::Task::SetUp, this);
        connect(wizard, &QDialog::accepted, this, &QDialog::accept);
        wizard->open();
    });
    m_verb->setFocus();
}

} // namespace taskward::ui
