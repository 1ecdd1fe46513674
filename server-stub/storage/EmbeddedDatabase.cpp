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
/// Longest wait for more jobs before a commit.
constexpr std::chrono::milliseconds kMaxLinger{1};

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
    std::vector<Job> batch;
    while (takeQueued(batch)) {
        for (std::size_t first = 0; first < batch.size();)
            first += commitSome(batch, first, true);
        batch.clear();
    }
}

/// Waits for work; false when there will be none.
bool EmbeddedDatabase::takeQueued(std::vector<Job>& batch)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    const auto count = static_cast<std::ptrdiff_t>(std::min(m_queue.size(), kMaxBatch));
    const auto end = m_queue.begin() + count;
    std::move(m_queue.begin(), end, std::back_inserter(batch));
    m_queue.erase(m_queue.begin(), end);
    return !batch.empty();
}

/// Takes what arrived meanwhile, before the commit. Where a commit is slow it waits a fraction of one
/// for those who have just been answered: they are likely to come back, and would wait for the next
/// commit otherwise. A single writer is never kept waiting.
bool EmbeddedDatabase::linger(std::vector<Job>& batch)
{
    const std::size_t room = kMaxBatch - std::min(kMaxBatch, batch.size());
    std::unique_lock lock(m_mutex);
    if (m_queue.empty() && m_lastBatch > 1 && batch.size() < kMaxBatch) {
        const auto patience =
            std::min<std::chrono::steady_clock::duration>(m_lastCommit / 8, kMaxLinger);
        m_wake.wait_for(lock, patience, [this] { return m_stopping || !m_queue.empty(); });
    }
    const auto end = m_queue.begin() + static_cast<std::ptrdiff_t>(std::min(room, m_queue.size()));
    const bool grown = end != m_queue.begin();
    std::move(m_queue.begin(), end, std::back_inserter(batch));
    m_queue.erase(m_queue.begin(), end);
    return grown;
}

/// One transaction over the jobs from `first` on, or over some of them when the engine gives it up
/// half-way. Answers those it took and says how many they were.
std::size_t EmbeddedDatabase::commitSome(std::vector<Job>& batch, std::size_t first, bool growing)
{
    m_changes.clear();
    if (const Status begun = begin(); !begun) {
        settle(std::span(batch).subspan(first), begun);
        return batch.size() - first;
    }
    const std::size_t limit = growing ? kMaxBatch : first + 1;
    std::size_t next = first;
    do {
        for (; next < std::min(batch.size(), limit); ++next) {
            runJob(batch[next]);
            if (m_writer->inTransaction())
                continue;
            // A full disk undid the whole transaction: nothing of it may be claimed.
            m_changes.clear();
            const Status& own = batch[next].status;
            const Status cause =
                own ? Status(fail(ErrorCode::Internal, "a job ended the transaction")) : own;
            settle(std::span(batch).subspan(first, next + 1 - first), cause);
            return next + 1 - first;
        }
    } while (growing && linger(batch));
    const std::span<Job> jobs = std::span(batch).subspan(first, next - first);
    const Status committed = commit();
    // A deferred constraint speaks up at the commit: find out whose it is, one by one.
    if (!committed && committed.error().code == ErrorCode::Constraint && jobs.size() > 1)
        return commitSome(batch, first, false);
    m_lastBatch = jobs.size();
    settle(jobs, committed);
    return jobs.size();
}

Status EmbeddedDatabase::commit()
{
    const auto began = std::chrono::steady_clock::now();
    Status committed =
        db::attempt([this]() -> Status { return m_writer->commit(), Status{}; }).status;
    m_lastCommit = std::chrono::steady_clock::now() - began;
    m_lastCommitFailed = !committed;
    if (!committed) {
        m_changes.clear();
        m_writer->rollback();
    }
    return committed;
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
