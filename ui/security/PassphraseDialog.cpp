// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/PassphraseDialog.h"

#include "ui/ErrorText.h"
#include "ui/security/NewPasswordFields.h"
#include "ui/security/SecretField.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

QString problemWords(const Error& error)
{
    // The vault cannot tell a wrong passphrase from a damaged file: both do not open.
    const bool wrong = error.code == ErrorCode::Unauthenticated ||
                       error.code == ErrorCode::KeychainWrongValue ||
                       error.code == ErrorCode::KeychainDenied;
    return wrong ? PassphraseDialog::tr("This passphrase does not open the vault.")
                 : errorSentence(error);
}

} // namespace

PassphraseDialog::PassphraseDialog(Theme& theme, bool fresh, const std::optional<Error>& last,
                                   QWidget* parent)
    : Sheet(theme, fresh ? tr("A passphrase for the vault") : tr("Open the vault"),
            fresh ? tr("It opens your tasks on this computer and is sent nowhere. Take another "
                       "one than for signing in, and keep it well: nobody can give it back to "
                       "you.")
                  : tr("Your passphrase opens your tasks on this computer. It is sent nowhere."),
            parent)
{
    if (fresh) {
        m_fresh = new NewPasswordFields(theme, {}, NewPasswordFields::Kind::Passphrase, this);
        body().addWidget(m_fresh);
    } else {
        m_known = new SecretField(theme, tr("Passphrase of the vault"), this);
        addField(tr("&Passphrase"), *m_known, m_known->edit());
    }
    if (last)
        showProblem(problemWords(*last));
    QPushButton* verb = addVerb(fresh ? tr("Use this passphrase") : tr("Open"));
    connect(verb, &QPushButton::clicked, this, &PassphraseDialog::confirm);
    connect(addOther(tr("Cancel")), &QPushButton::clicked, this, &QDialog::reject);
    if (m_fresh)
        m_fresh->start();
    else
        m_known->setFocus();
}

void PassphraseDialog::confirm()
{
    if (m_fresh) {
        const QString problem = m_fresh->problem();
        if (!problem.isEmpty()) {
            showProblem(problem);
            return;
        }
        m_secret = m_fresh->take();
    } else if (m_known->isEmpty()) {
        m_known->setFocus();
        return;
    } else {
        m_secret = m_known->take();
    }
    accept();
}

} // namespace taskward::ui
