// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresDatabase.h"

#include "server-stub/storage/PostgresWorker.h"

namespace taskward::storage {

Result<std::unique_ptr<PostgresDatabase>>
PostgresDatabase::open(const std::string& url, unsigned connections,
                       std::chrono::milliseconds connectionWait)
{
    TW_ASSIGN(PostgresTarget target, readPostgresUrl(url));
    std::unique_ptr<PostgresDatabase> database(
        new PostgresDatabase(std::move(target), connectionWait));
    TW_ASSIGN(std::unique_ptr<PostgresDriver> first,
              PostgresDriver::open(database->m_target, PostgresRole::App));
    TW_ASSIGN(database->m_listener,
              PostgresListener::start(database->m_target, database->m_fanOut));
    // The others connect with their first job.
    for (unsigned i = 0; i < std::max(connections, 1U); ++i) {
        database->m_workers.emplace_back(
            [raw = database.get(), driver = std::move(first)]() mutable {
                raw->runWorker(std::move(driver));
            });
    }
    return database;
}

PostgresDatabase::PostgresDatabase(PostgresTarget target, std::chrono::milliseconds connectionWait)
    : m_target(std::move(target)), m_queue(connectionWait)
{}

PostgresDatabase::~PostgresDatabase()
{
    stop();
}

void PostgresDatabase::runWorker(std::unique_ptr<PostgresDriver> driver)
{
    PostgresWorker worker(m_target, std::move(driver));
    while (std::optional<PostgresQueue::Job> job = m_queue.take()) {
        Status status = worker.run(*job);
        m_queue.finished(*job);
        job->done(std::move(status));
    }
}

void PostgresDatabase::submitWrite(const db::Scope& scope, Work work, Done done)
{
    m_queue.add({db::TxKind::Write, scope, std::move(work), std::move(done), {}});
}

void PostgresDatabase::submitRead(const db::Scope& scope, Work work, Done done)
{
    m_queue.add({db::TxKind::Read, scope, std::move(work), std::move(done), {}});
}

Status PostgresDatabase::check()
{
    // A write transaction: a server that only reads refuses it (target_session_attrs).
    return write({}, [](db::Tx& tx) -> Status {
        tx.run("SELECT 1");
        return {};
    });
}

void PostgresDatabase::stop()
{
    m_queue.close();
    for (std::thread& worker : m_workers) {
        if (worker.joinable())
            worker.join();
    }
    m_listener.reset();
}

void PostgresDatabase::publish(db::Tx& tx, const OrgId& org, std::int64_t revision)
{
    const std::string channel(PostgresListener::kChannel);
    const std::string payload = org.value + ' ' + std::to_string(revision);
    tx.run("SELECT pg_notify($1, $2)", channel, payload);
}

Subscription PostgresDatabase::subscribe(Subscriber subscriber)
{
    return m_fanOut.subscribe(std::move(subscriber));
}

} // namespace taskward::storage
