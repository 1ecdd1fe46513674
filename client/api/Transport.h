// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/contract/Endpoint.h"

#include <QByteArray>
#include <QCoroTask>
#include <QObject>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace taskward::client {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    contract::Verb verb = contract::Verb::Get;
    std::string target; ///< path and query
    Headers headers;
    std::string body;    ///< JSON; empty: none
    Secret secretBody;   ///< instead of `body`, where secrets are in it
    Secret accessToken;  ///< of a session, bound to the device's key; empty: none
    Secret apiKey;       ///< a key for scripts, instead of a token; empty: none
    bool proven = false; ///< goes with a proof of the device's key (RFC 9449)

    HttpRequest copy() const;
};

struct HttpReply {
    int status = 0;
    Headers headers; ///< names in lower case
    QByteArray body;
    const std::string* header(std::string_view lowerCaseName) const;
};

/// An answer that goes on for as long as it is listened to (server-sent events).
class HttpStream : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

signals:
    /// Status and headers; no body.
    void opened(const taskward::client::HttpReply& head);
    void received(const QByteArray& bytes);
    /// Once, at the end of whatever kind; nothing follows.
    void closed(const taskward::Error& error);
};

/// One server, over one kind of connection. The owner's thread. Errors: Offline, Timeout,
/// ServerUntrusted (before anything of the request was sent), ProtocolError, Cancelled. An answer with a
/// status of any kind is a success; a truncated one is an error.
class Transport {
public:
    virtual ~Transport() = default;
    virtual QCoro::Task<Result<HttpReply>> send(HttpRequest request) = 0;
    /// Deleting the stream ends it.
    virtual std::unique_ptr<HttpStream> stream(HttpRequest request) = 0;
};

} // namespace taskward::client
