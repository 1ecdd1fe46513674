// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/ServerMigrations.h"
#include "tests/support/TestStores.h"

#include <QTest>

using namespace taskward;
using namespace taskward::db;
using test::TestStore;

namespace {

std::vector<Migration> steps(int count)
{
    std::vector<Migration> all{
        {1, "first", "CREATE TABLE a (id TEXT PRIMARY KEY, b {{blob}}); {{grant:a}}"},
        {2, "second", "ALTER TABLE a ADD COLUMN n BIGINT; CREATE TABLE c (id TEXT); {{grant:c}}"},
        {3, "third", "INSERT INTO a (id, n) VALUES ('made by the third', 3)"}};
    all.resize(std::size_t(count));
    return all;
}

} // namespace

class TestStorageMigrations : public QObject {
    Q_OBJECT

    Result<MigrationState> migrate(TestStore& store, const std::vector<Migration>& migrations)
    {
        return storage::migrateStore(store.options(), SystemClock(), storage::Create::No,
                                     migrations);
    }

    static std::int64_t single(TestStore& store, const std::string& sql)
    {
        const auto n = store.database().read({}, [&](Tx& tx) -> Result<std::int64_t> {
            Rows rows = tx.query(sql);
            return rows.next() ? rows.integer(0) : -1;
        });
        return n ? *n : -2;
    }

private slots:
    void stepsAreAppliedOnceAndInOrder_data() { test::addEngineRows(); }
    void stepsAreAppliedOnceAndInOrder()
    {
        QFETCH(QString, engine);
        auto store = TestStore::open(engine, steps(1));
        QVERIFY2(store, test::sentence(store));
        auto state = migrate(**store, steps(3));
        QVERIFY2(state, test::sentence(state));
        QCOMPARE(state->current, 3);
        QCOMPARE(state->newest, 3);
        QVERIFY(state->pending.empty());
        for (int again = 0; again < 2; ++again) {
            QVERIFY(migrate(**store, steps(3)));
            QCOMPARE(single(**store, "SELECT count(*) FROM a WHERE n = 3"), 1);
            QCOMPARE(single(**store, "SELECT count(*) FROM schema_migrations"), 3);
        }
        QCOMPARE(single(**store, "SELECT count(*) FROM schema_migrations WHERE applied_at > 0 AND "
                                 "length(sha256) = 64 AND name IN ('first', 'second', 'third')"),
                 3);
    }

    void aChangedStepIsRefused_data() { test::addEngineRows(); }
    void aChangedStepIsRefused()
    {
        QFETCH(QString, engine);
        auto store = TestStore::open(engine, steps(2));
        QVERIFY2(store, test::sentence(store));
        std::vector<Migration> changed = steps(3);
        changed[0].sql += " ";
        const auto state = migrate(**store, changed);
        QVERIFY(!state);
        QCOMPARE(int(state.error().code), int(ErrorCode::Conflict));
        QCOMPARE(single(**store, "SELECT count(*) FROM schema_migrations"), 2);
    }

    void aNewerStoreIsRefused_data() { test::addEngineRows(); }
    void aNewerStoreIsRefused()
    {
        QFETCH(QString, engine);
        auto store = TestStore::open(engine, steps(3));
        QVERIFY2(store, test::sentence(store));
        const auto state = migrate(**store, steps(2));
        QVERIFY(!state);
        QCOMPARE(int(state.error().code), int(ErrorCode::Conflict));
        QVERIFY(QString::fromStdString(state.error().detail).contains(QStringLiteral("newer")));
    }

    void aFailingStepLeavesNothing_data() { test::addEngineRows(); }
    void aFailingStepLeavesNothing()
    {
        QFETCH(QString, engine);
        auto store = TestStore::open(engine, steps(1));
        QVERIFY2(store, test::sentence(store));
        std::vector<Migration> broken = steps(2);
        broken[1].sql += "; CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)";
        QVERIFY(!migrate(**store, broken));
        QCOMPARE(single(**store, "SELECT count(*) FROM schema_migrations"), 1);
        QCOMPARE(single(**store, "SELECT count(*) FROM c"), -2);
        const auto state = migrate(**store, steps(3));
        QVERIFY2(state, test::sentence(state));
        QCOMPARE(single(**store, "SELECT count(*) FROM c"), 0);
    }

    void aStepLeftOutIsRefused_data() { test::addEngineRows(); }
    void aStepLeftOutIsRefused()
    {
        QFETCH(QString, engine);
        std::vector<Migration> gap = steps(3);
        gap.erase(gap.begin() + 1);
        gap[1].sql = "SELECT 1";
        auto store = TestStore::open(engine, gap);
        QVERIFY2(store, test::sentence(store));
        std::vector<Migration> full = steps(3);
        full[2].sql = "SELECT 1";
        const auto state = migrate(**store, full);
        QVERIFY(!state);
        QCOMPARE(int(state.error().code), int(ErrorCode::Conflict));
    }

    void unknownTokensAreRefused_data() { test::addEngineRows(); }
    void unknownTokensAreRefused()
    {
        QFETCH(QString, engine);
        for (const char* sql :
             {"{{nothing}}", "CREATE TABLE x (b {{blob)", "{{rls:a; DROP TABLE a}}"}) {
            const auto store = TestStore::open(engine, {{1, "bad", sql}});
            QVERIFY(!store);
            QCOMPARE(int(store.error().code), int(ErrorCode::Internal));
        }
    }

    void theServersOwnStepsApply_data() { test::addEngineRows(); }
    void theServersOwnStepsApply()
    {
        QFETCH(QString, engine);
        const auto store = TestStore::open(engine);
        QVERIFY2(store, test::sentence(store));
        const auto state = storage::storeState((*store)->options());
        QVERIFY2(state, test::sentence(state));
        QVERIFY(state->newest > 0);
        QCOMPARE(state->current, state->newest);
        QVERIFY(state->pending.empty());
    }

    void anUnmigratedStoreSaysWhatIsPending_data() { test::addEngineRows(); }
    void anUnmigratedStoreSaysWhatIsPending()
    {
        QFETCH(QString, engine);
        const auto store = TestStore::open(engine, {});
        QVERIFY2(store, test::sentence(store));
        const auto state = storage::storeState((*store)->options());
        QVERIFY2(state, test::sentence(state));
        QCOMPARE(state->current, 0);
        QCOMPARE(state->pending.size(), storage::loadMigrations().size());
    }
};

QTEST_GUILESS_MAIN(TestStorageMigrations)
#include "tst_storage_migrations.moc"
