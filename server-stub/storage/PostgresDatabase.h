// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Database.h"
#include "server-stub/storage/ChangeFanOut.h"
#include "server-stub/storage/PostgresDriver.h"
#include "server-stub/storage/PostgresListener.h"
#include "server-stub/storage/PostgresQueue.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace taskward::storage {

/// PostgreSQL for many threads: a pool of connections, each with a thread that works off the queue.
/// A serialisation failure and a connection that was lost before the commit are tried again; when
/// the connection is lost in the commit its outcome is unknown and the answer is
/// StorageUnavailable.
class PostgresDatabase final : public db::Database, public ChangeSignal {
public:
    /// Connects at once, so that a wrong address or role is told at the start.
    static Result<std::unique_ptr<PostgresDatabase>>
    open(const std::string& url, unsigned connections, std::chrono::milliseconds connectionWait);
    ~PostgresDatabase() override;

    void submitWrite(const db::Scope& scope, Work work, Done done) override;
    void submitRead(const db::Scope& scope, Work work, Done done) override;
    bool readsInline() const override { return false; }
    Status check() override;
    void stop() override;

    void publish(db::Tx& tx, const OrgId& org, std::int64_t revision) override;
    [[nodiscard]] Subscription subscribe(Subscriber subscriber) override;

private:
    PostgresDatabase(PostgresTarget target, std::chrono::milliseconds connectionWait);
    void runWorker(std::unique_ptr<PostgresDriver> driver);

    PostgresTarget m_target;
    ChangeFanOut m_fanOut;
    PostgresQueue m_queue;
    std::unique_ptr<PostgresListener> m_listener;
    std::vector<std::thread> m_workers;
};

} // namespace taskward::storage
