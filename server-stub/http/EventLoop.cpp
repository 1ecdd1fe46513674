// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/EventLoop.h"

#include "core/base/Id.h"
#include "server-stub/http/Session.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

namespace taskward::http {

void EventLoop::BufferedRandom::fill(std::span<std::uint8_t> bytes)
{
    if (bytes.size() > m_left) {
        m_source.fill(m_bytes);
        m_left = m_bytes.size();
    }
    std::memcpy(bytes.data(), m_bytes.data() + m_bytes.size() - m_left, bytes.size());
    m_left -= bytes.size();
}

EventLoop::EventLoop(const EdgeLimits& limits, const Clock& clock, Random& random)
    : m_limits(limits), m_clock(clock), m_random(random), m_context(1),
      m_work(m_context.get_executor()), m_timer(m_context),
      m_port(std::make_shared<LoopPort>(m_context))
{}

EventLoop::~EventLoop()
{
    stop();
}

void EventLoop::start()
{
    m_thread = std::thread([this] {
        // Writing to a connection that the peer has reset must be an error, not a signal.
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        m_port->m_thread = std::this_thread::get_id();
        m_context.run();
        m_port->m_thread = std::thread::id();
    });
}

void EventLoop::stop()
{
    {
        const std::lock_guard lock(m_port->m_mutex);
        m_port->m_context = nullptr;
    }
    m_context.stop();
    if (m_thread.joinable())
        m_thread.join();
    // Handlers that never ran hold their sessions; both go with the context, which is a member
    // after everything that they use. What is left here is closed now, on this thread, with nobody
    // beside.
    const auto sessions = std::move(m_sessions);
    m_sessions.clear();
    for (const auto& [raw, session] : sessions)
        session->abort();
}

void EventLoop::adopt(const std::shared_ptr<Session>& session)
{
    m_sessions.emplace(session.get(), session);
    scheduleTick();
}

void EventLoop::forget(Session& session)
{
    m_sessions.erase(&session);
    m_load.fetch_sub(1, std::memory_order_relaxed);
}

void EventLoop::drain()
{
    m_draining = true;
    std::vector<std::shared_ptr<Session>> all;
    for (const auto& [raw, session] : m_sessions)
        all.push_back(session);
    for (const auto& session : all)
        session->drain();
}

void EventLoop::scheduleTick()
{
    // No connections, no ticks: an idle server sleeps.
    if (m_ticking || m_sessions.empty())
        return;
    m_ticking = true;
    m_timer.expires_after(m_limits.tick);
    m_timer.async_wait([this](const boost::system::error_code& error) {
        m_ticking = false;
        if (!error)
            tick();
    });
}

void EventLoop::tick()
{
    const std::int64_t now = nowMs();
    std::vector<std::shared_ptr<Session>> due;
    for (const auto& [raw, session] : m_sessions) {
        if (session->isDue(now))
            due.push_back(session);
    }
    for (const auto& session : due)
        session->onDeadline(now);
    scheduleTick();
}

std::string_view EventLoop::date()
{
    const std::int64_t second = m_clock.now().ms / 1000;
    if (second != m_dateSecond) {
        m_dateSecond = second;
        static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        const auto time = static_cast<std::time_t>(second);
        std::tm tm{};
        gmtime_r(&time, &tm);
        // strftime would use the names of the process's locale.
        std::snprintf(m_date.data(), m_date.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                      kDays[tm.tm_wday], tm.tm_mday % 100, kMonths[tm.tm_mon],
                      (tm.tm_year + 1900) % 10000, tm.tm_hour % 100, tm.tm_min % 100,
                      tm.tm_sec % 100);
    }
    return m_date.data();
}

std::string EventLoop::makeRequestId()
{
    return makeUuidV7(m_clock, m_random);
}

} // namespace taskward::http
