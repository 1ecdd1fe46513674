// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/SecretPrompt.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QTimer>

namespace taskward::client {

namespace {

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kPrompt = QStringLiteral("org.freedesktop.Secret.Prompt");

} // namespace

SecretPrompt::SecretPrompt(QString path, std::chrono::milliseconds patience)
    : m_path(std::move(path)), m_patience(patience)
{}

SecretPrompt::~SecretPrompt()
{
    m_answer.resolve(fail(ErrorCode::Cancelled));
}

Later<Status> SecretPrompt::show()
{
    auto bus = QDBusConnection::sessionBus();
    // Before it is shown: an answer must not come too early to be heard.
    bus.connect(kService, m_path, kPrompt, QStringLiteral("Completed"), this,
                SLOT(onCompleted(bool, QDBusVariant)));
    auto show = QDBusMessage::createMethodCall(kService, m_path, kPrompt, QStringLiteral("Prompt"));
    show << QString(); // the window that it belongs to: none is named
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(show), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->isError())
            m_answer.resolve(fail(ErrorCode::KeychainAbsent, "the prompt cannot be shown"));
    });
    QTimer::singleShot(m_patience, this, [this] {
        m_answer.resolve(fail(ErrorCode::KeychainSlow, "nobody answered the prompt"));
    });
    return m_answer;
}

void SecretPrompt::onCompleted(bool dismissed, const QDBusVariant&)
{
    if (dismissed)
        m_answer.resolve(fail(ErrorCode::KeychainDenied, "the prompt was dismissed"));
    else
        m_answer.resolve(Status{});
}

} // namespace taskward::client
