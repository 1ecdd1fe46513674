// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresWorker.h"

#include <algorithm>

namespace taskward::storage {

namespace {

using std::chrono::milliseconds;

constexpr int kMaxRuns = 8;
constexpr int kMaxReconnects = 2;
constexpr milliseconds kFirstPause{50};
constexpr milliseconds kLongestPause{2000};

} // namespace

Status PostgresWorker::connect()
{
    if (m_driver && m_driver->healthy())
        return {};
    m_driver.reset();
    if (Clock::now() < m_notBefore)
        return m_lastRefusal;
    Result<std::unique_ptr<PostgresDriver>> opened =
        PostgresDriver::open(m_target, PostgresRole::App);
    if (!opened) {
        m_pause = std::clamp<Clock::duration>(m_pause * 2, kFirstPause, kLongestPause);
        m_notBefore = Clock::now() + m_pause;
        m_lastRefusal = fail(opened.error());
        return m_lastRefusal;
    }
    m_driver = std::move(*opened);
    m_pause = {};
    return {};
}

Status PostgresWorker::run(const PostgresQueue::Job& job)
{
    int reconnects = 0;
    for (int run = 1;; ++run) {
        TW_TRY(connect());
        bool committing = false;
        db::Attempt outcome = runOnce(job, committing);
        if (outcome.status)
            return {};
        if (!m_driver->healthy()) {
            if (committing)
                return fail(ErrorCode::StorageUnavailable,
                            "the outcome of a commit is unknown: " + outcome.status.error().detail);
            if (++reconnects > kMaxReconnects)
                return std::move(outcome.status);
            continue;
        }
        if (!outcome.retryable || run >= kMaxRuns)
            return std::move(outcome.status);
        db::backOff(run + 1);
    }
}

db::Attempt PostgresWorker::runOnce(const PostgresQueue::Job& job, bool& committing)
{
    const bool ordered = job.kind == db::TxKind::Write && !job.scope.org.empty();
    db::Attempt outcome = db::attempt([&]() -> Status {
        // Before the transaction: its snapshot must be taken after the other's commit.
        if (ordered)
            m_driver->lockOrganisation(job.scope.org.value);
        m_driver->begin(job.kind);
        db::Tx tx(*m_driver);
        tx.setScope(job.scope);
        TW_TRY(job.work(tx));
        committing = job.kind == db::TxKind::Write;
        m_driver->commit();
        return {};
    });
    if (!outcome.status)
        m_driver->rollback();
    if (ordered)
        m_driver->unlockOrganisation();
    return outcome;
}

} // namespace taskward::storage
