// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/EventStream.h"

#include "client/sync/Backoff.h"
#include "core/contract/Sync.h"

#include <QPointer>
#include <algorithm>

namespace taskward::client {

EventStream::EventStream(Parts parts) : m_parts(parts)
{
    m_watchdog.setSingleShot(true);
    m_watchdog.setInterval(3 * m_parts.heartbeat);
    connect(&m_watchdog, &QTimer::timeout, this, &EventStream::again);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { open(); });
}

void EventStream::start()
{
    if (std::exchange(m_started, true))
        return;
    m_failures = 0;
    open();
}

void EventStream::stop()
{
    m_started = false;
    m_retry.stop();
    drop();
}

void EventStream::reconnect()
{
    if (!m_started || m_opening)
        return;
    m_retry.stop();
    drop();
    m_failures = 0;
    open();
}

std::optional<std::chrono::milliseconds> EventStream::waiting() const
{
    if (!m_retry.isActive())
        return std::nullopt;
    return m_retry.intervalAsDuration();
}

QCoro::Task<> EventStream::open()
{
    if (std::exchange(m_opening, true))
        co_return;
    const QPointer<EventStream> alive(this);
    auto* tokens = m_parts.api.tokens();
    auto asked = m_refused.empty() ? tokens->accessToken() : tokens->replacement(m_refused.clone());
    Result<Secret> token = co_await asked;
    if (!alive)
        co_return;
    m_opening = false;
    if (!m_started)
        co_return;
    if (!token) {
        again();
        co_return;
    }
    m_refused = Secret();
    m_token = token->clone();
    HttpRequest request;
    request.target = contract::kEventsPath;
    request.headers.emplace_back("Accept", "text/event-stream");
    request.accessToken = std::move(*token);
    request.proven = true;
    m_parser = {};
    m_stream = m_parts.api.transport().stream(std::move(request));
    m_watchdog.start();
    connect(m_stream.get(), &HttpStream::opened, this, &EventStream::opened);
    connect(m_stream.get(), &HttpStream::received, this, &EventStream::received);
    // Queued: the stream is deleted by it. Another one may stand there by then.
    connect(
        m_stream.get(), &HttpStream::closed, this,
        [this, ended = QPointer<HttpStream>(m_stream.get())] {
            if (ended && ended == m_stream.get())
                again();
        },
        Qt::QueuedConnection);
}

void EventStream::opened(const HttpReply& head)
{
    if (head.status == 200) {
        m_openedAtMs = m_parts.clock.monotonicMs();
        m_connected = true;
        emit connectedChanged(true);
        return;
    }
    // The server closes; closed() tries again.
    m_retryAfterSeconds = retryAfterOf(head);
    if (head.status == 401)
        m_refused = m_token.clone();
}

void EventStream::received(const QByteArray& bytes)
{
    if (!m_connected)
        return;
    m_watchdog.start();
    const auto events = m_parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    std::int64_t newest = -1;
    for (const auto& event : events) {
        if (event.name != "changed")
            continue;
        const auto data = contract::fromJson<contract::ChangedEvent>(
            event.data, contract::json::Reading::Lenient);
        if (data)
            newest = std::max(newest, data->revision);
    }
    if (newest >= 0)
        emit changed(newest);
}

void EventStream::drop()
{
    m_watchdog.stop();
    m_stream.reset();
    if (std::exchange(m_connected, false))
        emit connectedChanged(false);
}

void EventStream::again()
{
    // A server that accepts and closes at once is one that fails, too.
    const bool held =
        m_connected && m_parts.clock.monotonicMs() - m_openedAtMs > m_parts.heartbeat.count();
    drop();
    if (!m_started)
        return;
    m_failures = held ? 1 : m_failures + 1;
    const auto asked = std::exchange(m_retryAfterSeconds, std::nullopt);
    m_retry.start(backoff(m_failures, asked, m_parts.random, m_parts.longestPause));
}

} // namespace taskward::client
