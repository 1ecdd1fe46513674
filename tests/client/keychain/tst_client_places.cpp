// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/DurableFile.h"
#include "tests/client/AccountFixture.h"
#include "tests/client/keychain/RecordingPrompter.h"

using namespace taskward;
using namespace taskward::test;
using client::KeychainCondition;
using client::SecretPlace;

namespace {

const std::string kPassphrase = "four plain english words";

/// One device whose person knows the passphrase of the vault.
struct Device : AccountFixture {
    explicit Device(FakeServer& server) : AccountFixture(server)
    {
        person = &prompter;
        opener->setPrompter(&prompter);
        prompter.answers.assign(20, kPassphrase);
    }
    client::KeychainReport examine() { return *wait(opener->examineKeychain()); }
    bool hasVault() const { return std::filesystem::exists(file("vault")); }
    RecordingPrompter prompter;
};

} // namespace

class TestPlaces : public QObject {
    Q_OBJECT

private slots:
    void secretsMoveThereAndBack();
    void failedMoveLeavesTheOldPlaceInForce_data();
    void failedMoveLeavesTheOldPlaceInForce();
    void sessionGoesOnAfterAMove();
    void signInStraightIntoAVault();
    void memoryEndsWithTheProgram();
    void anotherBackendIsNotTaken();
    void doctorTellsEachCell_data();
    void doctorTellsEachCell();
    void doctorNeitherAsksNorWrites();
    void lateKeychainMakesNoNewSession();
};

void TestPlaces::secretsMoveThereAndBack()
{
    FakeServer server;
    Device a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("waits"));
    const auto held = a.keychain.entries;
    QVERIFY(wait(a.opener->moveSecrets(SecretPlace::Vault)));
    QVERIFY(a.hasVault());
    QVERIFY2(a.keychain.entries.empty(), "left in the keychain");
    QCOMPARE(int(a.opener->profile().secretPlace), int(SecretPlace::Vault));
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
    QVERIFY(wait(a.opener->moveSecrets(SecretPlace::Keychain)));
    QVERIFY(!a.hasVault());
    QVERIFY(a.keychain.entries == held);
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.pending(), 1);
}

void TestPlaces::failedMoveLeavesTheOldPlaceInForce_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("old place cannot be read") << 0;
    QTest::newRow("new place takes nothing") << 1;
    QTest::newRow("new place gives something else back") << 2;
    QTest::newRow("old place lets nothing go") << 3;
    QTest::newRow("no passphrase is chosen") << 4;
}

void TestPlaces::failedMoveLeavesTheOldPlaceInForce()
{
    QFETCH(int, way);
    FakeServer server;
    Device a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("waits"));
    auto to = SecretPlace::Vault;
    if (way == 1 || way == 2) { // the fake can fail where it is the new place
        QVERIFY(wait(a.opener->moveSecrets(SecretPlace::Vault)));
        to = SecretPlace::Keychain;
    }
    const auto before = a.keychain.entries;
    const auto place = a.opener->profile().secretPlace;
    a.keychain.failReads = way == 0 ? std::optional(ErrorCode::KeychainLocked) : std::nullopt;
    a.keychain.failWrites = way == 1 ? std::optional(ErrorCode::KeychainDenied) : std::nullopt;
    a.keychain.givesSomethingElse = way == 2;
    a.keychain.failRemovals = way == 3 ? std::optional(ErrorCode::KeychainDenied) : std::nullopt;
    if (way == 4)
        a.prompter.answers.clear();
    QVERIFY(!wait(a.opener->moveSecrets(to)));
    QCOMPARE(int(a.opener->profile().secretPlace), int(place));
    a.keychain.failReads.reset();
    a.keychain.givesSomethingElse = false;
    QVERIFY(a.keychain.entries == before);
    QCOMPARE(a.hasVault(), place == SecretPlace::Vault);
    a.prompter.answers.assign(5, kPassphrase);
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
}

void TestPlaces::sessionGoesOnAfterAMove()
{
    FakeServer server;
    Device a(server);
    QVERIFY(a.signIn());
    // The open account finds its tokens where they are now, without being told.
    QVERIFY(wait(a.opener->moveSecrets(SecretPlace::Vault)));
    QVERIFY(a.add("after the move"));
    QVERIFY(a.reopen() == Error{});
    QVERIFY(a.sync());
    QCOMPARE(a.pending(), 0);
    QVERIFY(a.keychain.entries.empty());
}

void TestPlaces::signInStraightIntoAVault()
{
    FakeServer server;
    Device a(server);
    a.keychain.failReads = a.keychain.failWrites = ErrorCode::KeychainAbsent;
    QVERIFY(wait(a.opener->moveSecrets(SecretPlace::Vault)));
    QVERIFY(a.signIn());
    QVERIFY(a.prompter.asked.front().fresh);
    QVERIFY(a.add("kept"));
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"kept"});
    QCOMPARE(a.keychain.writes, 0);
}

void TestPlaces::memoryEndsWithTheProgram()
{
    FakeServer server;
    Device a(server);
    QVERIFY(wait(a.opener->moveSecrets(SecretPlace::MemoryOnly)));
    QVERIFY(a.signIn());
    QVERIFY(a.add("sent"));
    QVERIFY(a.sync());
    QVERIFY(a.add("waits"));
    QCOMPARE(int(a.examine().condition), int(KeychainCondition::Works));
    const auto recoveryKey = wait(a.workspace->recoveryKey());
    QVERIFY(recoveryKey);
    QVERIFY(a.keychain.entries.empty());
    QVERIFY(!a.hasVault());
    a.restart();
    QCOMPARE(int(a.reopen().code), int(ErrorCode::KeyNotFound));
    const auto report = a.examine();
    QCOMPARE(int(report.place), int(SecretPlace::MemoryOnly));
    QCOMPARE(int(report.condition), int(KeychainCondition::Missing));
    // Signing in again: the cache from the server, what waited from its sealed copy.
    QVERIFY(a.signIn());
    QVERIFY(a.sync());
    QCOMPARE(a.titles(), std::vector<std::string>{"sent"});
    const auto taken = wait(a.workspace->recoverEdits(recoveryKey->clone()));
    QVERIFY(taken);
    QCOMPARE(*taken, 1);
    QVERIFY(a.sync());
    QCOMPARE(a.titles().size(), std::size_t{2});
    QVERIFY(!wait(a.workspace->recoverEdits(recoveryKey->clone())));
    QVERIFY(a.keychain.entries.empty());
}

void TestPlaces::anotherBackendIsNotTaken()
{
    FakeServer server;
    Device a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("waits"));
    a.workspace.reset();
    const auto entries = a.keychain.entries;
    const int writes = a.keychain.writes;
    a.keychain.name = "kwallet"; // and by chance it has the same entries
    a.keychain.others = {"secret-service"};
    QCOMPARE(int(a.reopen().code), int(ErrorCode::KeyNotFound));
    const auto report = a.examine();
    QCOMPARE(int(report.condition), int(KeychainCondition::OtherBackend));
    QCOMPARE(report.rememberedBackend, std::string("secret-service"));
    QCOMPARE(report.otherBackends, std::vector<std::string>{"secret-service"});
    QVERIFY(!wait(a.opener->moveSecrets(SecretPlace::Vault)));
    QCOMPARE(a.keychain.writes, writes);
    QVERIFY(a.keychain.entries == entries);
    a.keychain.name = "secret-service";
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
}

void TestPlaces::doctorTellsEachCell_data()
{
    QTest::addColumn<QByteArray>("backend");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<int>("condition");
    for (const char* backend : {"secret-service", "kwallet"}) {
        const auto cell = [backend](const char* name, KeychainCondition condition) {
            QTest::addRow("%s, %s", backend, name)
                << QByteArray(backend) << QByteArray(name) << int(condition);
        };
        cell("none", KeychainCondition::Absent);
        cell("locked", KeychainCondition::Locked);
        cell("slow", KeychainCondition::Slow);
        cell("switched", KeychainCondition::OtherBackend);
        cell("read-only", KeychainCondition::Works);
        cell("item lost", KeychainCondition::Missing);
    }
}

void TestPlaces::doctorTellsEachCell()
{
    QFETCH(QByteArray, backend);
    QFETCH(QByteArray, cell);
    QFETCH(int, condition);
    FakeServer server;
    Device a(server);
    a.keychain.name = backend.toStdString();
    QVERIFY(a.signIn());
    QVERIFY(a.add("waits"));
    a.workspace.reset();
    const auto good = a.keychain.entries;
    const int writes = a.keychain.writes;
    if (cell == "none")
        a.keychain.failReads = ErrorCode::KeychainAbsent;
    if (cell == "locked")
        a.keychain.failReads = ErrorCode::KeychainLocked;
    if (cell == "slow")
        a.keychain.failReads = ErrorCode::KeychainSlow;
    if (cell == "switched")
        a.keychain.name = backend == "kwallet" ? "secret-service" : "kwallet";
    if (cell == "read-only")
        a.keychain.failWrites = a.keychain.failRemovals = ErrorCode::KeychainDenied;
    if (cell == "item lost")
        a.keychain.entries.clear();
    const auto report = a.examine();
    QCOMPARE(int(report.condition), condition);
    QVERIFY(report.sentence.ends_with('.') && report.remedy.ends_with('.'));
    QCOMPARE(report.kept.empty(), cell != "read-only");
    QCOMPARE(a.reopen() == Error{}, cell == "read-only");
    QCOMPARE(a.keychain.writes, writes);
    a.keychain.failReads.reset();
    a.keychain.name = backend.toStdString();
    a.keychain.entries = good;
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
    QCOMPARE(a.pending(), 1);
}

void TestPlaces::doctorNeitherAsksNorWrites()
{
    FakeServer server;
    Device a(server);
    QVERIFY(a.signIn());
    QVERIFY(wait(a.opener->moveSecrets(SecretPlace::Vault)));
    a.restart();
    const auto asked = a.prompter.asked.size();
    const auto vault = *client::readWholeFile(a.file("vault"), 65536);
    const auto report = a.examine();
    QCOMPARE(int(report.condition), int(KeychainCondition::Locked));
    QCOMPARE(int(report.place), int(SecretPlace::Vault));
    QCOMPARE(a.prompter.asked.size(), asked);
    QVERIFY(*client::readWholeFile(a.file("vault"), 65536) == vault);
}

void TestPlaces::lateKeychainMakesNoNewSession()
{
    FakeServer server;
    Device a(server);
    QVERIFY(a.signIn());
    a.workspace.reset();
    const auto entries = a.keychain.entries;
    for (const auto code :
         {ErrorCode::KeychainAbsent, ErrorCode::KeychainSlow, ErrorCode::KeychainLocked}) {
        a.keychain.failReads = code;
        QCOMPARE(int(a.reopen().code), int(code));
    }
    a.keychain.failReads.reset();
    QVERIFY(a.reopen() == Error{});
    QVERIFY(a.keychain.entries == entries); // the same device, the same session, the same keys
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_client_places.moc"
