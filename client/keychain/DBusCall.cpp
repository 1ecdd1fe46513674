// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/DBusCall.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusPendingCallWatcher>

namespace taskward::client {

Later<QDBusMessage> callDBus(const QDBusMessage& message, std::chrono::milliseconds deadline)
{
    Later<QDBusMessage> later;
    const auto pending =
        QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(deadline.count()));
    auto* watcher = new QDBusPendingCallWatcher(pending);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher,
                     [later, watcher]() mutable {
                         watcher->deleteLater();
                         later.resolve(watcher->reply());
                     });
    return later;
}

Error dbusError(const QDBusMessage& reply)
{
    const QDBusError error(reply);
    switch (error.type()) {
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return {ErrorCode::KeychainSlow, "no answer on D-Bus", {}};
    case QDBusError::AccessDenied:
        return {ErrorCode::KeychainDenied, "refused on D-Bus", {}};
    default:
        return {ErrorCode::KeychainAbsent, error.name().toStdString(), {}};
    }
}

} // namespace taskward::client
