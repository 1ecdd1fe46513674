// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Database.h"
#include "core/db/SqlCipherDriver.h"
#include "server-stub/storage/ChangeFanOut.h"
#include "server-stub/storage/ReadPool.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace taskward::storage {

struct EmbeddedOptions {
    std::filesystem::path file;
    Secret key;
    bool memorySecurity = false;
    int writerCacheKiB = 16 * 1024;
    int readerCacheKiB = 24 * 1024;
};

/// The embedded engine for many threads. One writer thread takes all that is queued, runs each job
/// in its savepoint, commits once and only then answers: 32 waiting writers share one fsync. What
/// arrives while the jobs run joins them. A job that fails is undone alone. When the commit itself
/// fails, all of them failed.
class EmbeddedDatabase final : public db::Database, public ChangeSignal {
public:
    static constexpr std::size_t kMaxBatch = 256;
    static constexpr std::size_t kMaxQueued = 10'000;

    /// The file must exist (see migrateStore). Errors as openSqlCipher.
    static Result<std::unique_ptr<EmbeddedDatabase>> open(EmbeddedOptions options);
    ~EmbeddedDatabase() override;

    void submitWrite(const db::Scope& scope, Work work, Done done) override;
    void submitRead(const db::Scope& scope, Work work, Done done) override;
    bool readsInline() const override { return true; }
    Status check() override;
    void stop() override;

    void publish(db::Tx& tx, const OrgId& org, std::int64_t revision) override;
    [[nodiscard]] Subscription subscribe(Subscriber subscriber) override;

private:
    struct Job {
        db::Scope scope;
        Work work;
        Done done;
        Status status;
    };

    EmbeddedDatabase(std::unique_ptr<db::Driver> writer, db::SqlCipherOptions readers);
    void runWriter();
    bool takeQueued(std::vector<Job>& batch);
    bool linger(std::vector<Job>& batch);
    std::size_t commitSome(std::vector<Job>& batch, std::size_t first, bool growing);
    Status commit();
    Status begin();
    void runJob(Job& job);
    void settle(std::span<Job> jobs, const Status& whole);

    std::unique_ptr<db::Driver> m_writer; ///< the writer thread's alone
    std::vector<Change> m_changes;        ///< of the running transaction; the writer thread's alone
    std::size_t m_lastBatch = 0;          ///< jobs in the last commit; the writer's
    std::chrono::steady_clock::duration m_lastCommit{}; ///< how long it took; the writer's
    ReadPool m_readers;
    ChangeFanOut m_fanOut;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Job> m_queue;
    bool m_stopping = false;
    std::atomic<bool> m_stopped = false;
    std::atomic<bool> m_lastCommitFailed = false;
    std::thread m_thread;
};

} // namespace taskward::storage
