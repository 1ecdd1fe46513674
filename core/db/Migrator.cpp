// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Migrator.h"

#include "core/db/Attempt.h"

#include <array>
#include <map>
#include <sodium.h>

namespace taskward::db {

namespace {

struct Applied {
    std::string name;
    std::string sha256;
};
using AppliedSteps = std::map<int, Applied>;

constexpr std::string_view kTable = "schema_migrations";

/// Of the raw text, tokens and all: the same on both engines, and for ever.
std::string checksum(const Migration& migration)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(migration.sql.data()),
                       migration.sql.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

AppliedSteps readApplied(Tx& tx)
{
    AppliedSteps steps;
    Rows rows = tx.query("SELECT number, name, sha256 FROM schema_migrations ORDER BY number");
    while (rows.next())
        steps[static_cast<int>(rows.integer(0))] = {rows.text(1), rows.text(2)};
    return steps;
}

std::string label(int number, const std::string& name)
{
    return "migration " + std::to_string(number) + " (" + name + ")";
}

Result<MigrationState> compare(const AppliedSteps& applied, const std::vector<Migration>& known)
{
    MigrationState state;
    int previous = 0;
    for (const Migration& migration : known) {
        if (migration.number <= previous)
            return fail(ErrorCode::Internal, "migrations are not in order at " +
                                                 label(migration.number, migration.name));
        previous = state.newest = migration.number;
        const auto found = applied.find(migration.number);
        if (found == applied.end()) {
            state.pending.push_back(migration.number);
            continue;
        }
        if (!state.pending.empty())
            return fail(ErrorCode::Conflict, label(state.pending.front(), "missing") +
                                                 " was left out before a later one");
        if (found->second.sha256 != checksum(migration))
            return fail(ErrorCode::Conflict, label(migration.number, migration.name) +
                                                 " has changed since it was applied");
        state.current = migration.number;
    }
    for (const auto& [number, step] : applied) {
        if (number > state.newest)
            return fail(ErrorCode::Conflict, "the database is newer than this program: it has " +
                                                 label(number, step.name));
        if (number > state.current)
            return fail(ErrorCode::Conflict,
                        "this program does not know " + label(number, step.name));
    }
    return state;
}

Status createTable(Connection& connection)
{
    return connection.write([](Tx& tx) -> Status {
        if (!tx.driver().tableExists(kTable))
            tx.driver().script(R"(CREATE TABLE schema_migrations (
                number BIGINT PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                applied_at BIGINT NOT NULL))");
        return {};
    });
}

Status applyStep(Connection& connection, const Migration& step, const Clock& clock)
{
    return connection.write([&](Tx& tx) -> Status {
        Driver& driver = tx.driver();
        // First of all, so that of two programs that migrate at once the second sees the first's
        // row.
        driver.script(driver.expandTokens("{{lock:schema_migrations}}"));
        if (readApplied(tx).contains(step.number))
            return {};
        driver.script(driver.expandTokens(step.sql));
        const std::string sha256 = checksum(step);
        tx.run("INSERT INTO schema_migrations (number, name, sha256, applied_at) "
               "VALUES ($1, $2, $3, $4)",
               step.number, step.name, sha256, clock.now());
        return {};
    });
}

} // namespace

Result<MigrationState> migrationState(Connection& connection,
                                      const std::vector<Migration>& migrations)
{
    return connection.read([&](Tx& tx) -> Result<MigrationState> {
        const bool fresh = !tx.driver().tableExists(kTable);
        return compare(fresh ? AppliedSteps{} : readApplied(tx), migrations);
    });
}

Result<MigrationState> migrate(Connection& connection, const std::vector<Migration>& migrations,
                               const Clock& clock)
{
    TW_TRY(createTable(connection));
    TW_ASSIGN(const MigrationState before, migrationState(connection, migrations));
    for (const Migration& migration : migrations) {
        if (migration.number > before.current)
            TW_TRY(applyStep(connection, migration, clock));
    }
    return migrationState(connection, migrations);
}

} // namespace taskward::db
