// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/TestStores.h"

#include "core/base/Random.h"
#include "core/db/Attempt.h"
#include "server-stub/storage/PostgresDriver.h"
#include "server-stub/storage/ServerMigrations.h"

#include <cstdlib>

namespace taskward::test {

namespace {

Result<std::string> fromEnvironment(const char* name)
{
    const char* value = std::getenv(name);
    if (!value || !*value)
        return fail(ErrorCode::StorageUnavailable, std::string(name) +
                                                       " is not set: run ./test, or "
                                                       "installer/session/with-postgres -- COMMAND");
    return std::string(value);
}

/// In the database "postgres", as the owner.
Status administer(const std::string& sql)
{
    TW_ASSIGN(const std::string url, fromEnvironment("TASKWARD_TEST_PG_OWNER_URL"));
    TW_ASSIGN(const storage::PostgresTarget target, storage::readPostgresUrl(url));
    TW_ASSIGN(const auto driver,
              storage::PostgresDriver::open(target, storage::PostgresRole::Owner));
    return db::attempt([&]() -> Status { return driver->script(sql), Status{}; }).status;
}

} // namespace

std::string withDatabase(const std::string& url, const std::string& database)
{
    const std::size_t path = url.find('/', url.find("//") + 2);
    const std::size_t query = url.find('?', path);
    return url.substr(0, path + 1) + database +
           (query == std::string::npos ? "" : url.substr(query));
}

std::string withRole(const std::string& url, const std::string& role)
{
    const std::size_t begin = url.find("//") + 2;
    return url.substr(0, begin) + role + url.substr(url.find('@', begin));
}

Result<std::unique_ptr<TestStore>> TestStore::open(const QString& engine)
{
    return open(engine, storage::loadMigrations());
}

Result<std::unique_ptr<TestStore>> TestStore::open(const QString& engine,
                                                   const std::vector<db::Migration>& migrations)
{
    std::unique_ptr<TestStore> store(new TestStore);
    if (engine == QLatin1String("postgres")) {
        TW_TRY(store->createDatabase());
    } else {
        store->m_options.dataDir = store->m_dir.path().toStdString();
        store->m_options.key = Secret::ofSize(32);
        SystemRandom().fill(store->m_options.key.data());
    }
    TW_TRY(
        storage::migrateStore(store->m_options, SystemClock(), storage::Create::Yes, migrations));
    TW_TRY(store->reopen());
    return store;
}

TestStore::~TestStore()
{
    m_store.reset();
    if (!m_database.empty())
        dropDatabase();
}

Status TestStore::reopen()
{
    m_store.reset();
    TW_ASSIGN(m_store, storage::openDatabase(m_options));
    return {};
}

Status TestStore::createDatabase()
{
    TW_ASSIGN(const std::string owner, fromEnvironment("TASKWARD_TEST_PG_OWNER_URL"));
    TW_ASSIGN(const std::string app, fromEnvironment("TASKWARD_TEST_PG_APP_URL"));
    SystemRandom random;
    const std::string name = "tw_" + std::to_string(random.next64());
    TW_TRY(administer("CREATE DATABASE " + name));
    m_database = name;
    m_options.databaseUrl = withDatabase(app, name);
    m_options.migrateAsUrl = withDatabase(owner, name);
    m_options.connections = 4;
    m_options.connectionWait = std::chrono::minutes(1); // a slow machine is no overload
    return {};
}

void TestStore::dropDatabase()
{
    const Status dropped = administer("DROP DATABASE " + m_database);
    if (!dropped)
        qWarning("the test database stays: %s", dropped.error().detail.c_str());
}

} // namespace taskward::test
