// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/ChangePasswordDialog.h"

#include "client/Workspace.h"
#include "ui/Text.h"
#include "ui/security/NewPasswordFields.h"
#include "ui/security/SecretField.h"
#include "ui/security/SecurityWords.h"
#include "ui/security/ServerCard.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

ChangePasswordDialog::ChangePasswordDialog(Context context, bool hasSecondFactor, QWidget* parent)
    : Sheet(*context.theme, tr("Change the password"), {}, parent),
      m_security(*context.workspace->security()),
      m_current(new SecretField(*context.theme, tr("Present password"), this)), m_fresh(nullptr),
      m_keep(new QCheckBox(tr("&Keep my other devices signed in"), this))
{
    setMinimumWidth(470);
    const client::Workspace& workspace = *context.workspace;
    auto* card = new ServerCard(*context.theme, this);
    card->present(ServerSight::of(context));
    body().addWidget(card);
    addField(tr("&Present password"), *m_current, m_current->edit());
    body().addSpacing(4);
    const crypto::PasswordRules rules{
        hasSecondFactor, crypto::passwordContext(workspace.membership().orgName,
                                                 workspace.me().name, workspace.me().email)};
    m_fresh = new NewPasswordFields(*context.theme, rules, NewPasswordFields::Kind::Password, this);
    body().addWidget(m_fresh);
    body().addWidget(m_keep);
    m_verb = addVerb(tr("Change it"));
    connect(m_verb, &QPushButton::clicked, this, &ChangePasswordDialog::submit);
    connect(addOther(tr("Cancel")), &QPushButton::clicked, this, &QDialog::reject);
    m_current->setFocus();
}

void ChangePasswordDialog::setBusy(bool busy)
{
    for (QWidget* widget : {static_cast<QWidget*>(m_current), static_cast<QWidget*>(m_fresh),
                            static_cast<QWidget*>(m_keep), static_cast<QWidget*>(m_verb)})
        widget->setEnabled(!busy);
    m_verb->setText(busy ? tr("One moment…") : tr("Change it"));
}

QCoro::Task<void> ChangePasswordDialog::submit()
{
    const QPointer<ChangePasswordDialog> self(this);
    const QString missing =
        m_current->isEmpty() ? tr("Type your present password.") : m_fresh->problem();
    showProblem(missing);
    if (!missing.isEmpty())
        co_return;
    Secret current = m_current->take();
    Secret password = m_fresh->take();
    setBusy(true);
    auto changing =
        m_security.changePassword(std::move(current), std::move(password), m_keep->isChecked());
    const Status status = co_await changing;
    if (!self)
        co_return;
    setBusy(false);
    if (status) {
        emit changed();
        accept();
        co_return;
    }
    if (status.error().code == ErrorCode::PasswordRejected)
        showProblem(rejectionWords(status.error()));
    else if (status.error().code != ErrorCode::Cancelled)
        showProblem(proofProblem(status.error()));
    m_current->setFocus();
}

} // namespace taskward::ui
