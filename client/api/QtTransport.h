// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/ServerTrust.h"
#include "client/api/Transport.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QUrl>

namespace taskward::client {

/// HTTPS by QNetworkAccessManager, whose sockets, TLS and parser run on a thread of Qt's. The server's
/// identity is checked at its `encrypted` signal: Qt's HTTP thread waits for that slot (a blocking queued
/// connection in qnetworkreplyhttpimpl.cpp) and sends nothing before. No redirects, no cookies, no cache,
/// no compression. Times out after 10 s without a connection and 30 s without a byte.
class QtTransport final : public QObject, public Transport {
    Q_OBJECT

public:
    struct Timeouts {
        std::chrono::milliseconds connect{10'000};
        std::chrono::milliseconds transfer{30'000};
    };

    /// `url` is https://host:port; anything else makes every request fail with HttpsRequired.
    QtTransport(std::string url, ServerTrust trust, Timeouts timeouts);
    QtTransport(std::string url, ServerTrust trust);
    ~QtTransport() override;

    QCoro::Task<Result<HttpReply>> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> stream(HttpRequest request) override;

    const ServerTrust& trust() const { return m_trust; }

private:
    QNetworkRequest prepare(const HttpRequest& request) const;
    QNetworkReply* start(const HttpRequest& request, bool stream);
    void guard(QNetworkReply* reply);

    QUrl m_base;
    ServerTrust m_trust;
    Timeouts m_timeouts;
    QNetworkAccessManager m_network;
};

} // namespace taskward::client
