// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/Storage.h"

#include "core/db/Connection.h"
#include "core/db/SqlCipherDriver.h"
#include "server-stub/storage/EmbeddedDatabase.h"
#include "server-stub/storage/PostgresDatabase.h"
#include "server-stub/storage/PostgresTokens.h"
#include "server-stub/storage/ServerMigrations.h"

namespace taskward::storage {

namespace {

Result<std::unique_ptr<db::Driver>> openEmbedded(const StorageOptions& options, Create create)
{
    db::SqlCipherOptions file;
    file.path = databaseFile(options);
    file.key = options.key.clone();
    file.memorySecurity = options.memorySecurity;
    file.create = create == Create::Yes;
    return db::openSqlCipher(file);
}

Result<std::unique_ptr<db::Driver>> openPostgres(const std::string& url, PostgresRole role,
                                                 const std::string& appRole)
{
    TW_ASSIGN(const PostgresTarget target, readPostgresUrl(url));
    TW_ASSIGN(std::unique_ptr<PostgresDriver> driver, PostgresDriver::open(target, role, appRole));
    return std::unique_ptr<db::Driver>(std::move(driver));
}

template <typename Engine>
std::unique_ptr<OpenedStore> opened(std::unique_ptr<Engine> engine, std::string_view name)
{
    auto store = std::make_unique<OpenedStore>();
    store->changes = engine.get();
    store->database = std::move(engine);
    store->engine = name;
    return store;
}

/// The role that serves may look up which migrations are applied, and use the schema, no more.
Status prepareForAppRole(db::Connection& connection, const std::string& appRole)
{
    return connection.write([&](db::Tx& tx) -> Status {
        const std::string role = quoteIdentifier(appRole);
        tx.driver().script("GRANT USAGE ON SCHEMA public TO " + role);
        if (tx.driver().tableExists("schema_migrations"))
            tx.driver().script("GRANT SELECT ON schema_migrations TO " + role);
        return {};
    });
}

Result<db::MigrationState> migratePostgres(const StorageOptions& options, const Clock& clock,
                                           const std::vector<db::Migration>& migrations)
{
    TW_ASSIGN(const PostgresTarget app, readPostgresUrl(options.databaseUrl));
    if (options.migrateAsUrl.empty())
        return fail(ErrorCode::Conflict,
                    "migrating needs the address of the role that owns the tables");
    if (app.user().empty())
        return fail(ErrorCode::Conflict, "the database address names no role to grant to");
    TW_ASSIGN(std::unique_ptr<db::Driver> driver,
              openPostgres(options.migrateAsUrl, PostgresRole::Owner, app.user()));
    db::Connection connection(std::move(driver));
    TW_ASSIGN(db::MigrationState state, db::migrate(connection, migrations, clock));
    TW_TRY(prepareForAppRole(connection, app.user()));
    return state;
}

} // namespace

std::filesystem::path databaseFile(const StorageOptions& options)
{
    return options.dataDir / "taskward.db";
}

Result<std::unique_ptr<OpenedStore>> openDatabase(const StorageOptions& options)
{
    if (!options.databaseUrl.empty()) {
        TW_ASSIGN(std::unique_ptr<PostgresDatabase> database,
                  PostgresDatabase::open(options.databaseUrl, options.connections,
                                         options.connectionWait));
        return opened(std::move(database), "postgresql");
    }
    EmbeddedOptions embedded;
    embedded.file = databaseFile(options);
    embedded.key = options.key.clone();
    embedded.memorySecurity = options.memorySecurity;
    embedded.writerCacheKiB = options.writerCacheKiB;
    embedded.readerCacheKiB = options.readerCacheKiB;
    TW_ASSIGN(std::unique_ptr<EmbeddedDatabase> database,
              EmbeddedDatabase::open(std::move(embedded)));
    return opened(std::move(database), "embedded");
}

Result<db::MigrationState> migrateStore(const StorageOptions& options, const Clock& clock,
                                        Create create, const std::vector<db::Migration>& migrations)
{
    if (!options.databaseUrl.empty())
        return migratePostgres(options, clock, migrations);
    TW_ASSIGN(std::unique_ptr<db::Driver> driver, openEmbedded(options, create));
    db::Connection connection(std::move(driver));
    return db::migrate(connection, migrations, clock);
}

Result<db::MigrationState> migrateStore(const StorageOptions& options, const Clock& clock,
                                        Create create)
{
    return migrateStore(options, clock, create, loadMigrations());
}

Result<db::MigrationState> storeState(const StorageOptions& options)
{
    TW_ASSIGN(std::unique_ptr<db::Driver> driver,
              options.databaseUrl.empty()
                  ? openEmbedded(options, Create::No)
                  : openPostgres(options.databaseUrl, PostgresRole::App, {}));
    db::Connection connection(std::move(driver));
    return db::migrationState(connection, loadMigrations());
}

} // namespace taskward::storage
