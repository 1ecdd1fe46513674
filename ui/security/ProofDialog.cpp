// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/ProofDialog.h"

#include "ui/security/CodeField.h"
#include "ui/security/SecretField.h"
#include "ui/security/SecurityWords.h"
#include "ui/security/ServerCard.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

ProofDialog::ProofDialog(Theme& theme, const ServerSight& server, const QString& email,
                         bool withCode, const std::optional<Error>& last, QWidget* parent)
    : Sheet(theme, tr("Confirm that it is you"),
            tr("What you asked for is done as soon as you confirm."), parent),
      m_password(new SecretField(theme, tr("Password"), this))
{
    auto* card = new ServerCard(theme, this);
    card->present(server);
    body().addWidget(card);
    addField(email.isEmpty() ? tr("&Password") : tr("&Password of %1").arg(email), *m_password,
             m_password->edit());
    if (withCode) {
        m_code = new CodeField(theme, CodeField::Takes::Either, this);
        addField(tr("&Code of your authenticator, or a recovery code"), *m_code, *m_code);
    }
    if (last)
        showProblem(proofProblem(*last));
    QPushButton* verb = addVerb(tr("Confirm"));
    connect(addOther(tr("Cancel")), &QPushButton::clicked, this, &QDialog::reject);
    connect(verb, &QPushButton::clicked, this, &ProofDialog::confirm);
    m_password->setFocus();
}

void ProofDialog::confirm()
{
    if (m_password->isEmpty()) {
        m_password->setFocus();
        return;
    }
    if (m_code && !m_code->isComplete()) {
        m_code->setFocus();
        return;
    }
    m_proof.password = m_password->take();
    if (m_code)
        m_proof.code = m_code->take();
    accept();
}

} // namespace taskward::ui
