// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/TlsDiagnosis.h"

#include "client/async/Later.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

namespace taskward::client {

namespace {

/// What every end of `socket` has in common: false on an error, at the deadline, when its owner goes.
Later<bool> endOf(QAbstractSocket* socket, std::chrono::milliseconds deadline)
{
    Later<bool> later;
    const auto no = [later]() mutable { later.resolve(false); };
    QObject::connect(socket, &QAbstractSocket::errorOccurred, socket, no);
    QObject::connect(socket, &QAbstractSocket::disconnected, socket, no);
    QObject::connect(socket, &QObject::destroyed, no);
    QTimer::singleShot(deadline, socket, no);
    socket->setProxy(QNetworkProxy::NoProxy);
    return later;
}

QCoro::Task<bool> answersInPlain(ServerAddress address, std::chrono::milliseconds deadline,
                                 QObject* owner)
{
    const QPointer<QTcpSocket> socket = new QTcpSocket(owner);
    auto later = endOf(socket, deadline);
    QObject::connect(socket, &QTcpSocket::connected, socket,
                     [socket] { socket->write("HEAD / HTTP/1.0\r\n\r\n"); });
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, later]() mutable {
        constexpr qint64 kEnough = 5;
        if (socket->bytesAvailable() >= kEnough)
            later.resolve(socket->peek(kEnough) == "HTTP/");
    });
    socket->connectToHost(QString::fromStdString(address.host), static_cast<quint16>(address.port));
    const bool plain = co_await later;
    if (socket)
        socket->deleteLater();
    co_return plain;
}

QCoro::Task<bool> shakesOlderHands(ServerAddress address, std::chrono::milliseconds deadline,
                                   QObject* owner)
{
    const QPointer<QSslSocket> socket = new QSslSocket(owner);
    auto later = endOf(socket, deadline);
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2);
    // Only looking, and only because TLS 1.3 has failed: nothing is sent over this connection.
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(configuration);
    QObject::connect(socket, &QSslSocket::encrypted, socket,
                     [later]() mutable { later.resolve(true); });
    socket->connectToHostEncrypted(QString::fromStdString(address.host),
                                   static_cast<quint16>(address.port));
    const bool older = co_await later;
    if (socket)
        socket->deleteLater();
    co_return older;
}

} // namespace

QCoro::Task<TlsProblem> diagnoseTls(ServerAddress address, std::chrono::milliseconds deadline,
                                    QObject* owner)
{
    const QPointer<QObject> alive(owner);
    auto asking = answersInPlain(address, deadline, owner);
    const bool plain = co_await asking;
    if (plain || !alive)
        co_return plain ? TlsProblem::PlainHttp : TlsProblem::Unknown;
    auto shaking = shakesOlderHands(address, deadline, owner);
    const bool older = co_await shaking;
    co_return older ? TlsProblem::OlderTls : TlsProblem::Unknown;
}

} // namespace taskward::client
