// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/EmbeddedDatabase.h"
#include "tests/support/Semaphore.h"
#include "tests/support/TestStores.h"

#include <QTest>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

using namespace taskward;
using namespace taskward::db;
using taskward::storage::EmbeddedDatabase;
using test::TestStore;

namespace {

const std::vector<Migration> kSchema{{1, "tables", R"(
    CREATE TABLE v (id TEXT PRIMARY KEY, b BLOB);
    CREATE TABLE late (id TEXT PRIMARY KEY, v_id TEXT NOT NULL
        REFERENCES v (id) DEFERRABLE INITIALLY DEFERRED);
)"}};

const Scope kSystem{};

} // namespace

/// What the group commit of the embedded engine owes beyond the suite for both engines.
class TestEmbeddedDatabase : public QObject {
    Q_OBJECT

    std::unique_ptr<TestStore> m_store;
    test::Semaphore m_holding;
    test::Semaphore m_goOn;
    test::Semaphore m_answered;
    std::mutex m_mutex;
    std::vector<int> m_codes;

    Database& database() { return m_store->database(); }

    /// Occupies the writer thread, so that what is submitted until goOn() joins its batch.
    void hold()
    {
        submit([this, held = false](Tx&) mutable -> Status {
            // Work may run again, alone, when the commit of all found a fault.
            if (!std::exchange(held, true)) {
                m_holding.release();
                m_goOn.acquire();
            }
            return {};
        });
        m_holding.acquire();
    }
    void goOn() { m_goOn.release(); }

    void submit(Database::Work work)
    {
        std::size_t index = 0;
        {
            const std::lock_guard lock(m_mutex);
            index = m_codes.size();
            m_codes.push_back(-2);
        }
        database().submitWrite(kSystem, std::move(work), [this, index](Status status) {
            const std::lock_guard lock(m_mutex);
            m_codes[index] = status ? -1 : int(status.error().code);
            m_answered.release();
        });
    }
    void submitInsert(const std::string& id, int bytes = 0)
    {
        submit([id, bytes](Tx& tx) -> Status {
            tx.run("INSERT INTO v (id, b) VALUES ($1, zeroblob($2))", id, bytes);
            return {};
        });
    }
    std::vector<int> answers(int count)
    {
        if (!m_answered.tryAcquire(count, std::chrono::minutes(1)))
            return {};
        const std::lock_guard lock(m_mutex);
        return m_codes;
    }
    std::string ids()
    {
        const auto all = database().read(kSystem, [](Tx& tx) -> Result<std::string> {
            Rows rows = tx.query("SELECT id FROM v ORDER BY id");
            std::string out;
            while (rows.next())
                out += rows.text(0);
            return out;
        });
        return all ? *all : all.error().detail;
    }

private slots:
    void init()
    {
        m_codes.clear();
        auto store = TestStore::open(QStringLiteral("embedded"), kSchema);
        QVERIFY2(store, test::sentence(store));
        m_store = std::move(*store);
    }
    void cleanup() { m_store.reset(); }

    void nobodyIsAnsweredBeforeTheCommitOfAll()
    {
        hold();
        submitInsert("a");
        submitInsert("b");
        test::Semaphore inLast;
        test::Semaphore leaveLast;
        submit([&](Tx&) -> Status {
            inLast.release();
            leaveLast.acquire();
            return {};
        });
        goOn();
        inLast.acquire();
        // The batch stands before its commit: a and b, who came while it ran, are written, unseen
        // and unanswered.
        {
            const std::lock_guard lock(m_mutex);
            QCOMPARE(m_codes, (std::vector<int>{-2, -2, -2, -2}));
        }
        QCOMPARE(ids(), "");
        leaveLast.release();
        QCOMPARE(answers(4), (std::vector<int>{-1, -1, -1, -1}));
        QCOMPARE(ids(), "ab");
    }

    void aFullDiskFailsWhatItHitsAndClaimsNothing()
    {
        submit([](Tx& tx) -> Status {
            Rows rows = tx.query("SELECT page_count FROM pragma_page_count");
            const std::int64_t pages = rows.next() ? rows.integer(0) : 0;
            tx.driver().script("PRAGMA max_page_count = " + std::to_string(pages + 2));
            return {};
        });
        hold();
        submitInsert("a");
        submitInsert("b", 1'000'000);
        submitInsert("c");
        goOn();
        const std::vector<int> codes = answers(5);
        QCOMPARE(codes.size(), std::size_t(5));
        QCOMPARE(codes[3], int(ErrorCode::StorageFull));
        // The engine may have undone the whole transaction; what was answered with success is
        // there.
        std::string claimed;
        for (const auto& [index, id] : {std::pair{2, "a"}, std::pair{4, "c"}})
            claimed += codes[std::size_t(index)] == -1 ? id : "";
        QCOMPARE(ids(), claimed);
        submit([](Tx& tx) -> Status {
            tx.driver().script("PRAGMA max_page_count = 1000000");
            return {};
        });
        submitInsert("d", 1'000'000);
        QCOMPARE(answers(2).back(), -1);
        QVERIFY(database().check());
    }

    void aDeferredConstraintFailsItsJobAlone()
    {
        hold();
        for (const char* id : {"a", "b", "c"}) {
            submit([id](Tx& tx) -> Status {
                tx.run("INSERT INTO late (id, v_id) VALUES ($1, $1)", id);
                if (std::string_view(id) != "b")
                    tx.run("INSERT INTO v (id) VALUES ($1)", id);
                return {};
            });
        }
        goOn();
        QCOMPARE(answers(4), (std::vector<int>{-1, -1, int(ErrorCode::Constraint), -1}));
        QCOMPARE(ids(), "ac");
    }

    void aFullQueueRefusesAtOnce()
    {
        hold();
        std::atomic<int> good = 0;
        std::atomic<int> shed = 0;
        test::Semaphore all;
        const int submitted = int(EmbeddedDatabase::kMaxQueued) + 5;
        for (int i = 0; i < submitted; ++i) {
            database().submitWrite(
                kSystem, [](Tx&) -> Status { return {}; },
                [&](Status status) {
                    ++(status ? good : shed);
                    all.release();
                });
        }
        QCOMPARE(shed.load(), 5);
        QCOMPARE(good.load(), 0);
        goOn();
        QVERIFY(all.tryAcquire(submitted, std::chrono::minutes(1)));
        QCOMPARE(good.load(), int(EmbeddedDatabase::kMaxQueued));
    }

    void readersAndWritersRunSideBySide()
    {
        constexpr int kEach = 100;
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < kEach; ++i) {
                    const std::string id = std::to_string(t) + '-' + std::to_string(i);
                    const Status written = database().write(kSystem, [&](Tx& tx) -> Status {
                        tx.run("INSERT INTO v (id) VALUES ($1)", id);
                        return {};
                    });
                    const auto seen = database().read(kSystem, [&](Tx& tx) -> Result<bool> {
                        return tx.query("SELECT 1 FROM v WHERE id = $1", id).next();
                    });
                    wrong += written && seen && *seen ? 0 : 1;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void aReadWithinAReadHasItsOwnConnection()
    {
        const auto nested =
            database().read(kSystem, [this](Tx&) -> Result<std::string> { return ids() + "ok"; });
        QVERIFY2(nested, test::sentence(nested));
        QCOMPARE(*nested, "ok");
    }

    void theWriterSyncsFully()
    {
        const auto level = database().write(kSystem, [](Tx& tx) -> Result<std::int64_t> {
            Rows rows = tx.query("PRAGMA synchronous");
            return rows.next() ? rows.integer(0) : -1;
        });
        QVERIFY2(level, test::sentence(level));
        QCOMPARE(*level, 2);
    }
};

QTEST_GUILESS_MAIN(TestEmbeddedDatabase)
#include "tst_storage_embeddeddatabase.moc"
