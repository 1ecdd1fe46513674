// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace taskward::http {

/// A few threads for work that takes its time (password hashes), with a queue that has an end: a flood
/// of sign-ins is refused before it can eat memory or starve the rest. Thread-safe.
class WorkPool {
public:
    /// `niceness`: how far its threads give way to the others (nice(2)).
    WorkPool(std::size_t threads, std::size_t queueCap, int niceness = 0);
    ~WorkPool();
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    /// Errors: Overloaded when the queue is full or the pool has stopped.
    Status submit(std::function<void()> work);
    /// Runs what is queued and joins.
    void stop();

private:
    void run(int niceness);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    std::size_t m_cap;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace taskward::http
