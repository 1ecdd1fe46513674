// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Connection.h"
#include "core/db/SqlCipherDriver.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace taskward;
using namespace taskward::db;

namespace {

Secret keyOf(std::uint8_t byte)
{
    Secret key = Secret::ofSize(32);
    for (std::uint8_t& b : key.data())
        b = byte;
    return key;
}

QByteArray failure(const Error& error)
{
    return QByteArray::fromStdString(std::string(errorInfo(error.code).wireName) + ": " +
                                     error.detail);
}

int modeOf(const QString& path)
{
    struct stat info{};
    return ::stat(path.toLocal8Bit().constData(), &info) == 0 ? int(info.st_mode & 07777) : -1;
}

} // namespace

/// What the embedded engine owes beyond the conformance suite (tests/server/storage): the file, the
/// key, the pragmas.
class TestSqlCipherDriver : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_count = 0;

    QString newPath() { return m_dir.filePath(QStringLiteral("db%1").arg(++m_count)); }

    static SqlCipherOptions options(const QString& path, bool create, std::uint8_t key = 7)
    {
        SqlCipherOptions o;
        o.path = path.toStdString();
        o.key = keyOf(key);
        o.create = create;
        return o;
    }

    static std::string pragma(Driver& driver, std::string_view name)
    {
        Tx tx(driver);
        Rows rows =
            tx.query("SELECT CAST((SELECT * FROM pragma_" + std::string(name) + ") AS TEXT)");
        return rows.next() ? rows.text(0) : std::string();
    }

    static void fill(const QString& path, int rows)
    {
        auto driver = openSqlCipher(options(path, true));
        QVERIFY2(driver, driver ? "" : failure(driver.error()));
        Connection connection(std::move(*driver));
        const Status done = connection.write([rows](Tx& tx) -> Status {
            tx.driver().script("CREATE TABLE t (id BIGINT PRIMARY KEY, v TEXT)");
            for (int i = 0; i < rows; ++i)
                tx.run("INSERT INTO t (id, v) VALUES ($1, $2)", i,
                       "CanaryTitle-" + std::to_string(i));
            return {};
        });
        QVERIFY2(done, done ? "" : failure(done.error()));
    }

private slots:
    void pragmasAreInForceOnEveryConnection_data()
    {
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("writer") << false;
        QTest::newRow("reader") << true;
    }
    void pragmasAreInForceOnEveryConnection()
    {
        QFETCH(bool, readOnly);
        const QString path = newPath();
        fill(path, 1);
        SqlCipherOptions o = options(path, false);
        o.readOnly = readOnly;
        o.pageCacheKiB = 4321;
        o.busyTimeoutMs = 1234;
        const auto driver = openSqlCipher(o);
        QVERIFY2(driver, driver ? "" : failure(driver.error()));
        QCOMPARE(pragma(**driver, "temp_store"), "2");
        QCOMPARE(pragma(**driver, "synchronous"), "2");
        QCOMPARE(pragma(**driver, "secure_delete"), "1");
        QCOMPARE(pragma(**driver, "foreign_keys"), "1");
        QCOMPARE(pragma(**driver, "journal_mode"), "wal");
        QCOMPARE(pragma(**driver, "trusted_schema"), "0");
        QCOMPARE(pragma(**driver, "cache_size"), "-4321");
        QCOMPARE(pragma(**driver, "busy_timeout"), "1234");
        QCOMPARE(pragma(**driver, "query_only"), readOnly ? "1" : "0");
        Tx tx(**driver);
        Rows rows = tx.query("PRAGMA cipher_memory_security");
        QVERIFY(rows.next());
        QCOMPARE(rows.text(0), "1");
    }

    void readOnlyRefusesToWrite()
    {
        const QString path = newPath();
        fill(path, 1);
        SqlCipherOptions o = options(path, false);
        o.readOnly = true;
        Connection connection(std::move(openSqlCipher(o).value()));
        const Status done = connection.read([](Tx& tx) -> Status {
            tx.run("DELETE FROM t");
            return {};
        });
        QVERIFY(!done);
        QCOMPARE(int(done.error().code), int(ErrorCode::StorageUnavailable));
    }

    void filesAreOursAloneAndSealed()
    {
        const mode_t before = ::umask(0);
        const QString path = newPath();
        const auto driver = openSqlCipher(options(path, true));
        ::umask(before);
        QVERIFY(driver);
        (*driver)->script("CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('CanaryTitle')");
        for (const char* suffix : {"", "-wal", "-shm"}) {
            QFile file(path + QLatin1String(suffix));
            QVERIFY2(file.open(QIODevice::ReadOnly), suffix);
            QCOMPARE(modeOf(file.fileName()), 0600);
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains("CanaryTitle"), suffix);
            QVERIFY2(!bytes.contains("CREATE TABLE"), suffix);
            QVERIFY2(!bytes.startsWith("SQLite format 3"), suffix);
        }
    }

    void aWiderModeIsTightened()
    {
        const QString path = newPath();
        fill(path, 1);
        QVERIFY(
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(openSqlCipher(options(path, false)));
        QCOMPARE(modeOf(path), 0600);
    }

    void missingOrEmptyIsCorruptUnlessCreating()
    {
        const QString path = newPath();
        auto missing = openSqlCipher(options(path, false));
        QVERIFY(!missing);
        QCOMPARE(int(missing.error().code), int(ErrorCode::StorageCorrupt));
        QVERIFY(!QFile::exists(path));

        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        auto empty = openSqlCipher(options(path, false));
        QVERIFY(!empty);
        QCOMPARE(int(empty.error().code), int(ErrorCode::StorageCorrupt));
        QCOMPARE(QFile(path).size(), 0);
        QVERIFY(openSqlCipher(options(path, true)));
    }

    void aLogWithoutItsDatabaseIsNotOverwritten()
    {
        const QString path = newPath();
        QFile log(path + QStringLiteral("-wal"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("committed once");
        log.close();
        auto opened = openSqlCipher(options(path, true));
        QVERIFY(!opened);
        QCOMPARE(int(opened.error().code), int(ErrorCode::StorageCorrupt));
        QCOMPARE(QFile(log.fileName()).size(), 14);
    }

    void aWrongKeyIsCorruptAndChangesNothing()
    {
        const QString path = newPath();
        fill(path, 10);
        auto wrong = openSqlCipher(options(path, false, 8));
        QVERIFY(!wrong);
        QCOMPARE(int(wrong.error().code), int(ErrorCode::StorageCorrupt));
        QVERIFY(openSqlCipher(options(path, false)));

        SqlCipherOptions noKey = options(path, false);
        noKey.key = Secret();
        QVERIFY(!openSqlCipher(noKey));
    }

    void aFlippedByteIsFound_data()
    {
        QTest::addColumn<int>("offset");
        QTest::newRow("first page") << 200;
        QTest::newRow("a page in the middle") << 4096 * 20 + 77;
        QTest::newRow("the last page's HMAC") << -10;
    }
    void aFlippedByteIsFound()
    {
        QFETCH(int, offset);
        const QString path = newPath();
        fill(path, 2000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 at = offset < 0 ? file.size() + offset : offset;
        QVERIFY(file.seek(at));
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        QVERIFY(file.seek(at));
        QVERIFY(file.putChar(char(byte ^ 1)));
        file.close();
        auto opened = openSqlCipher(options(path, false));
        const Status found = opened ? integrityCheck(**opened) : Status(fail(opened.error()));
        QVERIFY(!found);
        QCOMPARE(int(found.error().code), int(ErrorCode::StorageCorrupt));
    }

    void aTruncatedFileIsFound()
    {
        const QString path = newPath();
        fill(path, 2000);
        QVERIFY(QFile::resize(path, 4096 * 20));
        auto opened = openSqlCipher(options(path, false));
        const Status found = opened ? integrityCheck(**opened) : Status(fail(opened.error()));
        QVERIFY(!found);
        QCOMPARE(int(found.error().code), int(ErrorCode::StorageCorrupt));
    }

    void aSoundFilePassesTheCheck()
    {
        const QString path = newPath();
        fill(path, 2000);
        auto driver = openSqlCipher(options(path, false));
        QVERIFY(driver);
        const Status sound = integrityCheck(**driver);
        QVERIFY2(sound, sound ? "" : failure(sound.error()));
    }

    void aSecondWriterIsToldToWait()
    {
        const QString path = newPath();
        fill(path, 1);
        SqlCipherOptions o = options(path, false);
        o.busyTimeoutMs = 1;
        auto holder = openSqlCipher(o);
        QVERIFY(holder);
        (*holder)->begin(TxKind::Write);
        Connection other(std::move(openSqlCipher(o).value()));
        const Status busy = other.write([](Tx& tx) -> Status {
            tx.run("UPDATE t SET v = 'x'");
            return {};
        });
        QVERIFY(!busy);
        QCOMPARE(int(busy.error().code), int(ErrorCode::Busy));
        (*holder)->rollback();
        const Status free = other.write([](Tx& tx) -> Status {
            tx.run("UPDATE t SET v = 'x'");
            return {};
        });
        QVERIFY(free);
    }

    void aLimitOnTheFileIsAFullDisk()
    {
        const QString path = newPath();
        fill(path, 1);
        Connection connection(std::move(openSqlCipher(options(path, false)).value()));
        const auto insert = [&connection](const std::string& value) {
            return connection.write([&value](Tx& tx) -> Status {
                tx.run("INSERT INTO t (v) VALUES ($1)", value);
                return {};
            });
        };
        QVERIFY(insert("before"));
        rlimit old{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{100'000, old.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const Status full = insert(std::string(200'000, 'x'));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &old), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!full);
        QVERIFY2(full.error().code == ErrorCode::StorageFull, failure(full.error()));
        QVERIFY(insert(std::string(200'000, 'x')));
    }

    void largeSortsLeaveNoFile()
    {
        // The engine names its temporary files etilqs_*; it unlinks them at once, so only the
        // system calls show them.
        const QString path = newPath();
        fill(path, 20000);
        const QString log = m_dir.filePath(QStringLiteral("strace.log"));
        QProcess child;
        // LeakSanitizer, when it is there, has to trace the child itself and cannot under strace.
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("ASAN_OPTIONS"),
                           environment.value(QStringLiteral("ASAN_OPTIONS")) +
                               QStringLiteral(":detect_leaks=0"));
        child.setProcessEnvironment(environment);
        child.start(QStringLiteral("strace"),
                    {QStringLiteral("-f"), QStringLiteral("-e"),
                     QStringLiteral("trace=openat,open"), QStringLiteral("-o"), log,
                     QCoreApplication::applicationFilePath(), QStringLiteral("--sort"), path});
        QVERIFY2(child.waitForStarted(), "strace is needed");
        QVERIFY(child.waitForFinished(60000));
        QCOMPARE(child.exitCode(), 0);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray calls = file.readAll();
        QVERIFY(calls.contains(path.toLocal8Bit())); // the trace saw the child at work
        QVERIFY(!calls.contains("etilqs_"));
    }
};

namespace {

/// The traced child: sorts far more than the page cache holds, and builds a temporary index.
int sortLarge(const char* path)
{
    SqlCipherOptions o;
    o.path = path;
    o.key = keyOf(7);
    o.pageCacheKiB = 256;
    auto driver = openSqlCipher(o);
    if (!driver)
        return 1;
    Connection connection(std::move(*driver));
    const auto count = connection.read([](Tx& tx) -> Result<int> {
        Rows rows = tx.query("SELECT v || v || v FROM t ORDER BY v || 'x' DESC");
        int n = 0;
        while (rows.next())
            ++n;
        return n;
    });
    return count && *count == 20000 ? 0 : 2;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--sort") == 0)
        return sortLarge(argv[2]);
    QCoreApplication app(argc, argv);
    TestSqlCipherDriver test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_db_sqlcipherdriver.moc"
