// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Attempt.h"
#include "server-stub/storage/PostgresDriver.h"
#include "server-stub/storage/PostgresQueue.h"

#include <chrono>
#include <memory>

namespace taskward::storage {

/// One connection of the pool and the rules for when a job runs again. One thread.
class PostgresWorker {
public:
    PostgresWorker(const PostgresTarget& target, std::unique_ptr<PostgresDriver> driver)
        : m_target(target), m_driver(std::move(driver))
    {}

    Status run(const PostgresQueue::Job& job);

private:
    using Clock = std::chrono::steady_clock;

    Status connect();
    db::Attempt runOnce(const PostgresQueue::Job& job, bool& committing);

    const PostgresTarget& m_target;
    std::unique_ptr<PostgresDriver> m_driver;
    /// After a failed connection nobody knocks again before this.
    Clock::time_point m_notBefore{};
    Clock::duration m_pause{};
    Status m_lastRefusal;
};

} // namespace taskward::storage
