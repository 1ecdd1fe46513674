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

    void start(const Error& error);
    void setBusy(bool busy);

signals:
    void retryRequested();
    void rebuildRequested();

private:
    QPushButton* m_retry;
    QPushButton* m_rebuild;
    QToolButton* m_reference;
};

} // namespace taskward::ui
