// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Database.h"
#include "tests/support/Semaphore.h"
#include "tests/support/TestStores.h"

#include <QTest>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace taskward;
using namespace taskward::db;
using test::TestStore;

namespace {

const std::vector<Migration> kSchema{{1, "counters", R"(
    CREATE TABLE v (id TEXT PRIMARY KEY, n BIGINT NOT NULL);
    {{grant:v}}
)"}};

const Scope kSystem{};
const Scope kOrg{OrgId{"org-a"}, UserId{"user-a"}};

/// Collects what Done is called with; wait() until `expected` calls came.
class Answers {
public:
    explicit Answers(int expected) : m_expected(expected), m_codes(std::size_t(expected), -2) {}

    Database::Done at(int index)
    {
        return [this, index](Status status) {
            {
                const std::lock_guard lock(m_mutex);
                m_codes[std::size_t(index)] = status ? -1 : int(status.error().code);
            }
            m_arrived.release();
        };
    }
    bool wait() { return m_arrived.tryAcquire(m_expected, std::chrono::minutes(1)); }
    int code(int index) const { return m_codes[std::size_t(index)]; }
    int good() const { return int(std::count(m_codes.begin(), m_codes.end(), -1)); }

private:
    const int m_expected;
    test::Semaphore m_arrived;
    std::mutex m_mutex;
    std::vector<int> m_codes;
};

Status insert(Tx& tx, const std::string& id, int n = 0)
{
    tx.run("INSERT INTO v (id, n) VALUES ($1, $2)", id, n);
    return {};
}

} // namespace

/// Transactions, on both engines alike: all or nothing, one at a time, answered when durable.
class TestStorageTransactions : public QObject {
    Q_OBJECT

    std::unique_ptr<TestStore> m_store;

    Database& database() { return m_store->database(); }

    std::int64_t single(const std::string& sql)
    {
        const auto n = database().read(kSystem, [&](Tx& tx) -> Result<std::int64_t> {
            Rows rows = tx.query(sql);
            return rows.next() ? rows.integer(0) : -1;
        });
        return n ? *n : -2;
    }
    std::int64_t count() { return single("SELECT count(*) FROM v"); }

private slots:
    void init()
    {
        QFETCH(QString, engine);
        auto store = TestStore::open(engine, kSchema);
        QVERIFY2(store, test::sentence(store));
        m_store = std::move(*store);
    }
    void cleanup() { m_store.reset(); }

    void aValueCommitsAnErrorAndAThrowDoNot_data() { test::addEngineRows(); }
    void aValueCommitsAnErrorAndAThrowDoNot()
    {
        const auto value = database().write(kSystem, [](Tx& tx) -> Result<int> {
            TW_TRY(insert(tx, "value"));
            return 42;
        });
        QVERIFY2(value, test::sentence(value));
        QCOMPARE(*value, 42);
        const auto error = database().write(kSystem, [](Tx& tx) -> Result<int> {
            TW_TRY(insert(tx, "error"));
            return fail(ErrorCode::VersionMismatch, "mine");
        });
        QVERIFY(!error);
        QCOMPARE(int(error.error().code), int(ErrorCode::VersionMismatch));
        QCOMPARE(error.error().detail, "mine");
        const auto thrown = database().write(kSystem, [](Tx& tx) -> Result<int> {
            TW_TRY(insert(tx, "thrown"));
            throw std::runtime_error("a bug");
        });
        QVERIFY(!thrown);
        QCOMPARE(int(thrown.error().code), int(ErrorCode::Internal));
        QCOMPARE(count(), 1);
        QVERIFY(m_store->reopen());
        QCOMPARE(count(), 1);
    }

    void failingJobsDoNotDisturbTheOthers_data() { test::addEngineRows(); }
    void failingJobsDoNotDisturbTheOthers()
    {
        QVERIFY(database().write(kSystem, [](Tx& tx) { return insert(tx, "taken"); }));
        Answers answers(100);
        for (int i = 0; i < 100; ++i) {
            database().submitWrite(
                kOrg,
                [i](Tx& tx) -> Status {
                    TW_TRY(insert(tx, "job" + std::to_string(i)));
                    if (i == 37)
                        return fail(ErrorCode::PermissionDenied);
                    return i == 50 ? insert(tx, "taken") : Status{};
                },
                answers.at(i));
        }
        QVERIFY(answers.wait());
        QCOMPARE(answers.code(37), int(ErrorCode::PermissionDenied));
        QCOMPARE(answers.code(50), int(ErrorCode::Constraint));
        QCOMPARE(answers.good(), 98);
        QCOMPARE(count(), 99);
        QCOMPARE(single("SELECT count(*) FROM v WHERE id IN ('job37', 'job50')"), 0);
    }

    void whatIsAnsweredIsSeenByTheNextReader_data() { test::addEngineRows(); }
    void whatIsAnsweredIsSeenByTheNextReader()
    {
        for (int i = 0; i < 50; ++i) {
            QVERIFY(database().write(kOrg, [i](Tx& tx) { return insert(tx, std::to_string(i)); }));
            QCOMPARE(count(), i + 1);
        }
    }

    void aReadIsASnapshot_data() { test::addEngineRows(); }
    void aReadIsASnapshot()
    {
        QVERIFY(database().write(kSystem, [](Tx& tx) { return insert(tx, "before"); }));
        const auto seen = database().read(kSystem, [&](Tx& tx) -> Result<std::string> {
            const auto rows = [&tx] {
                Rows r = tx.query("SELECT count(*) FROM v");
                return r.next() ? std::to_string(r.integer(0)) : std::string("?");
            };
            const std::string first = rows();
            TW_TRY(database().write(kSystem, [](Tx& other) { return insert(other, "meanwhile"); }));
            return first + rows();
        });
        QVERIFY2(seen, test::sentence(seen));
        QCOMPARE(*seen, "11");
        QCOMPARE(count(), 2);
    }

    void readersMayNotWrite_data() { test::addEngineRows(); }
    void readersMayNotWrite()
    {
        const Status status = database().read(kSystem, [](Tx& tx) { return insert(tx, "x"); });
        QVERIFY(!status);
        QCOMPARE(int(status.error().code), int(ErrorCode::StorageUnavailable));
        QCOMPARE(count(), 0);
    }

    void readThenWriteLosesNoUpdate_data() { test::addEngineRows(); }
    void readThenWriteLosesNoUpdate()
    {
        QVERIFY(database().write(kSystem, [](Tx& tx) { return insert(tx, "n", 0); }));
        constexpr int kWrites = 200;
        Answers answers(kWrites);
        for (int i = 0; i < kWrites; ++i) {
            // Half of them of one organisation, which takes turns, half of nobody, which collides.
            database().submitWrite(
                i % 2 ? kOrg : kSystem,
                [](Tx& tx) -> Status {
                    std::int64_t n = 0;
                    {
                        Rows rows = tx.query("SELECT n FROM v WHERE id = 'n'");
                        n = rows.next() ? rows.integer(0) : -1000;
                    }
                    tx.run("UPDATE v SET n = $1 WHERE id = 'n'", n + 1);
                    return {};
                },
                answers.at(i));
        }
        QVERIFY(answers.wait());
        QCOMPARE(single("SELECT n FROM v WHERE id = 'n'"), answers.good());
        QVERIFY(answers.good() > kWrites / 2);
        for (int i = 0; i < kWrites; ++i)
            QVERIFY(answers.code(i) == -1 || answers.code(i) == int(ErrorCode::Busy));
    }

    void changesAreAnnouncedAfterTheCommitAndOnlyThen_data() { test::addEngineRows(); }
    void changesAreAnnouncedAfterTheCommitAndOnlyThen()
    {
        std::mutex mutex;
        std::vector<std::string> heard;
        test::Semaphore arrived;
        storage::ChangeSignal& changes = m_store->changes();
        storage::Subscription subscription = changes.subscribe([&](const storage::Change& change) {
            {
                const std::lock_guard lock(mutex);
                heard.push_back(change.org.value + ' ' + std::to_string(change.revision));
            }
            arrived.release();
        });
        QVERIFY(!database().write(kOrg, [&](Tx& tx) -> Status {
            changes.publish(tx, OrgId{"org-undone"}, 1);
            return fail(ErrorCode::Conflict);
        }));
        QVERIFY(database().write(kOrg, [&](Tx& tx) -> Status {
            changes.publish(tx, OrgId{"org-a"}, 7);
            return {};
        }));
        QVERIFY(arrived.tryAcquire(1, std::chrono::minutes(1)));
        QVERIFY(database().write(kOrg, [&](Tx& tx) -> Status {
            changes.publish(tx, OrgId{"org-b"}, std::numeric_limits<std::int64_t>::max());
            return {};
        }));
        QVERIFY(arrived.tryAcquire(1, std::chrono::minutes(1)));
        subscription = {};
        const std::lock_guard lock(mutex);
        QCOMPARE(heard, (std::vector<std::string>{"org-a 7", "org-b 9223372036854775807"}));
    }

    void aClosedStoreRunsWhatIsQueuedAndRefusesTheRest_data() { test::addEngineRows(); }
    void aClosedStoreRunsWhatIsQueuedAndRefusesTheRest()
    {
        test::Semaphore started;
        test::Semaphore goOn;
        Answers answers(12);
        database().submitWrite(
            kOrg,
            [&](Tx& tx) -> Status {
                started.release();
                goOn.acquire();
                return insert(tx, "first");
            },
            answers.at(0));
        started.acquire();
        for (int i = 1; i < 11; ++i)
            database().submitWrite(
                kOrg, [i](Tx& tx) { return insert(tx, std::to_string(i)); }, answers.at(i));
        std::thread stopper([this] { database().stop(); });
        goOn.release();
        stopper.join();
        QCOMPARE(answers.good(), 11);
        database().submitWrite(kOrg, [](Tx& tx) { return insert(tx, "late"); }, answers.at(11));
        QVERIFY(answers.wait());
        QCOMPARE(answers.code(11), int(ErrorCode::Overloaded));
        const Status read = database().read(kSystem, [](Tx&) -> Status { return {}; });
        QVERIFY(!read);
        QCOMPARE(int(read.error().code), int(ErrorCode::Overloaded));
        QVERIFY(m_store->reopen());
        QCOMPARE(count(), 11);
    }

    void aHealthyStorePassesItsCheck_data() { test::addEngineRows(); }
    void aHealthyStorePassesItsCheck()
    {
        const Status good = database().check();
        QVERIFY2(good, test::sentence(good));
        database().stop();
        QVERIFY(!database().check());
    }
};

QTEST_GUILESS_MAIN(TestStorageTransactions)
#include "tst_storage_transactions.moc"
