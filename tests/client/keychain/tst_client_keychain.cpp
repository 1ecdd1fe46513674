// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/AccountKeys.h"
#include "client/keychain/QtKeychainStore.h"
#include "core/base/Random.h"
#include "core/crypto/Digest.h"
#include "tests/client/AccountFixture.h"

#include <QFile>
#include <QProcess>

using namespace taskward;
using namespace taskward::test;

namespace {

client::AccountKeys sampleKeys()
{
    SystemRandom random;
    client::AccountKeys keys;
    keys.accountId = "0190d000-0000-7000-8000-000000000001";
    keys.cacheKey = Secret::ofSize(32);
    keys.outboxKey = Secret::ofSize(32);
    random.fill(keys.cacheKey.data());
    random.fill(keys.outboxKey.data());
    keys.cacheId = "0190d000-0000-7000-8000-000000000002";
    keys.outboxId = "0190d000-0000-7000-8000-000000000003";
    keys.cacheGeneration = 7;
    keys.outboxGeneration = 258;
    keys.refreshToken = Secret::fromText(std::string(512, 't'));
    return keys;
}

} // namespace

class TestKeychain : public QObject {
    Q_OBJECT

private slots:
    void packsAndUnpacks();
    void refusesWhatItDidNotMake();
    void opensOnlyWithItsKeys_data();
    void opensOnlyWithItsKeys();
    void wrongValueIsToldApart_data();
    void wrongValueIsToldApart();
    void hangingKeychainKeepsTheProgramAlive();
    void signInWithoutKeychainLeavesNothing();
    void realKeychainRoundTrip();
    void lockedKeychainIsSaidAtOnce();
    void absentKeychainIsSaid();
};

void TestKeychain::packsAndUnpacks()
{
    const auto keys = sampleKeys();
    const Secret packed = keys.pack();
    QVERIFY(packed.size() < 2048);
    const auto back = client::AccountKeys::unpack(packed);
    QVERIFY(back);
    QCOMPARE(back->accountId, keys.accountId);
    QVERIFY(constantTimeEqual(back->cacheKey.bytes(), keys.cacheKey.bytes()));
    QVERIFY(constantTimeEqual(back->outboxKey.bytes(), keys.outboxKey.bytes()));
    QVERIFY(constantTimeEqual(back->refreshToken.bytes(), keys.refreshToken.bytes()));
    QCOMPARE(back->outboxGeneration, std::uint64_t{258});
    QCOMPARE(back->checkValue(), keys.checkValue());
}

void TestKeychain::refusesWhatItDidNotMake()
{
    const Secret packed = sampleKeys().pack();
    const std::string good(packed.text());
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        const auto read = client::AccountKeys::unpack(Secret::fromText(bad));
        QVERIFY2(!read, qPrintable(QStringLiteral("byte %1").arg(i)));
        QCOMPARE(int(read.error().code), int(ErrorCode::KeychainWrongValue));
    }
    for (std::size_t length = 0; length < good.size(); ++length)
        QVERIFY(!client::AccountKeys::unpack(Secret::fromText(good.substr(0, length))));
}

void TestKeychain::opensOnlyWithItsKeys_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("absent") << int(ErrorCode::KeychainAbsent);
    QTest::newRow("locked") << int(ErrorCode::KeychainLocked);
    QTest::newRow("slow") << int(ErrorCode::KeychainSlow);
    QTest::newRow("denied") << int(ErrorCode::KeychainDenied);
    QTest::newRow("not found") << int(ErrorCode::KeyNotFound);
}

void TestKeychain::opensOnlyWithItsKeys()
{
    QFETCH(int, code);
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("waits"));
    const int writes = a.keychain.writes;
    a.keychain.failReads = static_cast<ErrorCode>(code);
    QCOMPARE(int(a.reopen().code), code);
    QCOMPARE(a.keychain.writes, writes);
    QCOMPARE(a.keychain.removals, 0);
    QVERIFY(QFile::exists(QString::fromStdString(a.file("outbox.db").string())));
    // When it answers again, everything is there.
    a.keychain.failReads.reset();
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
    QCOMPARE(a.pending(), 1);
}

void TestKeychain::wrongValueIsToldApart_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("rubbish") << QByteArray("rubbish");
    QTest::newRow("another account's") << QByteArray(
        sampleKeys().pack().text().data(), static_cast<qsizetype>(sampleKeys().pack().size()));
}

void TestKeychain::wrongValueIsToldApart()
{
    QFETCH(QByteArray, value);
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("waits"));
    a.workspace.reset();
    const auto good = a.keychain.entries;
    a.keychain.entries.begin()->second = value.toStdString();
    QCOMPARE(int(a.reopen().code), int(ErrorCode::KeychainWrongValue));
    a.keychain.entries = good;
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
}

void TestKeychain::hangingKeychainKeepsTheProgramAlive()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    a.workspace.reset();
    a.keychain.hang = true;
    std::optional<Error> ended;
    const auto run = [](AccountFixture* device, std::optional<Error>* out) -> QCoro::Task<> {
        auto opening = device->opener->open();
        auto opened = co_await opening;
        out->emplace(opened ? Error{} : opened.error());
    };
    auto running = run(&a, &ended);
    int turns = 0;
    QTimer ticker;
    connect(&ticker, &QTimer::timeout, this, [&turns] { ++turns; });
    ticker.start(1);
    QTRY_VERIFY(turns > 5);
    QVERIFY(!ended);
    a.keychain.release(ErrorCode::KeychainSlow);
    QTRY_VERIFY(ended);
    QCOMPARE(int(ended->code), int(ErrorCode::KeychainSlow));
}

void TestKeychain::signInWithoutKeychainLeavesNothing()
{
    FakeServer server;
    AccountFixture a(server);
    a.keychain.failWrites = ErrorCode::KeychainLocked;
    QVERIFY(!a.signIn());
    QVERIFY(!QFile::exists(QString::fromStdString(a.file("cache.db").string())));
    QVERIFY(!QFile::exists(QString::fromStdString(a.file("config.json").string())));
    QVERIFY(!a.opener->profile().hasAccount);
}

// ---- the session's own gnome-keyring (./test starts one)

void TestKeychain::realKeychainRoundTrip()
{
    client::QtKeychainStore store;
    const std::string entry = "tst_client_keychain";
    const auto missing = wait(store.read(entry));
    QVERIFY(!missing);
    QCOMPARE(int(missing.error().code), int(ErrorCode::KeyNotFound));
    const Secret packed = sampleKeys().pack();
    const Status written = wait(store.write(entry, packed.clone()));
    QVERIFY2(written, written ? "" : written.error().detail.c_str());
    const auto read = wait(store.read(entry));
    QVERIFY(read);
    QVERIFY(constantTimeEqual(read->bytes(), packed.bytes()));
    QVERIFY(wait(store.remove(entry)));
    QVERIFY(wait(store.remove(entry)));
    QCOMPARE(int(wait(store.read(entry)).error().code), int(ErrorCode::KeyNotFound));
}

void TestKeychain::lockedKeychainIsSaidAtOnce()
{
    // In a session of its own: the keyring of the whole run must stay open.
    QProcess child;
    child.start(
        QStringLiteral("dbus-run-session"),
        {QStringLiteral("--"), QStringLiteral("bash"), QStringLiteral("-c"),
         QStringLiteral(
             "export HOME=$(mktemp -d) XDG_DATA_HOME= ; "
             "printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
             "gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets "
             "-m org.freedesktop.Secret.Service.Lock "
             "\"['/org/freedesktop/secrets/collection/login']\" >/dev/null; "
             "exec %1 --probe-keychain")
             .arg(QCoreApplication::applicationFilePath())});
    QVERIFY(child.waitForFinished(60'000));
    QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("keychain-locked"));
}

void TestKeychain::absentKeychainIsSaid()
{
    QProcess child;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                       QStringLiteral("unix:path=/nonexistent/bus"));
    child.setProcessEnvironment(environment);
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--probe-keychain")});
    QVERIFY(child.waitForFinished(60'000));
    QCOMPARE(child.readAllStandardOutput().trimmed(), QByteArray("keychain-absent"));
}

/// What this program says as a child: the state of the keychain of its session.
static int probeKeychain()
{
    client::QtKeychainStore store;
    const auto read = wait(store.read("tst_client_keychain"));
    std::puts(read ? "found" : std::string(errorInfo(read.error().code).wireName).c_str());
    return 0;
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().contains(QStringLiteral("--probe-keychain")))
        return probeKeychain();
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_client_keychain.moc"
