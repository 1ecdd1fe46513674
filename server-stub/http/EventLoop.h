// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "server-stub/http/EdgeLimits.h"

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

namespace taskward::http {

class Session;

/// The way into a loop for other threads. Outlives it: after the loop has stopped, work is dropped.
class LoopPort {
public:
    explicit LoopPort(boost::asio::io_context& context) : m_context(&context) {}

    bool isCurrentThread() const { return m_thread.load() == std::this_thread::get_id(); }
    /// False: the loop has stopped and `work` was destroyed on this thread.
    template <typename Work>
    bool post(Work&& work)
    {
        const std::lock_guard lock(m_mutex);
        if (m_context == nullptr)
            return false;
        boost::asio::post(*m_context, std::forward<Work>(work));
        return true;
    }

private:
    friend class EventLoop;
    std::mutex m_mutex;
    boost::asio::io_context* m_context;
    std::atomic<std::thread::id> m_thread;
};

/// One thread with its sockets, its scratch memory and its clockwork. Everything but port(), load()
/// and reserve() belongs to that thread alone, so nothing in it is locked.
class EventLoop {
public:
    /// `random` is shared with other loops: it must be safe from any thread.
    EventLoop(const EdgeLimits& limits, const Clock& clock, Random& random);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    void start();
    /// From another thread: ends the thread and destroys what still waits. Sessions are gone
    /// afterwards.
    void stop();

    boost::asio::io_context& context() { return m_context; }
    const std::shared_ptr<LoopPort>& port() { return m_port; }
    std::size_t load() const { return m_load.load(std::memory_order_relaxed); }
    const EdgeLimits& limits() const { return m_limits; }

    /// From any thread: a session is on its way here; it counts from now on.
    void reserve() { m_load.fetch_add(1, std::memory_order_relaxed); }
    void adopt(const std::shared_ptr<Session>& session);
    /// Once for each session that was reserved, when it has closed.
    void forget(Session& session);
    /// Every session is asked to end soon; from now on none waits for a next request.
    void drain();
    bool draining() const { return m_draining; }

    std::int64_t nowMs() const { return m_clock.monotonicMs(); }
    /// IMF-fixdate (RFC 9110 section 5.6.7) of this second.
    std::string_view date();
    std::string makeRequestId();
    /// Where a record is decrypted to, and where an answer is put together: one each for the whole
    /// loop.
    std::span<char> readScratch() { return m_readScratch; }
    std::string& writeScratch() { return m_writeScratch; }

private:
    /// A request id needs to be unique, not secret: one call of the system for many of them.
    class BufferedRandom final : public Random {
    public:
        explicit BufferedRandom(Random& source) : m_source(source) {}
        void fill(std::span<std::uint8_t> bytes) override;

    private:
        Random& m_source;
        std::array<std::uint8_t, 2048> m_bytes{};
        std::size_t m_left = 0;
    };

    void scheduleTick();
    void tick();

    const EdgeLimits& m_limits;
    const Clock& m_clock;
    BufferedRandom m_random;
    boost::asio::io_context m_context;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> m_work;
    boost::asio::steady_timer m_timer;
    std::shared_ptr<LoopPort> m_port;
    std::unordered_map<Session*, std::shared_ptr<Session>> m_sessions;
    std::atomic<std::size_t> m_load{0};
    bool m_ticking = false;
    bool m_draining = false;
    std::int64_t m_dateSecond = -1;
    std::array<char, 32> m_date{};
    std::array<char, 16 * 1024> m_readScratch;
    std::string m_writeScratch;
    std::thread m_thread;
};

} // namespace taskward::http
