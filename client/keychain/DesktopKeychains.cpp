// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/DesktopKeychains.h"

#include "client/keychain/DBusCall.h"

#include <QDBusConnection>
#include <QFile>
#include <algorithm>
#include <array>

namespace taskward::client {

namespace {

constexpr std::chrono::milliseconds kBusDeadline{2000};
const QString kBus = QStringLiteral("org.freedesktop.DBus");
const QString kBusPath = QStringLiteral("/org/freedesktop/DBus");
// The one that QtKeychain 0.13 speaks with.
const QString kWallet = QStringLiteral("org.kde.kwalletd5");
const QString kWalletPath = QStringLiteral("/modules/kwalletd5");

struct Known {
    QString name;
    std::string backend;
};

const std::array<Known, 3>& known()
{
    static const std::array<Known, 3> all{
        {{QStringLiteral("org.freedesktop.secrets"), "secret-service"},
         {QStringLiteral("org.kde.kwalletd6"), "kwallet"},
         {kWallet, "kwallet"}}};
    return all;
}

QDBusMessage busCall(const char* method)
{
    return QDBusMessage::createMethodCall(kBus, kBusPath, kBus, QString::fromLatin1(method));
}

QDBusMessage walletCall(const char* method)
{
    return QDBusMessage::createMethodCall(kWallet, kWalletPath, QStringLiteral("org.kde.KWallet"),
                                          QString::fromLatin1(method));
}

QCoro::Task<QStringList> names(const char* method)
{
    auto calling = callDBus(busCall(method), kBusDeadline);
    const QDBusMessage reply = co_await calling;
    co_return reply.arguments().value(0).toStringList();
}

/// The name of the program behind a name on the bus.
QCoro::Task<std::string> programBehind(QString name)
{
    auto asking = busCall("GetConnectionUnixProcessID");
    asking << name;
    auto calling = callDBus(asking, kBusDeadline);
    const QDBusMessage reply = co_await calling;
    QFile file(QStringLiteral("/proc/%1/comm").arg(reply.arguments().value(0).toUInt()));
    if (!file.open(QIODevice::ReadOnly))
        co_return std::string();
    co_return file.readAll().trimmed().toStdString();
}

} // namespace

QCoro::Task<KeychainsSeen> keychainsSeen(std::string inUse)
{
    KeychainsSeen seen;
    if (!QDBusConnection::sessionBus().isConnected())
        co_return seen;
    auto listing = names("ListNames");
    const QStringList running = co_await listing;
    auto listingMore = names("ListActivatableNames");
    const QStringList startable = co_await listingMore;
    for (const auto& one : known()) {
        if (one.backend == inUse && running.contains(one.name)) {
            auto asking = programBehind(one.name);
            seen.provider = co_await asking;
        }
        const bool here = running.contains(one.name) || startable.contains(one.name);
        if (here && one.backend != inUse && std::ranges::count(seen.others, one.backend) == 0)
            seen.others.push_back(one.backend);
    }
    co_return seen;
}

QCoro::Task<Status> kwalletReady(std::chrono::milliseconds deadline)
{
    if (!QDBusConnection::sessionBus().isConnected())
        co_return fail(ErrorCode::KeychainAbsent, "no session bus");
    auto calling = callDBus(walletCall("isEnabled"), deadline);
    const QDBusMessage reply = co_await calling;
    if (reply.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(reply));
    if (!reply.arguments().value(0).toBool())
        co_return fail(ErrorCode::KeychainAbsent, "KWallet is switched off");
    co_return Status{};
}

QCoro::Task<Status> kwalletOpen(std::chrono::milliseconds deadline)
{
    auto asking = kwalletReady(deadline);
    const Status ready = co_await asking;
    if (!ready)
        co_return ready;
    auto naming = callDBus(walletCall("networkWallet"), deadline);
    const QDBusMessage wallet = co_await naming;
    if (wallet.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(wallet));
    auto isOpen = walletCall("isOpen");
    isOpen << wallet.arguments().value(0).toString();
    auto calling = callDBus(isOpen, deadline);
    const QDBusMessage reply = co_await calling;
    if (reply.type() != QDBusMessage::ReplyMessage)
        co_return fail(dbusError(reply));
    if (!reply.arguments().value(0).toBool())
        co_return fail(ErrorCode::KeychainLocked, "the wallet is closed");
    co_return Status{};
}

} // namespace taskward::client
