// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/EventStream.h"

#include "core/base/Limits.h"
#include "core/contract/Sync.h"

#include <QPointer>
#include <QRandomGenerator>
#include <algorithm>

namespace taskward::client {

EventStream::EventStream(ApiClient& api) : m_api(api)
{
    m_watchdog.setSingleShot(true);
    m_watchdog.setInterval(3 * std::chrono::milliseconds(limits::kEventHeartbeat));
    connect(&m_watchdog, &QTimer::timeout, this, &EventStream::again);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { open(); });
}

void EventStream::start()
{
    if (std::exchange(m_started, true))
        return;
    open();
}

void EventStream::stop()
{
    m_started = false;
    m_watchdog.stop();
    m_retry.stop();
    m_stream.reset();
    if (std::exchange(m_connected, false))
        emit connectedChanged(false);
}

QCoro::Task<> EventStream::open()
{
    if (std::exchange(m_opening, true))
        co_return;
    const QPointer<EventStream> alive(this);
    HttpRequest request;
    request.target = contract::kEventsPath;
    request.headers.emplace_back("Accept", "text/event-stream");
    auto asked = m_api.tokens()->accessToken();
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
    request.bearer = std::move(*token);
    m_parser = {};
    m_stream = m_api.transport().stream(std::move(request));
    m_watchdog.start();
    connect(m_stream.get(), &HttpStream::opened, this, [this](int status) {
        if (status != 200)
            return; // the server closes; closed() tries again
        m_failures = 0;
        m_connected = true;
        emit connectedChanged(true);
    });
    connect(m_stream.get(), &HttpStream::received, this, &EventStream::received);
    connect(m_stream.get(), &HttpStream::closed, this, &EventStream::again, Qt::QueuedConnection);
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

void EventStream::again()
{
    m_watchdog.stop();
    m_stream.reset();
    if (std::exchange(m_connected, false))
        emit connectedChanged(false);
    if (!m_started)
        return;
    // 1, 2, 4 ... 60 s, each shortened by up to a half so that many clients do not come at once.
    const int ceiling = 1000 * std::min(60, 1 << std::min(m_failures++, 6));
    m_retry.start(ceiling / 2 + QRandomGenerator::global()->bounded(ceiling / 2 + 1));
}

} // namespace taskward::client
