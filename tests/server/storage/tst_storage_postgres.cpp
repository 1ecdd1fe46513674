// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresDriver.h"
#include "server-stub/storage/PostgresUrl.h"
#include "tests/support/Semaphore.h"
#include "tests/support/TestStores.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <mutex>

using namespace taskward;
using namespace taskward::db;
using namespace taskward::storage;
using test::TestStore;

namespace {

const std::vector<Migration> kSchema{{1, "walls", R"(
    CREATE TABLE note (org_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (org_id, id));
    {{rls:note}}
    {{grant:note}}
    CREATE TABLE org (id TEXT PRIMARY KEY);
    {{rls:org:id}}
    {{grant:org:select}}
)"}};

const QString kEngine = QStringLiteral("postgres");

Scope scopeOf(const char* org)
{
    return {OrgId{org}, UserId{"u"}};
}

std::string environment(const char* name)
{
    return qEnvironmentVariable(name).toStdString();
}

} // namespace

/// What only PostgreSQL owes: the second wall, the roles, the address, lost connections.
class TestStoragePostgres : public QObject {
    Q_OBJECT

    std::unique_ptr<TestStore> m_store;

    Database& database() { return m_store->database(); }

    Result<std::int64_t> single(const Scope& scope, const std::string& sql)
    {
        return database().read(scope, [&](Tx& tx) -> Result<std::int64_t> {
            Rows rows = tx.query(sql);
            return rows.next() ? rows.integer(0) : -1;
        });
    }
    Status insert(const Scope& scope, const char* org)
    {
        return database().write(scope, [&](Tx& tx) -> Status {
            tx.run("INSERT INTO note (org_id, id) VALUES ($1, $2)", org, "n");
            return {};
        });
    }

private slots:
    void init()
    {
        auto store = TestStore::open(kEngine, kSchema);
        QVERIFY2(store, test::sentence(store));
        m_store = std::move(*store);
    }
    void cleanup() { m_store.reset(); }

    void rowsAreSeenAndWrittenInTheirOrganisationAlone()
    {
        QVERIFY(insert(scopeOf("a"), "a"));
        QVERIFY(insert(scopeOf("b"), "b"));
        QCOMPARE(*single(scopeOf("a"), "SELECT count(*) FROM note"), 1);
        QCOMPARE(*single(scopeOf("c"), "SELECT count(*) FROM note"), 0);
        QCOMPARE(*single({}, "SELECT count(*) FROM note"), 0);
        for (const Scope& scope : {scopeOf("a"), Scope{}}) {
            const Status foreign = insert(scope, "b");
            QVERIFY(!foreign);
            QCOMPARE(int(foreign.error().code), int(ErrorCode::PermissionDenied));
        }
        const auto changed = database().write(scopeOf("a"), [](Tx& tx) -> Result<std::int64_t> {
            return tx.run("DELETE FROM note WHERE org_id = 'b'") +
                   tx.run("UPDATE note SET id = 'x' WHERE org_id = 'b'");
        });
        QCOMPARE(*changed, 0);
        const Status moved = database().write(scopeOf("a"), [](Tx& tx) -> Status {
            tx.run("UPDATE note SET org_id = 'b', id = 'moved'");
            return {};
        });
        QVERIFY(!moved);
        QCOMPARE(*single(scopeOf("b"), "SELECT count(*) FROM note"), 1);
    }

    void aBorrowedConnectionKeepsNoScope()
    {
        QVERIFY(insert(scopeOf("a"), "a"));
        // More than connections in the pool, so that each has served organisation a and then
        // nobody.
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(*single(scopeOf("a"), "SELECT count(*) FROM note"), 1);
            QCOMPARE(*single({}, "SELECT count(*) FROM note"), 0);
            QCOMPARE(*single(scopeOf("b"), "SELECT count(*) FROM note"), 0);
            QVERIFY(!insert(scopeOf("b"), "a"));
        }
    }

    void theScopeMayBeSetWithinTheTransaction()
    {
        const auto seen = database().write({}, [](Tx& tx) -> Result<std::int64_t> {
            tx.setScope(scopeOf("it's"));
            tx.run("INSERT INTO note (org_id, id) VALUES ($1, 'n')", "it's");
            Rows rows = tx.query("SELECT count(*) FROM note");
            return rows.next() ? rows.integer(0) : -1;
        });
        QVERIFY2(seen, test::sentence(seen));
        QCOMPARE(*seen, 1);
    }

    void theRoleThatServesMayNotMore()
    {
        for (const char* sql :
             {"TRUNCATE note", "CREATE TABLE mine (id TEXT)",
              "ALTER TABLE note DISABLE ROW LEVEL SECURITY", "DROP TABLE note",
              "INSERT INTO org (id) VALUES ('a')", "DELETE FROM schema_migrations",
              "CREATE SCHEMA mine", "SET LOCAL row_security = off; SELECT * FROM note"}) {
            const Status refused = database().write(scopeOf("a"), [&](Tx& tx) -> Status {
                tx.driver().script(sql);
                return {};
            });
            QVERIFY2(!refused, sql);
            QCOMPARE(int(refused.error().code), int(ErrorCode::PermissionDenied));
        }
    }

    void timeoutsAreInForce()
    {
        QCOMPARE(*single({}, "SELECT CAST(setting AS BIGINT) FROM pg_settings WHERE name = "
                             "'statement_timeout'"),
                 5000);
        QCOMPARE(*single({}, "SELECT CAST(setting AS BIGINT) FROM pg_settings WHERE name = "
                             "'lock_timeout'"),
                 2000);
        QCOMPARE(*single({},
                         "SELECT count(*) FROM pg_stat_activity WHERE pid = pg_backend_pid() AND "
                         "application_name = 'taskward-server'"),
                 1);
    }

    void mightyRolesAreRefused_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("reason");
        QTest::newRow("superuser") << "taskward_super" << "superuser";
        QTest::newRow("bypass") << "taskward_bypass" << "BYPASSRLS";
        QTest::newRow("owner") << "taskward_owner" << "owns tables";
    }
    void mightyRolesAreRefused()
    {
        QFETCH(QString, role);
        QFETCH(QString, reason);
        StorageOptions options;
        options.databaseUrl = test::withRole(m_store->options().databaseUrl, role.toStdString());
        const auto refused = openDatabase(options);
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::Conflict));
        QVERIFY2(QString::fromStdString(refused.error().detail).contains(reason),
                 refused.error().detail.c_str());
    }

    void aDatabaseOfAnotherOrderIsRefused()
    {
        const auto owner = readPostgresUrl(environment("TASKWARD_TEST_PG_OWNER_URL"));
        const auto driver = PostgresDriver::open(*owner, PostgresRole::Owner);
        QVERIFY2(driver, test::sentence(driver));
        const std::string name = "tw_order_" + std::to_string(QCoreApplication::applicationPid());
        (*driver)->script(
            "CREATE DATABASE " + name +
            " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C.UTF-8'");
        const auto target =
            readPostgresUrl(test::withDatabase(environment("TASKWARD_TEST_PG_APP_URL"), name));
        {
            const auto refused = PostgresDriver::open(*target, PostgresRole::App);
            QVERIFY(!refused);
            QCOMPARE(int(refused.error().code), int(ErrorCode::Conflict));
        }
        (*driver)->script("DROP DATABASE " + name);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("code"); // -1: good
        QTest::addColumn<bool>("encrypted");
        const int conflict = int(ErrorCode::Conflict);
        const int malformed = int(ErrorCode::Malformed);
        QTest::newRow("socket") << "postgresql://u@/db?host=/run/postgresql" << -1 << false;
        QTest::newRow("default socket") << "postgresql://u@/db" << -1 << false;
        QTest::newRow("network") << "postgresql://u@db.example/db" << -1 << true;
        QTest::newRow("loopback") << "postgresql://u@127.0.0.1/db" << -1 << true;
        QTest::newRow("two hosts") << "postgresql://u@a.example,b.example/db" << -1 << true;
        QTest::newRow("socket and host")
            << "postgresql://u@/db?host=/run/x,b.example" << -1 << true;
        QTest::newRow("hostaddr") << "postgresql://u@/db?hostaddr=10.0.0.1" << -1 << true;
        QTest::newRow("certificate") << "postgresql://u@h/db?sslcert=/c&sslkey=/k" << -1 << true;
        QTest::newRow("stated") << "postgresql://u@h/db?sslmode=verify-full" << -1 << true;
        QTest::newRow("password") << "postgresql://u:secret@h/db" << conflict << false;
        QTest::newRow("password=") << "postgresql://u@h/db?password=secret" << conflict << false;
        QTest::newRow("sslpassword")
            << "postgresql://u@h/db?sslpassword=secret" << conflict << false;
        QTest::newRow("key value") << "host=h user=u password=secret" << conflict << false;
        QTest::newRow("weak") << "postgresql://u@h/db?sslmode=require" << conflict << false;
        QTest::newRow("none") << "postgresql://u@h/db?sslmode=disable" << conflict << false;
        QTest::newRow("unbound") << "postgresql://u@h/db?channel_binding=prefer" << conflict
                                 << false;
        QTest::newRow("replica") << "postgresql://u@h/db?target_session_attrs=any" << conflict
                                 << false;
        QTest::newRow("no user") << "postgresql://h/db" << conflict << false;
        QTest::newRow("nonsense") << "postgresql://u:p%zz@h/db" << malformed << false;
    }
    void addresses()
    {
        QFETCH(QString, url);
        QFETCH(int, code);
        QFETCH(bool, encrypted);
        const auto target = readPostgresUrl(url.toStdString());
        QCOMPARE(target ? -1 : int(target.error().code), code);
        if (!target) {
            QVERIFY(
                !QString::fromStdString(target.error().detail).contains(QStringLiteral("secret")));
            return;
        }
        QCOMPARE(target->encrypted, encrypted);
        QCOMPARE(target->parameters.at("target_session_attrs"), "read-write");
        if (encrypted)
            QCOMPARE(target->parameters.at("sslmode"), "verify-full");
        if (encrypted && !target->parameters.contains("sslcert"))
            QCOMPARE(target->parameters.at("channel_binding"), "require");
    }

    void theNetworkIsEncryptedAndTheServerKnown()
    {
        const std::string url = environment("TASKWARD_TEST_PG_TLS_URL");
        QVERIFY2(!url.empty(), "TASKWARD_TEST_PG_TLS_URL is not set");
        const auto target = readPostgresUrl(url);
        QVERIFY2(target, test::sentence(target));
        const auto driver = PostgresDriver::open(*target, PostgresRole::App);
        QVERIFY2(driver, test::sentence(driver));
        Cursor& cursor =
            (*driver)->prepare("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        QVERIFY(cursor.step());
        QCOMPARE(cursor.integer(0), 1);
        cursor.reset();

        // A certificate that nobody we trust has signed.
        QTemporaryDir dir;
        const QString foreign = dir.filePath(QStringLiteral("ca.pem"));
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                       "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
                       "-keyout", dir.filePath("key.pem"), "-out", foreign});
        QVERIFY(openssl.waitForFinished());
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
        PostgresTarget mistrusting = *target;
        mistrusting.parameters["sslrootcert"] = foreign.toStdString();
        const auto refused = PostgresDriver::open(mistrusting, PostgresRole::App);
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), int(ErrorCode::StorageUnavailable));
    }

    void aLostConnectionIsReplacedAndTheWorkRunsAgain()
    {
        std::atomic<int> runs = 0;
        const auto done = database().write(scopeOf("a"), [&](Tx& tx) -> Status {
            tx.run("INSERT INTO note (org_id, id) VALUES ('a', 'n')");
            if (++runs == 1)
                tx.run("SELECT pg_terminate_backend(pg_backend_pid())");
            return {};
        });
        QVERIFY2(done, test::sentence(done));
        QCOMPARE(runs.load(), 2);
        QCOMPARE(*single(scopeOf("a"), "SELECT count(*) FROM note"), 1);
    }

    void everyProcessHearsOfChangesAndOfGaps()
    {
        std::mutex mutex;
        std::vector<std::string> heard;
        test::Semaphore arrived;
        auto second = openDatabase(m_store->options());
        QVERIFY2(second, test::sentence(second));
        const Subscription subscription = (*second)->changes->subscribe([&](const Change& change) {
            const std::lock_guard lock(mutex);
            heard.push_back(change.org.value);
            arrived.release();
        });
        const auto publish = [this] {
            return database().write(scopeOf("a"), [this](Tx& tx) -> Status {
                m_store->changes().publish(tx, OrgId{"a"}, 1);
                return {};
            });
        };
        QVERIFY(publish());
        QVERIFY(arrived.tryAcquire(1, std::chrono::minutes(1)));
        // Every listener's connection is cut; the second process must say that it may have missed
        // some.
        const auto cut = database().read({}, [](Tx& tx) -> Result<std::int64_t> {
            return tx.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                          "current_database() AND query LIKE 'LISTEN%'");
        });
        QVERIFY2(cut, test::sentence(cut));
        QVERIFY(arrived.tryAcquire(1, std::chrono::minutes(1)));
        QVERIFY(publish());
        QVERIFY(arrived.tryAcquire(1, std::chrono::minutes(1)));
        const std::lock_guard lock(mutex);
        QCOMPARE(heard, (std::vector<std::string>{"a", "", "a"}));
    }

    void everyTableOfAnOrganisationHasItsWall()
    {
        m_store.reset();
        auto store = TestStore::open(kEngine);
        QVERIFY2(store, test::sentence(store));
        m_store = std::move(*store);
        const auto open = database().read({}, [](Tx& tx) -> Result<std::string> {
            Rows rows = tx.query(R"(
                SELECT CAST(c.relname AS TEXT) FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
                -- Looked up by a digest, before anybody knows whose they are.
                AND c.relname NOT IN ('sessions', 'api_keys', 'sign_in_challenges')
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND
                         EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
                ORDER BY 1)");
            std::string names;
            while (rows.next())
                names += rows.text(0) + ' ';
            return names;
        });
        QVERIFY2(open, test::sentence(open));
        QCOMPARE(QString::fromStdString(*open), QString());
        QVERIFY(*single({}, "SELECT count(*) FROM pg_policy") > 5);
        // What the role that serves holds beyond the four rights on rows: nothing.
        QCOMPARE(*single({},
                         "SELECT count(*) FROM information_schema.table_privileges WHERE grantee = "
                         "current_user AND table_schema = 'public' AND privilege_type NOT IN "
                         "('SELECT', 'INSERT', 'UPDATE', 'DELETE')"),
                 0);
    }
};

QTEST_GUILESS_MAIN(TestStoragePostgres)
#include "tst_storage_postgres.moc"
