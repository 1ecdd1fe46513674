// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"
#include "ui/signin/SignInPage.h"

class QPushButton;
class QToolButton;

namespace taskward::ui {

/// The tasks of this profile cannot be opened: what is wrong, what to do, "Try again".
class TroublePage final : public SignInPage {
    Q_OBJECT

public:
    explicit TroublePage(Theme& theme, QWidget* parent = nullptr);

    /// `note`: what became of the last attempt, above the buttons; may be empty.
    void start(const Error& error, const QString& note = {});
    void setBusy(bool busy);

signals:
    void retryRequested();
    void unlockRequested();
    void rebuildRequested();
    /// To look at the keychain closely.
    void examineRequested();

private:
    QPushButton* m_unlock;
    QPushButton* m_retry;
    QPushButton* m_rebuild;
    QPushButton* m_examine;
    QToolButton* m_reference;
    QLabel* m_note;
    bool m_isLocked = false;
};

} // namespace taskward::ui
