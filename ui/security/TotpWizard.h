// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"
#include "ui/security/Sheet.h"

class QLabel;
class QStackedWidget;

namespace taskward::ui {

class CodeField;
class QrView;
class RecoveryCodesView;

/// Setting up the second factor, step by step: confirm it is you, scan or type the key and type a
/// code, keep the recovery codes, type one of them. Or the last two alone, for new codes. The
/// factor is in force from the first right code; closing the wizard later leaves it so.
class TotpWizard final : public Sheet {
    Q_OBJECT

public:
    enum class Task { SetUp, RenewCodes };
    enum class Step { Begin, Scan, Keep, Prove, Done };

    TotpWizard(Context context, Task task, QWidget* parent);

    Step step() const { return m_step; }

signals:
    /// The state of the person's protection is another one.
    void changed();

private:
    QWidget* makeScan();
    void goTo(Step step);
    void onVerb();
    void setBusy(bool busy);
    void copyKey();
    QCoro::Task<void> begin();
    QCoro::Task<void> confirm();
    QCoro::Task<void> prove();
    void onFailed(const Error& error);
    static QString verbOf(Step step, Task task);

    Context m_context;
    client::Security& m_security;
    Task m_task;
    Step m_step = Step::Begin;
    Secret m_key;
    QStackedWidget* m_pages;
    QrView* m_qr;
    QLabel* m_keyText;
    CodeField* m_code;
    RecoveryCodesView* m_codes;
    CodeField* m_proof;
    QLabel* m_note;
    QPushButton* m_verb;
    QPushButton* m_cancel;
    QPushButton* m_back;
};

} // namespace taskward::ui
