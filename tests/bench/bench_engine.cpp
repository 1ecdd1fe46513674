// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/db/Connection.h"
#include "core/db/SqlCipherDriver.h"

#include <cstdio>
#include <cstdlib>
#include <string>

/// The reference for the write path: the bare engine with our pragmas, one row in one durable commit
/// after the other. bench_engine DIR SECONDS prints one JSON object.
namespace {

using namespace taskward;

int measure(const std::string& dir, std::int64_t seconds)
{
    SystemRandom random;
    db::SqlCipherOptions options;
    options.path = dir + "/bench-engine.db";
    options.key = Secret::ofSize(32);
    random.fill(options.key.data());
    options.create = true;
    options.memorySecurity = false;
    auto driver = db::openSqlCipher(options);
    if (!driver) {
        std::fprintf(stderr, "bench_engine: %s\n", driver.error().detail.c_str());
        return 1;
    }
    db::Connection connection(std::move(*driver));
    const SystemClock clock;
    const std::string body(400, 'x');
    auto made = connection.write([&](db::Tx& tx) -> Status {
        tx.run("CREATE TABLE rows (id TEXT PRIMARY KEY, body TEXT NOT NULL)");
        return {};
    });
    std::int64_t commits = 0;
    const std::int64_t start = clock.monotonicMs();
    while (made && clock.monotonicMs() - start < seconds * 1000) {
        const std::string id = makeUuidV7(clock, random);
        made = connection.write([&](db::Tx& tx) -> Status {
            tx.run("INSERT INTO rows (id, body) VALUES ($1, $2)", id, body);
            return {};
        });
        ++commits;
    }
    if (!made) {
        std::fprintf(stderr, "bench_engine: %s\n", made.error().detail.c_str());
        return 1;
    }
    const auto elapsed = static_cast<double>(clock.monotonicMs() - start) / 1000.0;
    std::printf("{\"commits_per_second\":%.1f}\n", static_cast<double>(commits) / elapsed);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: bench_engine DIR SECONDS\n", stderr);
        return 64;
    }
    return measure(argv[1], std::atoll(argv[2]));
}
