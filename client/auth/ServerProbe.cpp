// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ServerProbe.h"

#include "client/api/ApiClient.h"
#include "client/api/ClientVersion.h"
#include "client/api/QtTransport.h"
#include "client/async/Later.h"
#include "client/auth/ProbeWords.h"
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

namespace words = probewords;

Error errorOf(const QAbstractSocket& socket)
{
    const auto code = socket.error() == QAbstractSocket::SocketTimeoutError ? ErrorCode::Timeout
                                                                            : ErrorCode::Offline;
    if (socket.error() == QAbstractSocket::ConnectionRefusedError)
        return {code, words::kRefused, {}};
    return {code, socket.errorString().toStdString(), {}};
}

} // namespace

ServerProbe::ServerProbe(std::chrono::milliseconds deadline) : m_deadline(deadline) {}

QCoro::Task<Result<ServerIdentity>> ServerProbe::run(std::string address, Progress progress)
{
    const QPointer<ServerProbe> alive(this);
    const auto tell = [&progress](ProbeResult result) {
        progress(result);
        return fail(std::move(result.error));
    };
    const auto parsed = parseServerAddress(address);
    if (!parsed)
        co_return tell(words::notAnAddress(parsed.error()));
    auto resolving = resolve(parsed->host);
    const Result<std::string> found = co_await resolving;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!found)
        co_return tell(words::nameFailed(*parsed, found.error()));
    progress(words::passed(ProbeStep::Name, *found));
    auto reaching = reach(*parsed);
    const Status reached = co_await reaching;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!reached)
        co_return tell(words::tcpFailed(*parsed, reached.error()));
    progress(words::passed(ProbeStep::Tcp, "port " + std::to_string(parsed->port)));
    auto shaking = shake(*parsed);
    const Result<TlsSeen> tls = co_await shaking;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!tls) {
        TlsProblem problem = TlsProblem::Unknown;
        if (tls.error().code != ErrorCode::ServerUntrusted) {
            auto diagnosing = diagnoseTls(*parsed, m_deadline, this);
            problem = co_await diagnosing;
        }
        co_return tell(words::tlsFailed(tls.error(), problem));
    }
    progress(words::passed(ProbeStep::Tls, tls->protocol));
    const std::string pin = spkiSha256(tls->certificate);
    auto asking = ask(*parsed, pin);
    const Result<contract::GetMeta::Response> meta = co_await asking;
    if (!meta && meta.error().code == ErrorCode::UpgradeRequired)
        co_return tell(words::programTooOld({}));
    if (!meta)
        co_return tell(words::identityFailed(meta.error()));
    if (meta->product != "taskward")
        co_return tell(words::identityFailed({ErrorCode::ProtocolError, "another product", {}}));
    progress(words::passed(ProbeStep::Identity, meta->serverName));
    if (isOlder(kClientVersion, meta->minClientVersion))
        co_return tell(words::programTooOld(meta->minClientVersion));
    if (isOlder(meta->version, kMinServerVersion))
        co_return tell(words::serverTooOld(meta->version, std::string(kMinServerVersion)));
    progress(words::passed(ProbeStep::Version, meta->version));
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
    QTimer::singleShot(m_deadline, this, [later]() mutable {
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
    QTimer::singleShot(m_deadline, socket, [later]() mutable {
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
    QTimer::singleShot(m_deadline, socket, [later]() mutable {
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
    const auto encoded = contract::encode<contract::GetMeta>({});
    HttpRequest request;
    request.verb = encoded.verb;
    request.target = encoded.target;
    request.headers.emplace_back("Accept", "application/json");
    auto sending = transport.send(std::move(request));
    const Result<HttpReply> reply = co_await sending;
    if (!reply)
        co_return fail(Error(reply.error()));
    if (reply->status >= 300 && reply->status < 400)
        co_return fail(ErrorCode::ProtocolError, words::kRedirected);
    if (reply->status != 200)
        co_return fail(errorOfReply(*reply));
    const std::string_view text(reply->body.constData(),
                                static_cast<std::size_t>(reply->body.size()));
    co_return contract::fromJson<contract::GetMeta::Response>(text,
                                                              contract::json::Reading::Lenient);
}

} // namespace taskward::client
