// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresQueue.h"

#include <algorithm>
#include <vector>

namespace taskward::storage {

namespace {

bool takesTurns(const PostgresQueue::Job& job)
{
    return job.kind == db::TxKind::Write && !job.scope.org.empty();
}

} // namespace

PostgresQueue::PostgresQueue(Clock::duration patience)
    : m_patience(patience), m_refuser([this] { refuseLate(); })
{}

PostgresQueue::~PostgresQueue()
{
    close();
    m_refuser.join();
}

void PostgresQueue::add(Job job)
{
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        full = m_closed || m_jobs.size() >= kMaxQueued;
        if (!full) {
            job.deadline = Clock::now() + m_patience;
            m_jobs.push_back(std::move(job));
        }
    }
    if (full)
        return job.done(fail(ErrorCode::Overloaded, "the store's queue is full or closed"));
    m_ready.notify_one();
    m_waiting.notify_one();
}

std::optional<PostgresQueue::Job> PostgresQueue::take()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        if (std::optional<Job> job = takeReady())
            return job;
        if (m_closed && m_jobs.empty())
            return std::nullopt;
        m_ready.wait(lock);
    }
}

std::optional<PostgresQueue::Job> PostgresQueue::takeReady()
{
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [this](const Job& job) {
        return !takesTurns(job) || !m_writing.contains(job.scope.org);
    });
    if (found == m_jobs.end())
        return std::nullopt;
    Job job = std::move(*found);
    m_jobs.erase(found);
    if (takesTurns(job))
        m_writing.insert(job.scope.org);
    return job;
}

void PostgresQueue::finished(const Job& job)
{
    if (!takesTurns(job))
        return;
    const std::lock_guard lock(m_mutex);
    m_writing.erase(job.scope.org);
    m_ready.notify_all();
}

void PostgresQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_ready.notify_all();
    m_waiting.notify_all();
}

void PostgresQueue::refuseLate()
{
    std::unique_lock lock(m_mutex);
    // When closed the workers drain what is left, however late.
    while (!m_closed) {
        if (m_jobs.empty()) {
            m_waiting.wait(lock);
            continue;
        }
        // All wait equally long: the first is the first to be late.
        const Clock::time_point next = m_jobs.front().deadline;
        if (Clock::now() < next) {
            m_waiting.wait_until(lock, next);
            continue;
        }
        Job late = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        late.done(fail(ErrorCode::Overloaded, "no connection to the database was free in time"));
        lock.lock();
    }
}

} // namespace taskward::storage
