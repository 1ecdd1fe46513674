// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "server-stub/http/Server.h"
#include "server-stub/ops/CertificateAuthority.h"
#include "tests/support/RawTlsClient.h"

#include <QTemporaryDir>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::test {

/// A real server on a loopback port with a few handlers:
///   GET /ok, GET /big (1 MiB), POST /echo, POST /tiny (16 bytes), GET /items/{id},
///   GET /throws /drops /thread /never /bad-header, GET /events (keeps the stream in `streams`).
/// "/smuggled" counts its calls: nothing that a test sends may ever reach it.
class EdgeFixture {
public:
    explicit EdgeFixture(http::EdgeLimits limits = {}, bool allowTls12 = false);
    ~EdgeFixture();

    std::uint16_t port() const { return server->port(); }
    std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
    /// "GET /ok HTTP/1.1\r\nHost: …\r\n" + headers + "\r\n".
    std::string get(std::string_view path, std::string_view headers = {}) const;
    std::string post(std::string_view path, std::string_view body,
                     std::string_view headers = {}) const;
    /// One request on a connection of its own; status 0 when there was no answer.
    RawAnswer fetch(std::string_view path) const;

    std::shared_ptr<http::EventStream> waitForStream();
    /// Answers the oldest request that waits at GET /never.
    void waitForPending();
    void answerPending();
    std::vector<http::AccessRecord> records();
    std::vector<std::string> errors();

    QTemporaryDir folder;
    SystemClock clock;
    SystemRandom random;
    ops::CertificateAuthority authority;
    http::Router router;
    std::atomic<int> smuggled{0};
    std::unique_ptr<http::Server> server;

private:
    void addHandlers();
    void addOddHandlers();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<http::EventStream>> m_streams;
    std::vector<http::Reply> m_pending;
    std::vector<http::AccessRecord> m_records;
    std::vector<std::string> m_errors;
};

/// Limits for tests of time-outs: everything after a fraction of a second, looked at every 10 ms.
http::EdgeLimits shortLimits();

} // namespace taskward::test
