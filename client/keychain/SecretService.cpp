// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/SecretService.h"

#include "client/keychain/DBusCall.h"
#include "client/keychain/SecretPrompt.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace taskward::client {

using StringMap = QMap<QString, QString>;

namespace {

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kRoot = QStringLiteral("/org/freedesktop/secrets");

/// The path of the collection that is used unless another is named.
QCoro::Task<Result<QString>> defaultCollection(std::chrono::milliseconds deadline)
{
    if (!QDBusConnection::sessionBus().isConnected())
        co_return fail(ErrorCode::KeychainAbsent, "no session bus");
    auto alias = QDBusMessage::createMethodCall(kService, kRoot,
                                                QStringLiteral("org.freedesktop.Secret.Service"),
                                                QStringLiteral("ReadAlias"));
    alias << QStringLiteral("default");
    auto aliasCall = callDBus(alias, deadline);
    const QDBusMessage found = co_await aliasCall;
    if (found.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(found));
    const auto path = found.arguments().value(0).value<QDBusObjectPath>().path();
    if (path.isEmpty() || path == QLatin1String("/"))
        co_return fail(ErrorCode::KeychainAbsent, "no default collection");
    co_return path;
}

} // namespace

QCoro::Task<Status> unlockSecretService(std::chrono::milliseconds patience)
{
    constexpr std::chrono::seconds kDeadline{5};
    auto finding = defaultCollection(kDeadline);
    const Result<QString> path = co_await finding;
    if (!path)
        co_return fail(Error(path.error()));
    auto unlock = QDBusMessage::createMethodCall(kService, kRoot,
                                                 QStringLiteral("org.freedesktop.Secret.Service"),
                                                 QStringLiteral("Unlock"));
    unlock << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(*path)});
    auto unlocking = callDBus(unlock, kDeadline);
    const QDBusMessage reply = co_await unlocking;
    if (reply.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(reply));
    const QString prompt = reply.arguments().value(1).value<QDBusObjectPath>().path();
    if (prompt.isEmpty() || prompt == QLatin1String("/"))
        co_return Status{}; // it was open already, or needs no word
    auto* shown = new SecretPrompt(prompt, patience);
    auto answering = shown->show();
    const Status answer = co_await answering;
    shown->deleteLater(); // its own slot may be below us
    co_return answer;
}

QCoro::Task<Status> secretItemOpen(QString service, QString entry,
                                   std::chrono::milliseconds deadline)
{
    static const QMetaType registered = qDBusRegisterMetaType<StringMap>();
    static_cast<void>(registered);
    auto search = QDBusMessage::createMethodCall(kService, kRoot,
                                                 QStringLiteral("org.freedesktop.Secret.Service"),
                                                 QStringLiteral("SearchItems"));
    search << QVariant::fromValue(
        StringMap{{QStringLiteral("server"), service}, {QStringLiteral("user"), entry}});
    auto searching = callDBus(search, deadline);
    const QDBusMessage found = co_await searching;
    if (found.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(found));
    const auto paths = [&found](int which) {
        return qdbus_cast<QList<QDBusObjectPath>>(found.arguments().value(which));
    };
    if (paths(0).isEmpty() && !paths(1).isEmpty())
        co_return fail(ErrorCode::KeychainLocked, "the item is locked");
    co_return Status{};
}

QCoro::Task<Status> secretServiceReady(std::chrono::milliseconds deadline)
{
    auto finding = defaultCollection(deadline);
    const Result<QString> path = co_await finding;
    if (!path)
        co_return fail(Error(path.error()));
    auto get = QDBusMessage::createMethodCall(
        kService, *path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    get << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    auto getCall = callDBus(get, deadline);
    const QDBusMessage locked = co_await getCall;
    if (locked.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(locked));
    const auto value = locked.arguments().value(0).value<QDBusVariant>().variant();
    if (value.toBool())
        co_return fail(ErrorCode::KeychainLocked, "the default collection is locked");
    co_return Status{};
}

} // namespace taskward::client
