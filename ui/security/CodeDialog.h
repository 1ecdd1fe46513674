// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/contract/SignIn.h"
#include "ui/security/ServerSight.h"
#include "ui/security/Sheet.h"

#include <optional>

class QLabel;
class QTimer;

namespace taskward::ui {

class CodeField;

/// The second step of signing in: a code of the authenticator or a recovery code, with the tries and
/// the time that are left.
class CodeDialog final : public Sheet {
    Q_OBJECT

public:
    CodeDialog(Theme& theme, const Clock& clock, const ServerSight& server,
               const contract::Challenge& challenge, const std::optional<Error>& last,
               QWidget* parent);

    /// After accepted().
    Secret take() { return std::move(m_secret); }

private:
    void confirm();
    void tick();

    const Clock& m_clock;
    std::int64_t m_endsAtMs; ///< on the clock that never jumps: the server's span, not its time
    std::int64_t m_triesLeft;
    CodeField* m_code;
    QLabel* m_left;
    QPushButton* m_verb;
    QTimer* m_timer;
    Secret m_secret;
};

} // namespace taskward::ui
