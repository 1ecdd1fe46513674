// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/DpopSigner.h"
#include "tests/client/AccountFixture.h"
#include "tests/support/FakeClock.h"

#include <deque>

using namespace taskward;
using namespace taskward::test;
using client::SyncState;
using Fault = FakeServer::Fault;

namespace {

/// Answers what it was given, in turn, and keeps what it was asked.
class PreparedPrompter final : public client::Prompter {
public:
    std::deque<std::string> codes;
    std::deque<std::string> passwords;
    std::vector<std::optional<Error>> before;
    std::vector<std::int64_t> attemptsLeft;

    QCoro::Task<Result<client::Proof>> proof(bool, std::optional<Error> last) override
    {
        before.push_back(std::move(last));
        auto text = next(passwords);
        if (!text)
            co_return fail(text.error());
        co_return client::Proof{std::move(*text), {}};
    }
    QCoro::Task<Result<Secret>> code(contract::Challenge challenge,
                                     std::optional<Error> last) override
    {
        attemptsLeft.push_back(challenge.attemptsLeft);
        before.push_back(std::move(last));
        co_return next(codes);
    }
    QCoro::Task<Result<Secret>> passphrase(bool, std::optional<Error>) override
    {
        co_return fail(ErrorCode::Cancelled);
    }

private:
    static Result<Secret> next(std::deque<std::string>& answers)
    {
        if (answers.empty())
            return fail(ErrorCode::Cancelled);
        const std::string text = answers.front();
        answers.pop_front();
        return Secret::fromText(text);
    }
};

/// As the program is started again: nothing of the keys is in memory.
Error restart(AccountFixture& a, FakeServer& server, const Clock* clock = nullptr)
{
    a.workspace.reset();
    a.opener = std::make_unique<client::Opener>(client::Opener::Parts{
        a.directory.path().toStdString(), a.keychain, clock ? *clock : a.clock, a.random,
        [&server](const std::string&, const client::ServerTrust&) { return server.connect(); }});
    auto opened = wait(a.opener->open());
    if (!opened)
        return opened.error();
    a.workspace = std::move(*opened);
    return {};
}

std::string deviceEntry(const AccountFixture& a)
{
    for (const auto& [name, value] : a.keychain.entries) {
        if (name.starts_with("device:"))
            return name;
    }
    return {};
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void provesEveryCallWithOneKey();
    void aNewNonceCostsOneRepetition();
    void aWrongClockDoesNotMatter_data();
    void aWrongClockDoesNotMatter();
    void aLostReplyGetsTheSameSuccessor();
    void troubleNeverSignsOut_data();
    void troubleNeverSignsOut();
    void aLockedKeychainNeverSignsOut();
    void twoProgramsHaveOneLineage();
    void aLostDeviceKeyAsksForThePassword();
    void anUnreadableDeviceKeyIsNotReplaced();
    void asksForCodesUntilOneIsRight();
    void aChallengeEnds();
    void provesAfreshAndGoesOnOnce();
    void wipesItselfAndReports();
    void costOfAProof();
};

void TestSession::provesEveryCallWithOneKey()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("proven"));
    QVERIFY(a.sync());
    QVERIFY(restart(a, server) == Error{});
    QVERIFY(a.sync());
    QVERIFY(server.proofs >= 6);
    QCOMPARE(server.badProofs, 0);
    QCOMPARE(server.nonceRefusals, 2); // once for each start
    QCOMPARE(server.keys.size(), std::size_t{1});
}

void TestSession::aNewNonceCostsOneRepetition()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.sync());
    for (int round = 1; round <= 5; ++round) {
        server.changeNonces();
        const int before = server.nonceRefusals;
        QVERIFY(a.add("under another nonce"));
        QVERIFY(a.sync());
        QCOMPARE(server.nonceRefusals, before + 1);
    }
    QCOMPARE(server.badProofs, 0);
    QCOMPARE(server.refreshes, 0);
}

void TestSession::aWrongClockDoesNotMatter_data()
{
    QTest::addColumn<qint64>("hours");
    QTest::newRow("a day behind") << qint64{-24};
    QTest::newRow("seven hours ahead") << qint64{7};
    QTest::newRow("nine years behind") << qint64{-80'000};
}

void TestSession::aWrongClockDoesNotMatter()
{
    QFETCH(qint64, hours);
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    const FakeClock clock({SystemClock().now().ms + hours * 3'600'000});
    QVERIFY(restart(a, server, &clock) == Error{});
    QVERIFY(a.add("out of time"));
    QVERIFY(a.sync());
    QVERIFY(server.has("out of time"));
    a.workspace.reset(); // before its clock
    a.opener.reset();
}

void TestSession::aLostReplyGetsTheSameSuccessor()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(restart(a, server) == Error{});
    server.fault = Fault::LoseReply;
    server.faultRefreshOnly = true;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!a.sync());
        QCOMPARE(a.phase(), SyncState::Phase::Waiting);
    }
    QCOMPARE(server.refreshes, 1);
    server.fault = Fault::None;
    QVERIFY(restart(a, server) == Error{});
    QVERIFY(a.sync());
    QCOMPARE(server.refreshes, 1);
    QVERIFY(restart(a, server) == Error{});
    QVERIFY(a.sync());
    QCOMPARE(server.refreshes, 2);
}

void TestSession::troubleNeverSignsOut_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("offline") << int(Fault::Offline);
    QTest::newRow("403") << int(Fault::Status403);
    QTest::newRow("429") << int(Fault::Status429);
    QTest::newRow("500") << int(Fault::Status500);
    QTest::newRow("503") << int(Fault::Status503);
    QTest::newRow("half an answer") << int(Fault::Garbage);
}

void TestSession::troubleNeverSignsOut()
{
    QFETCH(int, fault);
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(restart(a, server) == Error{});
    const auto entries = a.keychain.entries;
    server.fault = static_cast<Fault>(fault);
    server.faultRefreshOnly = true;
    for (int i = 0; i < 10; ++i)
        QVERIFY(!a.sync());
    QCOMPARE(a.phase(), SyncState::Phase::Waiting);
    QVERIFY(a.keychain.entries == entries);
    server.fault = Fault::None;
    QVERIFY(a.sync());
}

void TestSession::aLockedKeychainNeverSignsOut()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(restart(a, server) == Error{});
    for (const auto code : {ErrorCode::KeychainLocked, ErrorCode::KeychainAbsent,
                            ErrorCode::KeychainSlow, ErrorCode::KeychainDenied}) {
        a.keychain.failReads = code;
        const Status status = a.sync();
        QVERIFY(!status);
        QCOMPARE(int(status.error().code), int(code));
        QCOMPARE(a.phase(), SyncState::Phase::Waiting);
    }
    a.keychain.failReads.reset();
    QVERIFY(a.sync());
    QCOMPARE(server.keys.size(), std::size_t{1});
}

void TestSession::twoProgramsHaveOneLineage()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(restart(a, server) == Error{});
    client::Opener other(
        {a.directory.path().toStdString(), a.keychain, a.clock, a.random,
         [&server](const std::string&, const client::ServerTrust&) { return server.connect(); }});
    auto second = wait(other.open());
    QVERIFY(second);
    auto& one = static_cast<client::Account&>(*a.workspace).session();
    auto& two = static_cast<client::Account&>(**second).session();
    std::vector<QCoro::Task<Result<Secret>>> asked;
    for (int i = 0; i < 10; ++i) {
        asked.push_back(one.accessToken());
        asked.push_back(two.accessToken());
    }
    for (auto& token : asked)
        QVERIFY(wait(std::move(token)));
    QCOMPARE(server.refreshes,
             2); // one for each program, the second with the first one's successor
    QVERIFY(!one.signedOut());
    QVERIFY(!two.signedOut());
    QCOMPARE(server.keys.size(), std::size_t{1});
}

void TestSession::aLostDeviceKeyAsksForThePassword()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("not sent"));
    const std::string entry = deviceEntry(a);
    a.keychain.entries.erase(entry);
    QVERIFY(restart(a, server) == Error{});
    const Status status = a.sync();
    QVERIFY(!status);
    QCOMPARE(int(status.error().code), int(ErrorCode::Unauthenticated));
    QVERIFY(!status.error().detail.empty());
    QCOMPARE(a.phase(), SyncState::Phase::SignedOut);
    QVERIFY(deviceEntry(a).empty());
    QVERIFY(wait(a.workspace->signInAgain(Secret::fromText("password"))));
    QVERIFY(a.sync());
    QVERIFY(server.has("not sent"));
    QVERIFY(deviceEntry(a) != entry);
    QCOMPARE(server.keys.size(), std::size_t{2});
}

void TestSession::anUnreadableDeviceKeyIsNotReplaced()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    const std::string entry = deviceEntry(a);
    const std::string value = std::exchange(a.keychain.entries[entry], "something else");
    QVERIFY(restart(a, server) == Error{});
    QCOMPARE(int(a.sync().error().code), int(ErrorCode::KeychainWrongValue));
    const Status again = wait(a.workspace->signInAgain(Secret::fromText("password")));
    QCOMPARE(int(again.error().code), int(ErrorCode::KeychainWrongValue));
    QCOMPARE(a.keychain.entries[entry], std::string("something else"));
    a.keychain.entries[entry] = value;
    QVERIFY(a.sync());
    QCOMPARE(server.keys.size(), std::size_t{1});
}

void TestSession::asksForCodesUntilOneIsRight()
{
    FakeServer server;
    server.code = "123456";
    AccountFixture a(server);
    PreparedPrompter prompter;
    a.opener->setPrompter(&prompter);
    QVERIFY(!a.signIn()); // the person gave up
    prompter.before.clear();
    prompter.attemptsLeft.clear();
    prompter.codes = {"000000", "111111", "123456"};
    QVERIFY(a.signIn());
    QCOMPARE(prompter.attemptsLeft, (std::vector<std::int64_t>{5, 4, 3}));
    QVERIFY(!prompter.before[0]);
    QCOMPARE(int(prompter.before[1]->code), int(ErrorCode::CodeWrong));
    const auto& facts = prompter.before[2]->facts;
    QVERIFY(std::ranges::find(facts, std::pair<std::string, std::int64_t>("drift_seconds", -95)) !=
            facts.end());
    QVERIFY(a.sync());
}

void TestSession::aChallengeEnds()
{
    FakeServer server;
    server.code = "123456";
    AccountFixture a(server);
    PreparedPrompter prompter;
    a.opener->setPrompter(&prompter);
    prompter.codes.assign(9, "000000");
    client::ServerIdentity identity;
    identity.url = server.origin;
    const auto opened =
        wait(a.opener->signIn(identity, "ann@example.org", Secret::fromText("password")));
    QVERIFY(!opened);
    QCOMPARE(int(opened.error().code), int(ErrorCode::ChallengeOver));
    QCOMPARE(prompter.codes.size(), std::size_t{3});
    QVERIFY(!a.opener->profile().hasAccount);
}

void TestSession::provesAfreshAndGoesOnOnce()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    PreparedPrompter prompter;
    a.workspace->setPrompter(&prompter);
    server.wantsFreshProof = true;
    auto* security = a.workspace->security();
    QVERIFY(security);
    const auto gaveUp = wait(security->endOtherSessions());
    QCOMPARE(int(gaveUp.error().code), int(ErrorCode::Cancelled));
    QCOMPARE(server.stepUps, 0);
    prompter.before.clear();
    prompter.passwords = {"wrong", "right"};
    const auto ended = wait(security->endOtherSessions());
    QVERIFY(ended);
    QCOMPARE(*ended, 3);
    QCOMPARE(server.stepUps, 2);
    QCOMPARE(prompter.before.size(), std::size_t{2});
    QCOMPARE(int(prompter.before[1]->code), int(ErrorCode::ValidationFailed));
}

void TestSession::wipesItselfAndReports()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.sync());
    QVERIFY(a.add("never sent"));
    server.fault = Fault::Wiped;
    const Status status = a.sync();
    QCOMPARE(int(status.error().code), int(ErrorCode::DeviceWiped));
    QCOMPARE(a.phase(), SyncState::Phase::SignedOut);
    QCOMPARE(server.wipeReports.size(), std::size_t{1});
    QCOMPARE(server.wipeReports[0].unsentEdits, 1);
    QVERIFY(server.wipeReports[0].complete);
    QVERIFY(a.keychain.entries.empty());
    for (const char* name : {"cache.db", "outbox.db", "config.json", "device.json"})
        QVERIFY2(!std::filesystem::exists(a.file(name)), name);
    QVERIFY(!a.opener->profile().hasAccount);
}

/// Spent on the window's thread with every request.
void TestSession::costOfAProof()
{
    const SystemClock clock;
    SystemRandom random;
    const auto key = crypto::Es256PrivateKey::generate(random);
    const client::DpopSigner signer("https://fake.invalid:443", clock, random);
    client::HttpRequest request;
    request.target = "/v1/sync?cursor=1";
    request.accessToken = Secret::fromText("twa_0123456789012345678901234567890123456789012");
    QBENCHMARK
    {
        QVERIFY(signer.proof(key, request));
    }
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_client_session.moc"
