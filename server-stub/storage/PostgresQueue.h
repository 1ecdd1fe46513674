// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Database.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace taskward::storage {

/// The jobs that wait for a connection. In order of arrival, but of the writes of one organisation
/// only one is out at a time: the others would hold connections merely to wait for its lock. A job
/// that has waited too long is answered with Overloaded. Thread-safe.
class PostgresQueue {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kMaxQueued = 4096;

    struct Job {
        db::TxKind kind = db::TxKind::Read;
        db::Scope scope;
        db::Database::Work work;
        db::Database::Done done;
        Clock::time_point deadline;
    };

    explicit PostgresQueue(Clock::duration patience);
    ~PostgresQueue();
    PostgresQueue(const PostgresQueue&) = delete;
    PostgresQueue& operator=(const PostgresQueue&) = delete;

    void add(Job job);
    /// Waits for a job; nothing once the queue is closed and empty.
    std::optional<Job> take();
    /// The job is done: the next write of its organisation may go.
    void finished(const Job& job);
    void close();

private:
    std::optional<Job> takeReady();
    void refuseLate();

    const Clock::duration m_patience;
    std::mutex m_mutex;
    std::condition_variable m_ready;   ///< for the workers
    std::condition_variable m_waiting; ///< for the thread that refuses
    std::deque<Job> m_jobs;
    std::set<OrgId> m_writing;
    bool m_closed = false;
    std::thread m_refuser;
};

} // namespace taskward::storage
