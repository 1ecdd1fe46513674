// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/storage/Storage.h"

#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <string>
#include <vector>

namespace taskward::test {

/// The rows of a data-driven test that runs on both engines: a column "engine".
///     void createsTask_data() { test::addEngineRows(); }
///     void createsTask()
///     {
///         QFETCH(QString, engine);
///         const auto store = test::TestStore::open(engine);
///         QVERIFY2(store, test::sentence(store));
///         (*store)->database().write({org, user}, ...);
///     }
inline void addEngineRows()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("embedded") << QStringLiteral("embedded");
    QTest::newRow("postgres") << QStringLiteral("postgres");
}

/// What a failed result says, for QVERIFY2; empty for a good one.
template <typename T>
const char* sentence(const Result<T>& result)
{
    static thread_local std::string text;
    text.clear();
    if (!result)
        text = std::string(errorInfo(result.error().code).wireName) + ": " + result.error().detail;
    return text.c_str();
}

/// A fresh store of one engine, migrated, dropped when it goes. PostgreSQL's cluster is named by
/// TASKWARD_TEST_PG_OWNER_URL and TASKWARD_TEST_PG_APP_URL (./test sets them); without them opening
/// fails, and so does the test: no engine is skipped.
class TestStore {
public:
    /// With the server's migrations.
    static Result<std::unique_ptr<TestStore>> open(const QString& engine);
    /// With a test's own.
    static Result<std::unique_ptr<TestStore>> open(const QString& engine,
                                                   const std::vector<db::Migration>& migrations);
    ~TestStore();
    TestStore(const TestStore&) = delete;
    TestStore& operator=(const TestStore&) = delete;

    db::Database& database() { return *m_store->database; }
    storage::ChangeSignal& changes() { return *m_store->changes; }
    /// For opening the same store again: a second process, a tool, a restart.
    const storage::StorageOptions& options() const { return m_options; }
    /// Closes the store and opens it again. Subscriptions and references to database() end.
    Status reopen();

private:
    TestStore() = default;
    Status createDatabase();
    void dropDatabase();

    QTemporaryDir m_dir;
    storage::StorageOptions m_options;
    std::string m_database; ///< PostgreSQL's name for it
    std::unique_ptr<storage::OpenedStore> m_store;
};

/// The same address with another database, or another role.
std::string withDatabase(const std::string& url, const std::string& database);
std::string withRole(const std::string& url, const std::string& role);

} // namespace taskward::test
