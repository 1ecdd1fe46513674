// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/WindowPrompter.h"

#include "client/async/Later.h"
#include "ui/security/CodeDialog.h"
#include "ui/security/PassphraseDialog.h"
#include "ui/security/ProofDialog.h"

#include <QApplication>

namespace taskward::ui {

namespace {

/// What was typed, or Cancelled, also when the dialog is destroyed unanswered (the window locks).
template <typename T, typename Dialog>
client::Later<Result<T>> answerOf(Dialog* dialog)
{
    client::Later<Result<T>> later;
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, later](int result) mutable {
        if (result == QDialog::Accepted)
            later.resolve(Result<T>(dialog->take()));
        else
            later.resolve(fail(ErrorCode::Cancelled));
    });
    QObject::connect(dialog, &QObject::destroyed,
                     [later]() mutable { later.resolve(fail(ErrorCode::Cancelled)); });
    dialog->open();
    dialog->activateWindow();
    return later;
}

} // namespace

WindowPrompter::WindowPrompter(Theme& theme, const Clock& clock, QWidget& window)
    : m_theme(theme), m_clock(clock), m_window(&window)
{}

void WindowPrompter::setServer(const ServerSight& server, const QString& email)
{
    m_server = server;
    m_email = email;
}

QWidget* WindowPrompter::parentOfDialog() const
{
    QWidget* modal = QApplication::activeModalWidget();
    return modal && modal->isVisible() ? modal : m_window.data();
}

QCoro::Task<Result<client::Proof>> WindowPrompter::proof(bool withCode, std::optional<Error> last)
{
    auto* dialog = new ProofDialog(m_theme, m_server, m_email, withCode, last, parentOfDialog());
    client::Later<Result<client::Proof>> later = answerOf<client::Proof>(dialog);
    co_return co_await later;
}

QCoro::Task<Result<Secret>> WindowPrompter::code(contract::Challenge challenge,
                                                 std::optional<Error> last)
{
    auto* dialog = new CodeDialog(m_theme, m_clock, m_server, challenge, last, parentOfDialog());
    client::Later<Result<Secret>> later = answerOf<Secret>(dialog);
    co_return co_await later;
}

QCoro::Task<Result<Secret>> WindowPrompter::passphrase(bool fresh, std::optional<Error> last)
{
    auto* dialog = new PassphraseDialog(m_theme, fresh, last, parentOfDialog());
    client::Later<Result<Secret>> later = answerOf<Secret>(dialog);
    co_return co_await later;
}

} // namespace taskward::ui
