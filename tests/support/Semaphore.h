// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace taskward::test {

/// Counts what threads have done and waits for it. As QSemaphore, but made of what ThreadSanitizer
/// sees: Qt is not instrumented, and what its semaphore orders would look like a race.
class Semaphore {
public:
    void release()
    {
        const std::lock_guard lock(m_mutex);
        ++m_count;
        m_changed.notify_all(); // with the lock: whoever waits may destroy this at once
    }
    void acquire()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_count > 0; });
        --m_count;
    }
    /// False when there were not so many in time.
    bool tryAcquire(int count, std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, patience, [&] { return m_count >= count; }))
            return false;
        m_count -= count;
        return true;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_count = 0;
};

} // namespace taskward::test
