// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/WorkPool.h"

#include <sys/resource.h>
#include <unistd.h>

namespace taskward::http {

WorkPool::WorkPool(std::size_t threads, std::size_t queueCap, int niceness) : m_cap(queueCap)
{
    for (std::size_t i = 0; i < threads; ++i)
        m_threads.emplace_back([this, niceness] { run(niceness); });
}

WorkPool::~WorkPool()
{
    stop();
}

Status WorkPool::submit(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_queue.size() >= m_cap)
            return fail(ErrorCode::Overloaded, "work queue");
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
    return {};
}

void WorkPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

void WorkPool::run(int niceness)
{
    // On Linux the priority belongs to the thread. Best effort: it is only about fairness.
    if (niceness != 0)
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            work = std::move(m_queue.front());
            m_queue.pop_front();
        }
        try {
            work();
        } catch (...) {
            // An outermost frame. The reply goes unanswered, which the edge answers with 500 and logs.
        }
    }
}

} // namespace taskward::http
