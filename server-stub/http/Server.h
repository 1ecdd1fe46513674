// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "server-stub/http/EdgeLimits.h"
#include "server-stub/http/Router.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::http {

/// What the log line of one request holds; written by the edge when the answer is out. Route
/// template, never the query, never a body.
struct AccessRecord {
    std::string requestId;
    std::string_view method;
    std::string route;
    int status = 0;
    std::size_t bytes = 0;
    std::int64_t microseconds = 0;
    std::string remoteAddress;
};

struct TlsFiles {
    std::filesystem::path certificateChain; ///< PEM, leaf first
    std::filesystem::path privateKey;       ///< PEM, 0600
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: any free port
    TlsFiles tls;
    bool allowTls12 = false;
    /// Names that the Host header may carry besides the listening address ("host" or "host:port").
    std::vector<std::string> hostNames;
    unsigned threads = 0; ///< 0: one for each core
    EdgeLimits limits;
    /// Both are called on an I/O thread and must not block; empty: nothing is logged. The second
    /// one gets what a person must look at: a handler that threw, an answer that could not be sent.
    std::function<void(const AccessRecord&)> accessLog;
    std::function<void(std::string_view requestId, const Error&)> errorLog;
};

/// The HTTP/1.1 edge over TLS 1.3: one acceptor, one event loop for each thread, each connection
/// pinned to one of them. All limits and time-outs of core/base/Limits.h are enforced here while
/// bytes arrive, so that a handler only ever sees a complete, well-formed request. Handlers are
/// called on an I/O thread and must not block it: they hand their work on and answer through the
/// Reply.
class Server {
public:
    Server(ServerOptions options, const Router& router, const Clock& clock, Random& random);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and starts the threads. Errors: StorageUnavailable (certificate), Conflict (address in
    /// use).
    Status start();
    std::uint16_t port() const;
    /// New connections get the new certificate, running ones are not disturbed.
    Status reloadCertificate();
    /// From now on /readyz is the caller's to fail; stops accepting, lets running requests end
    /// within `limits::kDrainTimeout`, closes idle connections and event streams, joins the
    /// threads.
    void drain();
    std::size_t connections() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace taskward::http
