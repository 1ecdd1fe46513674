// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ServerProbe.h"

#include "client/api/ApiClient.h"
#include "client/api/ClientVersion.h"
#include "client/api/QtTransport.h"
#include "client/async/Later.h"
#include "core/base/Limits.h"
#include "core/base/Version.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QPointer>
#include <QSslCipher>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

namespace taskward::client {

namespace {

constexpr auto kDeadline = limits::kClientConnectTimeout;

ProbeResult passed(ProbeStep step, std::string found)
{
    return {step, true, std::move(found), {}, {}, {}};
}

ProbeResult failed(ProbeStep step, std::string sentence, std::string remedy, Error error)
{
    return {step, false, {}, std::move(sentence), std::move(remedy), std::move(error)};
}

Error errorOf(const QAbstractSocket& socket)
{
    const auto code = socket.error() == QAbstractSocket::SocketTimeoutError ? ErrorCode::Timeout
                                                                            : ErrorCode::Offline;
    return {code, socket.errorString().toStdString(), {}};
}

ProbeResult tcpFailed(const ServerAddress& address, const Error& error)
{
    return failed(
        ProbeStep::Tcp, "Nothing answers on port " + std::to_string(address.port) + ".",
        "Check the port, whether the server is running, and whether a firewall is between.", error);
}

ProbeResult tlsFailed(const Error& error)
{
    if (error.code == ErrorCode::ServerUntrusted) {
        return failed(ProbeStep::Tls, "The server's fingerprint is not the one you were given.",
                      "Do not go on. Ask whoever runs the server for a fresh connect code.", error);
    }
    return failed(ProbeStep::Tls, "The server does not speak TLS 1.3.",
                  "Check that this is the port of a Taskward server and not of something else.",
                  error);
}

ProbeResult identityFailed(const Error& error)
{
    return failed(ProbeStep::Identity, "Something answers there, but it is not a Taskward server.",
                  "Check the address and the port.", error);
}

ProbeResult versionFailed(const contract::GetMeta::Response& meta)
{
    return failed(ProbeStep::Version,
                  "This program is too old: the server wants " + meta.minClientVersion +
                      " or newer.",
                  "Update Taskward on this computer.",
                  {ErrorCode::UpgradeRequired, "the server wants " + meta.minClientVersion, {}});
}

} // namespace

QCoro::Task<Result<ServerIdentity>> ServerProbe::run(std::string address, Progress progress)
{
    const QPointer<ServerProbe> alive(this);
    const auto parsed = parseServerAddress(address);
    if (!parsed) {
        progress(failed(ProbeStep::Name, "This is not an address of a server.",
                        "Type a name such as tasks.example.org, or paste the connect code.",
                        parsed.error()));
        co_return fail(Error(parsed.error()));
    }
    auto resolving = resolve(parsed->host);
    const Result<std::string> found = co_await resolving;
    if (!found) {
        progress(failed(ProbeStep::Name, "There is no computer of the name " + parsed->host + ".",
                        "Check the spelling and your network connection.", found.error()));
        co_return fail(Error(found.error()));
    }
    progress(passed(ProbeStep::Name, *found));
    auto reaching = reach(*parsed);
    const Status reached = co_await reaching;
    if (!reached) {
        progress(tcpFailed(*parsed, reached.error()));
        co_return fail(Error(reached.error()));
    }
    progress(passed(ProbeStep::Tcp, "port " + std::to_string(parsed->port)));
    auto shaking = shake(*parsed);
    const Result<TlsSeen> tls = co_await shaking;
    if (!tls) {
        progress(tlsFailed(tls.error()));
        co_return fail(Error(tls.error()));
    }
    progress(passed(ProbeStep::Tls, tls->protocol));
    const std::string pin = spkiSha256(tls->certificate);
    auto asking = ask(*parsed, pin);
    const Result<contract::GetMeta::Response> meta = co_await asking;
    if (!meta || meta->product != "taskward") {
        const Error error =
            meta ? Error{ErrorCode::ProtocolError, "another product", {}} : meta.error();
        progress(identityFailed(error));
        co_return fail(Error(error));
    }
    progress(passed(ProbeStep::Identity, meta->serverName));
    if (isOlder(kClientVersion, meta->minClientVersion)) {
        progress(versionFailed(*meta));
        co_return fail(ErrorCode::UpgradeRequired, "the server wants " + meta->minClientVersion);
    }
    progress(passed(ProbeStep::Version, meta->version));
    co_return ServerIdentity{parsed->url(),  pin,           meta->serverName,
                             meta->serverId, meta->version, !parsed->pin.empty(),
                             tls->vouched};
}

QCoro::Task<Result<std::string>> ServerProbe::resolve(std::string host)
{
    Later<Result<std::string>> later;
    QHostInfo::lookupHost(
        QString::fromStdString(host), this, [later](const QHostInfo& info) mutable {
            if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
                later.resolve(fail(ErrorCode::Offline, info.errorString().toStdString()));
            else
                later.resolve(info.addresses().constFirst().toString().toStdString());
        });
    QTimer::singleShot(kDeadline, this, [later]() mutable {
        later.resolve(fail(ErrorCode::Timeout, "no answer of the name service"));
    });
    connect(this, &QObject::destroyed,
            [later]() mutable { later.resolve(fail(ErrorCode::Cancelled)); });
    Result<std::string> result = co_await later;
    co_return std::move(result);
}

QCoro::Task<Status> ServerProbe::reach(ServerAddress address)
{
    auto* socket = new QTcpSocket(this);
    Later<Status> later;
    connect(socket, &QTcpSocket::connected, socket, [later]() mutable { later.resolve({}); });
    connect(socket, &QTcpSocket::errorOccurred, socket,
            [later, socket]() mutable { later.resolve(fail(errorOf(*socket))); });
    connect(socket, &QObject::destroyed,
            [later]() mutable { later.resolve(fail(ErrorCode::Cancelled)); });
    QTimer::singleShot(kDeadline, socket, [later]() mutable {
        later.resolve(fail(ErrorCode::Timeout, "no connection in time"));
    });
    const QPointer<QTcpSocket> alive(socket);
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->connectToHost(QString::fromStdString(address.host), static_cast<quint16>(address.port));
    const Status status = co_await later;
    if (alive)
        socket->deleteLater();
    co_return status;
}

QCoro::Task<Result<ServerProbe::TlsSeen>> ServerProbe::shake(ServerAddress address)
{
    auto* socket = new QSslSocket(this);
    socket->setSslConfiguration(ServerTrust{}.configuration());
    auto seen = std::make_shared<TlsSeen>();
    seen->vouched = true;
    Later<Status> later;
    connect(socket, &QSslSocket::sslErrors, socket, [socket, seen](const QList<QSslError>&) {
        // Only looking: nothing is sent over this connection, and the person decides what is seen.
        seen->vouched = false;
        socket->ignoreSslErrors();
    });
    connect(socket, &QSslSocket::encrypted, socket, [later, socket, seen]() mutable {
        seen->certificate = socket->peerCertificate();
        seen->protocol = "TLS 1.3, " + socket->sessionCipher().name().toStdString();
        later.resolve({});
    });
    connect(socket, &QSslSocket::errorOccurred, socket, [later, socket]() mutable {
        later.resolve(fail(ErrorCode::ProtocolError, socket->errorString().toStdString()));
    });
    connect(socket, &QObject::destroyed,
            [later]() mutable { later.resolve(fail(ErrorCode::Cancelled)); });
    QTimer::singleShot(kDeadline, socket, [later]() mutable {
        later.resolve(fail(ErrorCode::Timeout, "no handshake in time"));
    });
    const QPointer<QSslSocket> alive(socket);
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->connectToHostEncrypted(QString::fromStdString(address.host),
                                   static_cast<quint16>(address.port));
    const Status status = co_await later;
    if (alive)
        socket->deleteLater();
    if (!status)
        co_return fail(Error(status.error()));
    if (spkiSha256(seen->certificate).empty())
        co_return fail(ErrorCode::ProtocolError, "a key of an unknown kind");
    if (!address.pin.empty()) {
        const Status matches = ServerTrust{address.pin}.check(seen->certificate);
        if (!matches)
            co_return fail(Error(matches.error()));
    }
    co_return *seen;
}

QCoro::Task<Result<contract::GetMeta::Response>> ServerProbe::ask(ServerAddress address,
                                                                  std::string pin)
{
    QtTransport transport(address.url(), ServerTrust{std::move(pin)});
    ApiClient api(transport, nullptr);
    auto calling = api.call<contract::GetMeta>({}, {});
    Result<contract::GetMeta::Response> meta = co_await calling;
    co_return std::move(meta);
}

} // namespace taskward::client
