// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/EmbeddedDatabase.h"

#include "core/base/Assert.h"
#include "core/base/Limits.h"
#include "core/db/Attempt.h"

#include <algorithm>
#include <future>
#include <iterator>

namespace taskward::storage {

namespace {

/// Beginning waits for another process (a command at work on the same file) this often.
constexpr int kMaxBegins = 3;

void keepNewest(std::vector<Change>& changes)
{
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return a.org != b.org ? a.org < b.org : a.revision > b.revision;
    });
    const auto sameOrg = [](const Change& a, const Change& b) { return a.org == b.org; };
    changes.erase(std::unique(changes.begin(), changes.end(), sameOrg), changes.end());
}

} // namespace

Result<std::unique_ptr<EmbeddedDatabase>> EmbeddedDatabase::open(EmbeddedOptions options)
{
    db::SqlCipherOptions writer;
    writer.path = options.file;
    writer.key = options.key.clone();
    writer.memorySecurity = options.memorySecurity;
    writer.pageCacheKiB = options.writerCacheKiB;
    TW_ASSIGN(std::unique_ptr<db::Driver> driver, db::openSqlCipher(writer));
    db::SqlCipherOptions readers = std::move(writer);
    readers.pageCacheKiB = options.readerCacheKiB;
    return std::unique_ptr<EmbeddedDatabase>(
        new EmbeddedDatabase(std::move(driver), std::move(readers)));
}

EmbeddedDatabase::EmbeddedDatabase(std::unique_ptr<db::Driver> writer, db::SqlCipherOptions readers)
    : m_writer(std::move(writer)), m_readers(std::move(readers)), m_thread([this] { runWriter(); })
{}

EmbeddedDatabase::~EmbeddedDatabase()
{
    stop();
}

void EmbeddedDatabase::submitWrite(const db::Scope& scope, Work work, Done done)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping && m_queue.size() < kMaxQueued) {
            first = m_queue.empty();
            m_queue.push_back({scope, std::move(work), std::move(done), {}});
            done = nullptr;
        }
    }
    if (done)
        done(fail(ErrorCode::Overloaded, "the write queue is full or closed"));
    else if (first)
        m_wake.notify_one();
}

void EmbeddedDatabase::submitRead(const db::Scope& scope, Work work, Done done)
{
    if (m_stopped)
        return done(fail(ErrorCode::Overloaded, "the store is closed"));
    Status status = m_readers.read([&](db::Tx& tx) -> Status {
        tx.setScope(scope);
        return work(tx);
    });
    done(std::move(status));
}

Status EmbeddedDatabase::check()
{
    TW_TRY(read({}, [](db::Tx& tx) -> Status {
        tx.run("SELECT 1 FROM sqlite_schema LIMIT 1");
        return {};
    }));
    // After a failed commit only a real write tells whether there is room again.
    const bool probe = m_lastCommitFailed;
    const auto finished = std::make_shared<std::promise<Status>>();
    std::future<Status> future = finished->get_future();
    submitWrite(
        {},
        [probe](db::Tx& tx) -> Status {
            if (probe) {
                db::Rows rows = tx.query("SELECT user_version FROM pragma_user_version");
                const bool odd = rows.next() && rows.integer(0) % 2 != 0;
                tx.driver().script(odd ? "PRAGMA user_version = 0" : "PRAGMA user_version = 1");
            }
            return {};
        },
        [finished](Status status) { finished->set_value(std::move(status)); });
    if (future.wait_for(limits::kStatementTimeout) != std::future_status::ready)
        return fail(ErrorCode::Timeout, "the writer does not answer");
    return future.get();
}

void EmbeddedDatabase::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    TW_ASSERT(std::this_thread::get_id() != m_thread.get_id());
    if (m_thread.joinable())
        m_thread.join();
    m_stopped = true;
}

void EmbeddedDatabase::publish(db::Tx&, const OrgId& org, std::int64_t revision)
{
    TW_ASSERT(std::this_thread::get_id() == m_thread.get_id());
    m_changes.push_back({org, revision});
}

Subscription EmbeddedDatabase::subscribe(Subscriber subscriber)
{
    return m_fanOut.subscribe(std::move(subscriber));
}

void EmbeddedDatabase::runWriter()
{
    while (true) {
        std::vector<Job> batch = takeBatch();
        if (batch.empty())
            return;
        for (std::span<Job> rest = batch; !rest.empty();)
            rest = rest.subspan(commitSome(rest));
    }
}

std::vector<EmbeddedDatabase::Job> EmbeddedDatabase::takeBatch()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    if (m_queue.size() <= kMaxBatch)
        return std::exchange(m_queue, {});
    const auto end = m_queue.begin() + kMaxBatch;
    std::vector<Job> batch(std::make_move_iterator(m_queue.begin()), std::make_move_iterator(end));
    m_queue.erase(m_queue.begin(), end);
    return batch;
}

/// One transaction over the jobs, or over the first of them when the engine gives it up half-way.
/// Answers those it took and says how many they were.
std::size_t EmbeddedDatabase::commitSome(std::span<Job> jobs)
{
    m_changes.clear();
    if (const Status begun = begin(); !begun) {
        settle(jobs, begun);
        return jobs.size();
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        runJob(jobs[i]);
        if (m_writer->inTransaction())
            continue;
        // A full disk undid the whole transaction: nothing of it may be claimed.
        m_changes.clear();
        const Status cause = jobs[i].status
                                 ? Status(fail(ErrorCode::Internal, "a job ended the transaction"))
                                 : jobs[i].status;
        settle(jobs.first(i + 1), cause);
        return i + 1;
    }
    const Status committed =
        db::attempt([this]() -> Status { return m_writer->commit(), Status{}; }).status;
    m_lastCommitFailed = !committed;
    if (!committed) {
        m_changes.clear();
        m_writer->rollback();
        // A deferred constraint speaks up at the commit: find out whose it is, one by one.
        if (committed.error().code == ErrorCode::Constraint && jobs.size() > 1)
            return commitSome(jobs.first(1));
    }
    settle(jobs, committed);
    return jobs.size();
}

Status EmbeddedDatabase::begin()
{
    for (int run = 1;; ++run) {
        db::Attempt begun = db::attempt(
            [this]() -> Status { return m_writer->begin(db::TxKind::Write), Status{}; });
        if (begun.status || !begun.retryable || run == kMaxBegins)
            return std::move(begun.status);
        db::backOff(run + 1);
    }
}

void EmbeddedDatabase::runJob(Job& job)
{
    const std::size_t changesBefore = m_changes.size();
    job.status = db::attempt([&]() -> Status {
                     m_writer->savepoint();
                     db::Tx tx(*m_writer);
                     tx.setScope(job.scope);
                     TW_TRY(job.work(tx));
                     m_writer->releaseSavepoint();
                     return {};
                 }).status;
    if (!job.status) {
        m_changes.resize(changesBefore);
        m_writer->rollbackToSavepoint();
    }
}

void EmbeddedDatabase::settle(std::span<Job> jobs, const Status& whole)
{
    std::vector<Change> changes = std::exchange(m_changes, {});
    for (Job& job : jobs) {
        job.done(job.status ? whole : std::move(job.status));
        job.work = nullptr;
        job.done = nullptr;
    }
    if (changes.empty())
        return;
    keepNewest(changes);
    m_fanOut.announce(changes);
}

} // namespace taskward::storage
