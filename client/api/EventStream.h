// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/ApiClient.h"
#include "client/api/EventParser.h"
#include "core/base/Clock.h"
#include "core/base/Limits.h"
#include "core/base/Random.h"

#include <QTimer>
#include <memory>

namespace taskward::client {

/// Listens to GET /v1/events as long as it lives and is started; connects again by itself: with growing
/// pauses after failures, not before a Retry-After is over, and whenever nothing (not even a heartbeat)
/// came for three of them. A token that the server refuses is replaced first. The owner's thread.
class EventStream : public QObject {
    Q_OBJECT

public:
    struct Parts {
        ApiClient& api;
        const Clock& clock;
        Random& random;
        std::chrono::milliseconds heartbeat{limits::kEventHeartbeat};
        std::chrono::milliseconds longestPause{60'000};
    };
    explicit EventStream(Parts parts);

    void start();
    void stop();
    /// Gives up the connection that is there and makes another one at once: it may be dead.
    void reconnect();
    /// How long it waits before the next attempt; nothing while it is connected or connecting.
    std::optional<std::chrono::milliseconds> waiting() const;
    bool connected() const { return m_connected; }

signals:
    void connectedChanged(bool connected);
    void changed(std::int64_t revision);

private:
    QCoro::Task<> open();
    void opened(const HttpReply& head);
    void received(const QByteArray& bytes);
    void again();
    void drop();

    Parts m_parts;
    std::unique_ptr<HttpStream> m_stream;
    EventParser m_parser;
    QTimer m_watchdog;
    QTimer m_retry;
    Secret m_token;   ///< that the stream was asked for with
    Secret m_refused; ///< that the server answered 401 to
    std::optional<int> m_retryAfterSeconds;
    std::int64_t m_openedAtMs = 0;
    int m_failures = 0;
    bool m_started = false;
    bool m_connected = false;
    bool m_opening = false;
};

} // namespace taskward::client
