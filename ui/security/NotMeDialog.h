// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/Context.h"
#include "ui/security/Sheet.h"

#include <optional>

namespace taskward::ui {

/// "This was not me": says what is going to happen, ends the other sessions and freezes the keys,
/// then guides to a new password and a new second factor.
class NotMeDialog final : public Sheet {
    Q_OBJECT

public:
    NotMeDialog(Context context, std::optional<SecurityEventId> event, QWidget* parent);

signals:
    void done();

private:
    QCoro::Task<void> report();
    void showNext(const contract::NotMe::Response& outcome);

    Context m_context;
    client::Security& m_security;
    std::optional<SecurityEventId> m_event;
    QPushButton* m_verb;
    QPushButton* m_cancel;
};

} // namespace taskward::ui
