// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
//
// Prints one JSON line: durable commits a second of the bare engine (one after the other) and of
// the store with 32 writers waiting, and point reads among 100,000 rows, bare and through the
// store.
//     bench_storage [embedded|postgres]
#include "core/db/SqlCipherDriver.h"
#include "server-stub/storage/PostgresDriver.h"
#include "tests/support/TestStores.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <semaphore>
#include <thread>

using namespace taskward;
using namespace taskward::db;

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr int kRows = 100'000;
constexpr int kWaiting = 32;

const std::vector<Migration> kSchema{{1, "bench", R"(
    CREATE TABLE t (org_id TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
        version BIGINT NOT NULL,        PRIMARY KEY (org_id, id));
    CREATE INDEX t_by_version ON t (org_id, version);
    CREATE TABLE audit (seq BIGINT PRIMARY KEY, what TEXT NOT NULL);
    {{grant:t}}
    {{grant:audit}}
)"}};

const Scope kScope{OrgId{"0190a6e4-0000-7000-8000-000000000001"}, UserId{"u"}};

double since(SteadyClock::time_point start)
{
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

std::string idOf(int i)
{
    char text[40];
    std::snprintf(text, sizeof text, "0190a6e4-%04x-7000-8000-%012x", unsigned(i) >> 8 & 0xffffU,
                  unsigned(i) * 2654435761U);
    return text;
}

/// Like creating a task: a row with two indexes and its audit row.
Status create(Tx& tx, int i)
{
    const std::string id = idOf(i);
    tx.run("INSERT INTO t (org_id, id, title, version) VALUES ($1, $2, $3, $4)", kScope.org, id,
           "A title of the usual length for a task", i);
    tx.run("INSERT INTO audit (seq, what) VALUES ($1, $2)", i, "task.created");
    return {};
}

Result<std::size_t> point(Tx& tx, int i)
{
    const std::string id = idOf(i);
    Rows rows =
        tx.query("SELECT title, version FROM t WHERE org_id = $1 AND id = $2", kScope.org, id);
    return rows.next() ? rows.view(0).size() : 0;
}

struct Writes {
    double perSecond;
    double p99Ms;
};

/// kWaiting requests are always under way: each answer submits the next.
Writes writeThroughStore(Database& database, int first, int count)
{
    std::vector<double> latencies(std::size_t(count), 0.0);
    std::counting_semaphore<> free(kWaiting);
    std::atomic<int> failed = 0;
    const auto start = SteadyClock::now();
    for (int i = 0; i < count; ++i) {
        free.acquire();
        const auto submitted = SteadyClock::now();
        database.submitWrite(
            kScope, [i, first](Tx& tx) { return create(tx, first + i); },
            [&, i, submitted](Status status) {
                failed += status ? 0 : 1;
                latencies[std::size_t(i)] = since(submitted) * 1000;
                free.release();
            });
    }
    for (int i = 0; i < kWaiting; ++i)
        free.acquire();
    const double seconds = since(start);
    std::sort(latencies.begin(), latencies.end());
    if (failed > 0)
        std::fprintf(stderr, "%d writes failed\n", failed.load());
    return {count / seconds, latencies[latencies.size() * 99 / 100]};
}

double singleCommits(Connection& connection, int first, int count)
{
    const auto start = SteadyClock::now();
    for (int i = 0; i < count; ++i) {
        if (!connection.write([&](Tx& tx) { return create(tx, first + i); }))
            std::fprintf(stderr, "a commit failed\n");
    }
    return count / since(start);
}

double readsThroughStore(Database& database, int count)
{
    std::size_t bytes = 0;
    const auto start = SteadyClock::now();
    for (int i = 0; i < count; ++i)
        bytes += database.read(kScope, [&](Tx& tx) { return point(tx, int(i * 7919LL % kRows)); })
                     .value();
    return bytes > 0 ? count / since(start) : 0;
}

/// Prepared statements alone, without a transaction of their own.
double bareReads(Driver& driver, int count)
{
    Tx tx(driver);
    std::size_t bytes = 0;
    const auto start = SteadyClock::now();
    for (int i = 0; i < count; ++i)
        bytes += point(tx, int(i * 7919LL % kRows)).value();
    return bytes > 0 ? count / since(start) : 0;
}

Result<std::unique_ptr<Driver>> bareDriver(const storage::StorageOptions& options)
{
    if (!options.databaseUrl.empty()) {
        TW_ASSIGN(const auto target, storage::readPostgresUrl(options.databaseUrl));
        TW_ASSIGN(auto driver, storage::PostgresDriver::open(target, storage::PostgresRole::App));
        return std::unique_ptr<Driver>(std::move(driver));
    }
    SqlCipherOptions file;
    file.path = storage::databaseFile(options);
    file.key = options.key.clone();
    file.memorySecurity = options.memorySecurity;
    return openSqlCipher(file);
}

} // namespace

int main(int argc, char** argv)
{
    const QString engine = QString::fromLatin1(argc > 1 ? argv[1] : "embedded");
    const auto store = test::TestStore::open(engine, kSchema);
    if (!store) {
        std::fprintf(stderr, "%s\n", test::sentence(store));
        return 1;
    }
    Database& database = (*store)->database();
    const Status filled = database.write(kScope, [](Tx& tx) -> Status {
        for (int i = 0; i < kRows; ++i)
            TW_TRY(create(tx, i));
        return {};
    });
    auto driver = bareDriver((*store)->options());
    if (!filled || !driver)
        return 1;
    Connection bare(std::move(*driver));
    const int scale = engine == QLatin1String("embedded") ? 10 : 1;
    bareReads(bare.driver(), kRows); // warms both caches
    readsThroughStore(database, kRows / 10 * scale);
    const double readBare = bareReads(bare.driver(), 20'000 * scale);
    const double readStore = readsThroughStore(database, 20'000 * scale);
    const double single = singleCommits(bare, kRows, 500 * scale);
    const Writes grouped = writeThroughStore(database, 2 * kRows, 3000 * scale);
    std::printf("{\"engine\":\"%s\",\"bareReadsPerSecond\":%.0f,\"readsPerSecond\":%.0f,"
                "\"bareCommitsPerSecond\":%.0f,\"commitsPerSecond32Waiting\":%.0f,"
                "\"commitP99Ms\":%.2f,\"ratio\":%.2f}\n",
                argc > 1 ? argv[1] : "embedded", readBare, readStore, single, grouped.perSecond,
                grouped.p99Ms, grouped.perSecond / single);
    return 0;
}
