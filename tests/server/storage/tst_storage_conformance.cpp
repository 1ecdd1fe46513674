// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Database.h"
#include "tests/support/TestStores.h"

#include <QTest>
#include <limits>

using namespace taskward;
using namespace taskward::db;
using test::TestStore;

namespace {

const Scope kSystem{};

const std::vector<Migration> kSchema{{1, "values", R"(
    CREATE TABLE v (id TEXT PRIMARY KEY, n BIGINT, t TEXT, b {{blob}});
    CREATE TABLE parent (id TEXT PRIMARY KEY);
    CREATE TABLE child (
        id TEXT PRIMARY KEY,
        parent_id TEXT NOT NULL REFERENCES parent (id) ON DELETE CASCADE,
        rank BIGINT NOT NULL CHECK (rank >= 0));
    {{grant:v}}
    {{grant:parent}}
    {{grant:child}}
)"}};

std::span<const std::uint8_t> bytesOf(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string rowText(const Rows& rows)
{
    return rows.text(0) + ',';
}

} // namespace

/// What a store may rely on, on both engines alike: the SQL subset, values, transactions.
class TestStorageConformance : public QObject {
    Q_OBJECT

    std::unique_ptr<TestStore> m_store;

    Database& database() { return m_store->database(); }

    template <typename Work>
    auto write(Work&& work)
    {
        return database().write(kSystem, std::forward<Work>(work));
    }
    template <typename Work>
    auto read(Work&& work)
    {
        return database().read(kSystem, std::forward<Work>(work));
    }

    std::int64_t count(const std::string& table)
    {
        const auto n = read([&](Tx& tx) -> Result<std::int64_t> {
            Rows rows = tx.query("SELECT count(*) FROM " + table);
            return rows.next() ? rows.integer(0) : -1;
        });
        return n ? *n : -2;
    }

    /// The code of the error that `work` fails with; -1 when it does not.
    template <typename Work>
    int codeOf(Work&& work)
    {
        const Status status = write([&](Tx& tx) -> Status { return work(tx), Status{}; });
        return status ? -1 : int(status.error().code);
    }

private slots:
    void init()
    {
        QFETCH(QString, engine);
        auto store = TestStore::open(engine, kSchema);
        QVERIFY2(store, test::sentence(store));
        m_store = std::move(*store);
    }
    void cleanup() { m_store.reset(); }

    void valuesComeBackAsTheyWere_data() { test::addEngineRows(); }
    void valuesComeBackAsTheyWere()
    {
        const std::vector<std::int64_t> integers{0, -1, std::numeric_limits<std::int64_t>::min(),
                                                 std::numeric_limits<std::int64_t>::max()};
        const std::vector<std::string> texts{"",
                                             "plain",
                                             "quote ' \" \\ $1 ?",
                                             "\u00e4\u00df\u4e2d\U0001F600 \u202e\ufeff e\u0301",
                                             "line\nbreak\ttab",
                                             std::string(100'000, 'x')};
        std::string allBytes;
        for (int i = 0; i < 256; ++i)
            allBytes += char(i);
        for (const std::int64_t n : integers) {
            for (const std::string& t : texts) {
                const auto same = write([&](Tx& tx) -> Result<bool> {
                    tx.run("DELETE FROM v");
                    tx.run("INSERT INTO v (id, n, t, b) VALUES ($1, $2, $3, $4)", "a", n, t,
                           bytesOf(allBytes));
                    Rows rows = tx.query("SELECT n, t, b FROM v WHERE t = $2 AND n = $1", n, t);
                    if (!rows.next())
                        return false;
                    const auto blob = rows.blob(2);
                    return rows.integer(0) == n && rows.view(1) == t &&
                           std::string(blob.begin(), blob.end()) == allBytes;
                });
                QVERIFY2(same, test::sentence(same));
                QVERIFY(*same);
            }
        }
    }

    void nullIsNeitherEmptyNorZero_data() { test::addEngineRows(); }
    void nullIsNeitherEmptyNorZero()
    {
        const auto done = write([](Tx& tx) -> Result<std::string> {
            const std::optional<std::string> none;
            tx.run("INSERT INTO v (id, n, t, b) VALUES ($1, $2, $3, $4)", "null", nullptr, none,
                   nullptr);
            tx.run("INSERT INTO v (id, n, t, b) VALUES ($1, $2, $3, $4)", "empty", 0,
                   std::string_view(), std::span<const std::uint8_t>());
            Rows rows = tx.query("SELECT n, t, b FROM v ORDER BY id");
            std::string seen;
            while (rows.next()) {
                for (int column = 0; column < 3; ++column)
                    seen += rows.isNull(column) ? 'N' : '-';
                seen += std::to_string(rows.integer(0)) + rows.text(1) +
                        std::to_string(rows.blob(2).size()) + ' ';
            }
            return seen;
        });
        QVERIFY2(done, test::sentence(done));
        QCOMPARE(*done, "---00 NNN00 ");
    }

    void readingAColumnAsWhatItIsNotIsAnError_data() { test::addEngineRows(); }
    void readingAColumnAsWhatItIsNotIsAnError()
    {
        const int internal = int(ErrorCode::Internal);
        QCOMPARE(codeOf([](Tx& tx) { tx.run("INSERT INTO v (id, n, t) VALUES ('a', 5, '5')"); }),
                 -1);
        QCOMPARE(codeOf([](Tx& tx) {
                     Rows rows = tx.query("SELECT t FROM v");
                     rows.next();
                     static_cast<void>(rows.integer(0));
                 }),
                 internal);
        QCOMPARE(codeOf([](Tx& tx) {
                     Rows rows = tx.query("SELECT n FROM v");
                     rows.next();
                     static_cast<void>(rows.view(0));
                 }),
                 internal);
        QCOMPARE(codeOf([](Tx& tx) {
                     Rows rows = tx.query("SELECT t FROM v");
                     rows.next();
                     static_cast<void>(rows.blob(0));
                 }),
                 internal);
    }

    void parametersMayComeTwiceAndInAnyOrder_data() { test::addEngineRows(); }
    void parametersMayComeTwiceAndInAnyOrder()
    {
        const auto seen = write([](Tx& tx) -> Result<std::string> {
            tx.run("INSERT INTO v (t, id, n) VALUES ($3, $1, $2), ($3, $4, $2)", "a", 7, "tee",
                   "b");
            Rows rows = tx.query("SELECT id, n FROM v WHERE (n = $2 OR n > $2) AND t = $1 AND "
                                 "id IN ($4, $3, $4) ORDER BY id DESC",
                                 "tee", 7, "a", "b");
            std::string out;
            while (rows.next())
                out += rows.text(0) + std::to_string(rows.integer(1));
            return out;
        });
        QVERIFY2(seen, test::sentence(seen));
        QCOMPARE(*seen, "b7a7");
    }

    void wrongNumbersOfParametersAreErrors_data() { test::addEngineRows(); }
    void wrongNumbersOfParametersAreErrors()
    {
        QVERIFY(codeOf([](Tx& tx) { tx.run("SELECT 1 FROM v WHERE id = $1 AND t = $2", "a"); }) >=
                0);
        QVERIFY(codeOf([](Tx& tx) { tx.run("SELECT 1 FROM v WHERE id = $1", "a", "b"); }) >= 0);
    }

    void aTextWithANulIsRefused_data() { test::addEngineRows(); }
    void aTextWithANulIsRefused()
    {
        const std::string text("a\0b", 3);
        QCOMPARE(codeOf([&](Tx& tx) { tx.run("INSERT INTO v (id) VALUES ($1)", text); }),
                 int(ErrorCode::ValidationFailed));
    }

    void temporariesLiveAsLongAsTheRows_data() { test::addEngineRows(); }
    void temporariesLiveAsLongAsTheRows()
    {
        const auto found = write([](Tx& tx) -> Result<bool> {
            tx.run("INSERT INTO v (id, t) VALUES ($1, $2)", "a", std::string(500, 'y'));
            Rows rows = tx.query("SELECT id FROM v WHERE t = $1", std::string(500, 'y'));
            const std::string overwriteFreedMemory(500, 'z');
            return rows.next() && overwriteFreedMemory.size() == 500;
        });
        QVERIFY2(found, test::sentence(found));
        QVERIFY(*found);
    }

    void theCommonSubsetMeansTheSame_data() { test::addEngineRows(); }
    void theCommonSubsetMeansTheSame()
    {
        const auto seen = write([](Tx& tx) -> Result<std::string> {
            std::string out;
            const auto all = [&out](Rows rows, int columns) {
                while (rows.next()) {
                    for (int c = 0; c < columns; ++c)
                        out += rows.isNull(c) ? "-" : std::to_string(rows.integer(c));
                    out += ' ';
                }
                out += '|';
            };
            for (int i = 0; i < 6; ++i)
                tx.run("INSERT INTO v (id, n, t) VALUES ($1, $2, $3)", std::to_string(i), i,
                       i % 2 ? "odd" : "even");
            all(tx.query("INSERT INTO v (id, n) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET n = "
                         "v.n + "
                         "excluded.n RETURNING n",
                         "3", 100),
                1);
            all(tx.query(
                    "INSERT INTO v (id, n) VALUES ($1, 1) ON CONFLICT (id) DO NOTHING RETURNING n",
                    "3"),
                1);
            out += std::to_string(
                tx.run("INSERT INTO v (id) VALUES ('3') ON CONFLICT (id) DO NOTHING"));
            out += std::to_string(tx.run("UPDATE v SET n = n + 1 WHERE t = $1", "odd"));
            out += std::to_string(tx.run("SELECT * FROM v")) + '|';
            all(tx.query("WITH RECURSIVE up (n) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT n + "
                         "1 FROM up "
                         "WHERE n < 4) SELECT n FROM up ORDER BY n",
                         1),
                1);
            all(tx.query(
                    "SELECT n, row_number() OVER (PARTITION BY t ORDER BY n DESC), lag(n) OVER "
                    "(PARTITION BY t ORDER BY n DESC) FROM v ORDER BY t, n"),
                3);
            all(tx.query("SELECT COALESCE(SUM(n), 0), count(*), MAX(n), n IS NULL FROM v GROUP BY "
                         "t, n IS NULL ORDER BY t"),
                4);
            all(tx.query("DELETE FROM v WHERE n > $1 RETURNING n", 50), 1);
            all(tx.query("SELECT n FROM v WHERE (n, id) > ($1, $2) ORDER BY n, id LIMIT $3", 1, "1",
                         2),
                1);
            all(tx.query("SELECT CASE WHEN CAST($1 AS TEXT) IS NULL THEN TRUE ELSE FALSE END",
                         nullptr),
                1);
            return out;
        });
        QVERIFY2(seen, test::sentence(seen));
        QCOMPARE(QString::fromStdString(*seen),
                 QStringLiteral("103 ||030|1 2 3 4 |032 224 41- 236 62104 1041- |"
                                "6340 11231040 |104 |2 2 |1 |"));
    }

    void textsSortByCodePointAndLikeMindsTheCase_data() { test::addEngineRows(); }
    void textsSortByCodePointAndLikeMindsTheCase()
    {
        const auto seen = write([](Tx& tx) -> Result<std::string> {
            for (const char* id : {"b", "B", "a", "_", "\u00e4", "\uffee", "\U0001F600", "ab",
                                   "a b", "1", "10", "9"})
                tx.run("INSERT INTO v (id) VALUES ($1)", id);
            std::string out;
            Rows sorted = tx.query("SELECT id FROM v ORDER BY id");
            while (sorted.next())
                out += rowText(sorted);
            Rows liked = tx.query(
                "SELECT id FROM v WHERE id LIKE $1 ESCAPE '!' OR id LIKE $2 ESCAPE '!' ORDER BY id",
                "B%", "!_");
            while (liked.next())
                out += rowText(liked);
            return out;
        });
        QVERIFY2(seen, test::sentence(seen));
        QCOMPARE(QString::fromStdString(*seen),
                 QString::fromUtf8("1,10,9,B,_,a,a b,ab,b,\u00e4,\uffee,\U0001F600,B,_,"));
    }

    void aStatementMayBeAskedAgainWhileItRuns_data() { test::addEngineRows(); }
    void aStatementMayBeAskedAgainWhileItRuns()
    {
        // As in walking a tree: the same text at every depth.
        const auto depth = write([](Tx& tx) -> Result<int> {
            tx.run("INSERT INTO v (id, t) VALUES ('a', NULL), ('b', 'a'), ('c', 'b'), ('d', 'b')");
            const std::function<int(const std::string&)> walk = [&](const std::string& id) {
                int seen = 1;
                Rows rows = tx.query("SELECT id FROM v WHERE t = $1 ORDER BY id", id);
                while (rows.next())
                    seen += walk(rows.text(0));
                return seen;
            };
            return walk("a");
        });
        QVERIFY2(depth, test::sentence(depth));
        QCOMPARE(*depth, 4);
    }

    void manyDifferentStatementsAreNoTrouble_data() { test::addEngineRows(); }
    void manyDifferentStatementsAreNoTrouble()
    {
        for (int round = 0; round < 2; ++round) {
            const auto sum = write([](Tx& tx) -> Result<std::int64_t> {
                std::int64_t total = 0;
                for (int i = 0; i < 600; ++i) {
                    Rows rows = tx.query("SELECT CAST($1 AS BIGINT) + " + std::to_string(i), 1);
                    total += rows.next() ? rows.integer(0) : 0;
                }
                return total;
            });
            QVERIFY2(sum, test::sentence(sum));
            QCOMPARE(*sum, 600 + 599 * 300);
        }
    }

    void brokenRulesAreConstraintErrors_data() { test::addEngineRows(); }
    void brokenRulesAreConstraintErrors()
    {
        const int constraint = int(ErrorCode::Constraint);
        QCOMPARE(codeOf([](Tx& tx) {
                     tx.run("INSERT INTO parent (id) VALUES ('p')");
                     tx.run("INSERT INTO child (id, parent_id, rank) VALUES ('c', 'p', 1)");
                 }),
                 -1);
        for (const char* sql :
             {"INSERT INTO parent (id) VALUES ('p')",
              "INSERT INTO child (id, parent_id, rank) VALUES ('d', 'q', 1)",
              "INSERT INTO child (id, parent_id, rank) VALUES ('d', 'p', -1)",
              "INSERT INTO child (id, parent_id) VALUES ('d', 'p')", "UPDATE parent SET id = 'q'"})
            QCOMPARE(codeOf([sql](Tx& tx) { tx.run(sql); }), constraint);
        QCOMPARE(codeOf([](Tx& tx) { tx.run("DELETE FROM parent"); }), -1);
        QCOMPARE(count("child"), 0);
    }

    void theDetailOfAnErrorHoldsNoValue_data() { test::addEngineRows(); }
    void theDetailOfAnErrorHoldsNoValue()
    {
        for (int i = 0; i < 2; ++i) {
            const Status status = write([](Tx& tx) -> Status {
                tx.run("INSERT INTO v (id) VALUES ($1)", "person@example.org");
                return {};
            });
            QCOMPARE(bool(status), i == 0);
            if (!status)
                QVERIFY(!QString::fromStdString(status.error().detail).contains("person"));
        }
    }
};

QTEST_GUILESS_MAIN(TestStorageConformance)
#include "tst_storage_conformance.moc"
