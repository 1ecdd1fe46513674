// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/QtTransport.h"

#include "client/api/ClientVersion.h"
#include "client/async/Later.h"
#include "core/base/Limits.h"
#include "core/base/Version.h"
#include "core/contract/Wire.h"

#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

namespace taskward::client {

namespace {

// Properties of a reply in which the guard leaves why it ended it.
constexpr const char* kUntrusted = "taskwardUntrusted";
constexpr const char* kConnectTimeout = "taskwardConnectTimeout";

Error errorOf(const QNetworkReply& reply)
{
    using enum ErrorCode;
    if (const auto why = reply.property(kUntrusted); why.isValid())
        return {ServerUntrusted, why.toByteArray().toStdString(), {}};
    if (reply.property(kConnectTimeout).toBool())
        return {Timeout, "no connection in time", {}};
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return {Timeout, "no answer in time", {}};
    case QNetworkReply::SslHandshakeFailedError:
        // A server that stops in the middle of a handshake looks like this too.
        return {Offline, "TLS: " + reply.errorString().toStdString(), {}};
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::RemoteHostClosedError:
        return {Offline, reply.errorString().toStdString(), {}};
    default:
        return {ProtocolError, reply.errorString().toStdString(), {}};
    }
}

Headers headersOf(const QNetworkReply& reply)
{
    Headers headers;
    const auto pairs = reply.rawHeaderPairs();
    for (const auto& [name, value] : pairs)
        headers.emplace_back(name.toLower().toStdString(), value.toStdString());
    return headers;
}

Result<HttpReply> replyOf(QNetworkReply& reply)
{
    const auto status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    const auto error = reply.error();
    // A status of 400 and above is an error to Qt, but an answer to us; a cut answer is neither.
    const bool answered =
        error == QNetworkReply::NoError ||
        (error >= QNetworkReply::ContentAccessDenied &&
         error <= QNetworkReply::UnknownServerError && error != QNetworkReply::ProtocolFailure);
    if (!status.isValid() || !answered || reply.property(kUntrusted).isValid())
        return fail(errorOf(reply));
    HttpReply out{status.toInt(), headersOf(reply), reply.readAll()};
    const auto* length = out.header("content-length");
    if (length && *length != std::to_string(out.body.size()) && out.status != 204)
        return fail(ErrorCode::ProtocolError, "truncated answer");
    return out;
}

/// In place, without the copy that a write through QByteArray would make first: whoever shares the bytes
/// is to lose them as well.
void wipeBytes(const QByteArray& bytes)
{
    wipe(const_cast<char*>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
}

bool isLoopback(const QString& host)
{
    return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) ||
           host == QLatin1String("::1");
}

class ReplyStream final : public HttpStream {
public:
    explicit ReplyStream(QNetworkReply* reply) : m_reply(reply)
    {
        reply->setParent(this);
        connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
            const auto status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
            if (status.isValid() && !std::exchange(m_opened, true))
                emit opened({status.toInt(), headersOf(*m_reply), {}});
        });
        connect(reply, &QNetworkReply::readyRead, this, [this] {
            if (m_opened)
                emit received(m_reply->readAll());
        });
        connect(reply, &QNetworkReply::finished, this, [this] {
            emit closed(m_reply->error() == QNetworkReply::NoError
                            ? Error{ErrorCode::Offline, "the server ended the stream", {}}
                            : errorOf(*m_reply));
        });
    }

private:
    QNetworkReply* m_reply;
    bool m_opened = false;
};

} // namespace

QtTransport::QtTransport(std::string url, ServerTrust trust)
    : QtTransport(std::move(url), std::move(trust), Timeouts())
{}

QtTransport::QtTransport(std::string url, ServerTrust trust, Timeouts timeouts)
    : m_base(QString::fromStdString(url)), m_trust(std::move(trust)), m_timeouts(timeouts)
{
    m_network.setAutoDeleteReplies(false);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    if (isLoopback(m_base.host()))
        m_network.setProxy(QNetworkProxy::NoProxy);
}

QtTransport::~QtTransport()
{
    // Wakes those who wait, while this object is still whole.
    const auto replies = m_network.findChildren<QNetworkReply*>();
    for (QNetworkReply* reply : replies)
        reply->abort();
}

QNetworkRequest QtTransport::prepare(const HttpRequest& request) const
{
    QUrl url = m_base;
    const auto target = QByteArray::fromStdString(request.target);
    const auto question = target.indexOf('?');
    url.setPath(QString::fromUtf8(target.left(question < 0 ? target.size() : question)));
    if (question >= 0)
        url.setQuery(QString::fromUtf8(target.mid(question + 1)));
    QNetworkRequest out(url);
    out.setSslConfiguration(m_trust.configuration());
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setRawHeader("Accept-Encoding", "identity");
    out.setRawHeader("User-Agent", "Taskward");
    out.setRawHeader(QByteArray::fromStdString(std::string(kClientHeader)),
                     QByteArray::fromStdString("taskward/" + std::string(kClientVersion)));
    if (!request.body.empty() || !request.secretBody.empty())
        out.setRawHeader("Content-Type", "application/json");
    for (const auto& [name, value] : request.headers)
        out.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    const bool bySession = !request.accessToken.empty();
    const Secret& credential = bySession ? request.accessToken : request.apiKey;
    if (!credential.empty()) {
        QByteArray header = bySession ? "DPoP " : "Bearer ";
        header.append(credential.text().data(), static_cast<qsizetype>(credential.size()));
        out.setRawHeader("Authorization", header);
    }
    return out;
}

QNetworkReply* QtTransport::start(const HttpRequest& request, bool stream)
{
    auto out = prepare(request);
    if (!stream)
        out.setTransferTimeout(static_cast<int>(m_timeouts.transfer.count()));
    const auto verb = contract::verbName(request.verb);
    const bool secret = !request.secretBody.empty();
    const std::string_view text =
        secret ? request.secretBody.text() : std::string_view(request.body);
    const QByteArray body(text.data(), static_cast<qsizetype>(text.size()));
    QNetworkReply* reply = m_network.sendCustomRequest(
        out, QByteArray(verb.data(), static_cast<qsizetype>(verb.size())), body);
    if (secret) // Qt's buffer shares these bytes until the request is over
        connect(reply, &QObject::destroyed, [body] { wipeBytes(body); });
    guard(reply);
    return reply;
}

void QtTransport::guard(QNetworkReply* reply)
{
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError>&) {
        const auto peer = reply->sslConfiguration().peerCertificate();
        if (m_trust.excuses(peer)) {
            reply->ignoreSslErrors();
            return;
        }
        const Status status = m_trust.check(peer);
        const std::string why =
            status ? "nobody vouches for the certificate" : status.error().detail;
        reply->setProperty(kUntrusted, QByteArray::fromStdString(why));
    });
    connect(reply, &QNetworkReply::encrypted, this, [this, reply] {
        const Status status = m_trust.check(reply->sslConfiguration().peerCertificate());
        if (status)
            return;
        reply->setProperty(kUntrusted, QByteArray::fromStdString(status.error().detail));
        reply->abort();
    });
    auto* connectTimer = new QTimer(reply);
    connectTimer->setSingleShot(true);
    connect(connectTimer, &QTimer::timeout, reply, [reply] {
        reply->setProperty(kConnectTimeout, true);
        reply->abort();
    });
    connect(reply, &QNetworkReply::requestSent, connectTimer, &QTimer::stop);
    connect(reply, &QNetworkReply::metaDataChanged, connectTimer, &QTimer::stop);
    connect(reply, &QNetworkReply::finished, connectTimer, &QTimer::stop);
    connectTimer->start(m_timeouts.connect);
}

QCoro::Task<Result<HttpReply>> QtTransport::send(HttpRequest request)
{
    if (m_base.scheme() != QLatin1String("https"))
        co_return fail(ErrorCode::HttpsRequired, "not an https address");
    QNetworkReply* reply = start(request, false);
    Later<bool> finished;
    connect(reply, &QNetworkReply::finished, reply,
            [finished]() mutable { finished.resolve(true); });
    const QPointer<QNetworkReply> alive(reply);
    co_await finished;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    Result<HttpReply> result = replyOf(*reply);
    reply->deleteLater();
    co_return std::move(result);
}

std::unique_ptr<HttpStream> QtTransport::stream(HttpRequest request)
{
    return std::make_unique<ReplyStream>(start(request, true));
}

} // namespace taskward::client
