// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/StreamChannel.h"

#include "server-stub/http/Session.h"

#include <utility>

namespace taskward::http {

StreamChannel::StreamChannel(std::shared_ptr<LoopPort> port, std::weak_ptr<Session> session,
                             std::size_t backlogBytes)
    : m_port(std::move(port)), m_session(std::move(session)), m_backlogBytes(backlogBytes)
{}

void StreamChannel::send(std::string event)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        if (m_queue.size() + m_inFlight + event.size() > m_backlogBytes) {
            // Slower than the news: it comes back with its cursor and reads what it missed.
            m_closed = m_overflow = true;
            m_queue = std::string();
        } else {
            m_queue.append(event);
        }
        if (std::exchange(m_scheduled, true))
            return;
    }
    wakeSession();
}

void StreamChannel::close()
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_closed, true) || std::exchange(m_scheduled, true))
            return;
    }
    wakeSession();
}

bool StreamChannel::closed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

bool StreamChannel::overflowed() const
{
    const std::lock_guard lock(m_mutex);
    return m_overflow;
}

std::string StreamChannel::take()
{
    const std::lock_guard lock(m_mutex);
    m_scheduled = false;
    m_inFlight = m_queue.size();
    return std::exchange(m_queue, std::string());
}

void StreamChannel::written()
{
    const std::lock_guard lock(m_mutex);
    m_inFlight = 0;
}

void StreamChannel::detach()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_queue = std::string();
    m_inFlight = 0;
}

void StreamChannel::wakeSession()
{
    // The session is locked on its own thread only: its last reference must not end on this one.
    const bool alive = m_port->post([weak = m_session] {
        if (const auto session = weak.lock())
            session->flushStream();
    });
    if (!alive)
        detach();
}

} // namespace taskward::http
