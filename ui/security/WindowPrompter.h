// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "ui/security/ServerSight.h"

#include <QPointer>

namespace taskward {
class Clock;
}

namespace taskward::ui {

class Theme;

/// Asks the person with dialogs over the window. One question at a time; a dialog that goes, in
/// whatever way, is Cancelled. Outlives the accounts that ask.
class WindowPrompter final : public client::Prompter {
public:
    WindowPrompter(Theme& theme, const Clock& clock, QWidget& window);

    /// The server that the answers go to; the dialogs show it.
    void setServer(const ServerSight& server, const QString& email);

    QCoro::Task<Result<client::Proof>> proof(bool withCode, std::optional<Error> last) override;
    QCoro::Task<Result<Secret>> code(contract::Challenge challenge,
                                     std::optional<Error> last) override;
    QCoro::Task<Result<Secret>> passphrase(bool fresh, std::optional<Error> last) override;

private:
    QWidget* parentOfDialog() const;

    Theme& m_theme;
    const Clock& m_clock;
    QPointer<QWidget> m_window;
    ServerSight m_server;
    QString m_email;
};

} // namespace taskward::ui
