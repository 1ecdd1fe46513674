// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/client/AccountFixture.h"

#include <QSignalSpy>

using namespace taskward;
using namespace taskward::test;
using client::SyncState;
using Fault = FakeServer::Fault;

class TestSyncEngine : public QObject {
    Q_OBJECT

private slots:
    void editsArriveAndComeBack();
    void faultsLoseNothing_data();
    void faultsLoseNothing();
    void lostReplyAppliesOnce();
    void revokedSessionKeepsEdits();
    void anotherServerAsks_data();
    void anotherServerAsks();
    void adoptingSendsWhatWaited();
    void oneBadEditDoesNotHoldUpTheOthers();
    void aDeletedLabelDoesNotCostTheText();
    void retryAfterHoldsBackWhatIsMadeMeanwhile();
    void destructionEndsWhatHangs();
    void backsOffAndSaysWhen();
};

void TestSyncEngine::editsArriveAndComeBack()
{
    FakeServer server;
    AccountFixture a(server);
    AccountFixture b(server);
    QVERIFY(a.signIn());
    QVERIFY(b.signIn());
    QVERIFY(a.add("from a"));
    QVERIFY(b.add("from b"));
    QVERIFY(a.sync());
    QVERIFY(b.sync());
    QVERIFY(a.sync());
    QCOMPARE(a.phase(), SyncState::Phase::UpToDate);
    QCOMPARE(a.pending(), 0);
    QCOMPARE(a.titles().size(), std::size_t{2});
    const auto dumpA = wait(a.workspace->dump());
    const auto dumpB = wait(b.workspace->dump());
    QCOMPARE(QByteArray::fromStdString(*dumpA), QByteArray::fromStdString(*dumpB));
}

void TestSyncEngine::faultsLoseNothing_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("code");
    QTest::newRow("offline") << int(Fault::Offline) << int(ErrorCode::Offline);
    QTest::newRow("temporary 403") << int(Fault::Status403) << int(ErrorCode::PermissionDenied);
    QTest::newRow("429") << int(Fault::Status429) << int(ErrorCode::RateLimited);
    QTest::newRow("500") << int(Fault::Status500) << int(ErrorCode::Internal);
    QTest::newRow("half an answer") << int(Fault::Garbage) << int(ErrorCode::ProtocolError);
}

void TestSyncEngine::faultsLoseNothing()
{
    QFETCH(int, fault);
    QFETCH(int, code);
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("old"));
    QVERIFY(a.sync());
    QVERIFY(a.add("new"));
    server.fault = static_cast<Fault>(fault);
    const Status status = a.sync();
    QVERIFY(!status);
    QCOMPARE(int(status.error().code), code);
    QCOMPARE(a.phase(), SyncState::Phase::Waiting);
    QCOMPARE(a.pending(), 1);
    QCOMPARE(a.titles().size(), std::size_t{2});
    server.fault = Fault::None;
    QVERIFY(a.sync());
    QVERIFY(server.has("new"));
    QCOMPARE(server.tasks.size(), std::size_t{2});
    QCOMPARE(a.pending(), 0);
}

void TestSyncEngine::lostReplyAppliesOnce()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.sync());
    const auto id = a.add("once");
    QVERIFY(id);
    server.fault = Fault::LoseReply;
    server.faultPushOnly = true;
    QVERIFY(!a.sync());
    QVERIFY(server.has("once"));
    QCOMPARE(a.pending(), 1);
    server.fault = Fault::None;
    contract::TaskFields fields;
    fields.note = contract::Note("later");
    QVERIFY(wait(a.workspace->updateTask(*id, fields)));
    QVERIFY(a.reopen() == Error{});
    QVERIFY(a.sync());
    QVERIFY(a.sync());
    QCOMPARE(server.tasks.size(), std::size_t{1});
    QCOMPARE(server.applied.size(), std::size_t{2});
    QCOMPARE(server.tasks.front().note, contract::Note("later"));
    QCOMPARE(a.pending(), 0);
}

void TestSyncEngine::revokedSessionKeepsEdits()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("old"));
    QVERIFY(a.sync());
    QVERIFY(a.add("waits"));
    server.fault = Fault::Revoked;
    const Status status = a.sync();
    QVERIFY(!status);
    QCOMPARE(int(status.error().code), int(ErrorCode::Unauthenticated));
    QCOMPARE(a.phase(), SyncState::Phase::SignedOut);
    QCOMPARE(a.titles().size(), std::size_t{2});
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.titles().size(), std::size_t{2});
    server.fault = Fault::None;
    QVERIFY(wait(a.workspace->signInAgain(Secret::fromText("password"))));
    QVERIFY(a.sync());
    QVERIFY(server.has("waits"));
}

void TestSyncEngine::anotherServerAsks_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("reinstalled: another id, empty") << "id";
    QTest::newRow("restored: another epoch") << "epoch";
    QTest::newRow("an older copy of itself") << "older";
}

void TestSyncEngine::anotherServerAsks()
{
    QFETCH(QString, what);
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    FakeServer older = server.olderCopy();
    QVERIFY(a.add("old"));
    QVERIFY(a.sync());
    QVERIFY(a.add("waits"));
    if (what == QLatin1String("id")) {
        older = FakeServer();
        older.serverId = "0190c000-0000-7000-8000-000000000002";
    } else if (what == QLatin1String("epoch")) {
        older.epoch = "epoch-2";
        older.revision = 100;
    }
    a.useServer(older);
    QVERIFY(a.reopen() == Error{});
    QVERIFY(!a.sync());
    QCOMPARE(a.phase(), SyncState::Phase::Replaced);
    QCOMPARE(a.titles().size(), std::size_t{2});
    QCOMPARE(a.pending(), 1);
    QVERIFY(older.tasks.empty());
    // Asking again changes nothing by itself.
    QVERIFY(!a.sync());
    QVERIFY(older.tasks.empty());
}

void TestSyncEngine::adoptingSendsWhatWaited()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.add("old"));
    QVERIFY(a.sync());
    QVERIFY(a.add("waits"));
    FakeServer fresh;
    fresh.serverId = "0190c000-0000-7000-8000-000000000002";
    fresh.epoch = "epoch-9";
    a.useServer(fresh);
    QVERIFY(a.reopen() == Error{});
    QVERIFY(!a.sync());
    QVERIFY(wait(a.workspace->adoptServer()));
    QCOMPARE(a.phase(), SyncState::Phase::UpToDate);
    QVERIFY(fresh.has("waits"));
    QCOMPARE(a.titles(), std::vector<std::string>{"waits"});
}

void TestSyncEngine::oneBadEditDoesNotHoldUpTheOthers()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.sync());
    // An update of a task that only this device ever knew: the server refuses it.
    const auto id = a.add("gone on the server");
    QVERIFY(a.sync());
    server.tasks.clear();
    contract::TaskFields fields;
    fields.note = contract::Note("kept aside");
    QVERIFY(wait(a.workspace->updateTask(*id, fields)));
    QVERIFY(a.add("fine"));
    QVERIFY(a.sync());
    QVERIFY(server.has("fine"));
    QCOMPARE(a.pending(), 0);
    QCOMPARE(a.workspace->syncState().refusedEdits, 1);
    const auto refused = wait(a.workspace->refused());
    QCOMPARE(refused->size(), std::size_t{1});
    QCOMPARE(int(refused->front().error.code), int(ErrorCode::NotFound));
    QCOMPARE(refused->front().operation.task->note.value, contract::Note("kept aside"));
    QVERIFY(a.reopen() == Error{});
    QCOMPARE(a.workspace->syncState().refusedEdits, 1);
}

void TestSyncEngine::aDeletedLabelDoesNotCostTheText()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    const auto id = a.add("before");
    QVERIFY(a.sync());
    const LabelId gone{"0190c000-0000-7000-8000-0000000000d1"};
    const LabelId kept{"0190c000-0000-7000-8000-0000000000d2"};
    server.deletedLabels.insert(gone.value);
    contract::TaskFields fields;
    fields.title = contract::Title("after");
    contract::LabelIds labels;
    labels.push_back(gone);
    labels.push_back(kept);
    fields.labelIds = std::move(labels);
    QVERIFY(wait(a.workspace->updateTask(*id, fields)));
    QVERIFY(a.sync());
    QVERIFY(server.has("after"));
    QCOMPARE(server.tasks.front().labelIds.size(), std::size_t{1});
    QCOMPARE(a.pending(), 0);
    QCOMPARE(a.titles(), std::vector<std::string>{"after"});
    // What was left out is there to be seen, also after a start.
    QVERIFY(a.reopen() == Error{});
    const auto refused = wait(a.workspace->refused());
    QCOMPARE(refused->size(), std::size_t{1});
    QCOMPARE(refused->front().error.pointer, std::string("/label_ids/0"));
    QCOMPARE(refused->front().operation.task->labelIds.value.size(), std::size_t{2});
    QVERIFY(!refused->front().operation.task->title.present);
    QVERIFY(wait(a.workspace->settleRefused(refused->front().id, false)));
    QVERIFY(wait(a.workspace->refused())->empty());
}

void TestSyncEngine::retryAfterHoldsBackWhatIsMadeMeanwhile()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    server.fault = Fault::Status429;
    server.retryAfter = "120";
    a.workspace->startSync();
    QTRY_COMPARE(a.phase(), SyncState::Phase::Waiting);
    const auto next = a.workspace->syncState().nextTryAt;
    QVERIFY(next && next->ms >= a.clock.now().ms + 100'000);
    const int asked = server.requests;
    QVERIFY(a.add("made while told to wait"));
    QTRY_COMPARE(a.pending(), 1);
    QTest::qWait(30); // longer than edits are gathered
    QCOMPARE(server.requests, asked);
    QVERIFY(a.workspace->syncState().nextTryAt == next);
    // The person who asks for it is answered.
    server.fault = Fault::None;
    QVERIFY(a.sync());
    QVERIFY(server.has("made while told to wait"));
}

void TestSyncEngine::destructionEndsWhatHangs()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    server.fault = Fault::Hang;
    std::optional<Status> ended;
    const auto run = [](QCoro::Task<Status> task, std::optional<Status>* out) -> QCoro::Task<> {
        out->emplace(co_await task);
    };
    auto running = run(a.workspace->syncNow(), &ended);
    QTRY_VERIFY(server.requests > 1);
    QVERIFY(!ended);
    a.workspace.reset();
    QVERIFY(ended);
    QVERIFY(!*ended);
}

void TestSyncEngine::backsOffAndSaysWhen()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    server.fault = Fault::Offline;
    QSignalSpy states(a.workspace.get(), &client::Workspace::syncStateChanged);
    a.workspace->startSync();
    QTRY_COMPARE(a.phase(), SyncState::Phase::Waiting);
    QVERIFY(a.workspace->syncState().nextTryAt);
    QVERIFY(a.workspace->syncState().nextTryAt->ms > a.clock.now().ms);
    server.fault = Fault::None;
    QTRY_COMPARE(a.phase(), SyncState::Phase::UpToDate);
    QVERIFY(states.count() >= 2);
}

QTEST_GUILESS_MAIN(TestSyncEngine)
#include "tst_client_syncengine.moc"
