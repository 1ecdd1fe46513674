// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/EventStream.h"
#include "client/sync/Backoff.h"
#include "client/sync/WakeWatch.h"
#include "tests/support/FakeClock.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace taskward;
using namespace taskward::client;
using namespace std::chrono_literals;
using taskward::test::FakeClock;

namespace {

/// Streams that the test opens, feeds and ends by hand.
class HandTransport final : public Transport {
public:
    struct Asked {
        QPointer<HttpStream> stream;
        std::string token;
    };
    QCoro::Task<Result<HttpReply>> send(HttpRequest) override
    {
        co_return fail(ErrorCode::Offline);
    }
    std::unique_ptr<HttpStream> stream(HttpRequest request) override
    {
        auto made = std::make_unique<HttpStream>();
        asked.push_back({made.get(), std::string(request.accessToken.text())});
        return made;
    }
    HttpStream& last() { return *asked.back().stream; }
    void open(int status, Headers headers = {})
    {
        emit last().opened({status, std::move(headers), {}});
    }
    void end() { emit last().closed({ErrorCode::Offline, "ended", {}}); }

    std::vector<Asked> asked;
};

class CountedTokens final : public TokenSource {
public:
    QCoro::Task<Result<Secret>> accessToken() override
    {
        co_return Secret::fromText("token-" + std::to_string(replaced));
    }
    QCoro::Task<Result<Secret>> replacement(Secret) override
    {
        ++replaced;
        co_return Secret::fromText("token-" + std::to_string(replaced));
    }
    int replaced = 0;
};

/// A clock on the wall that goes on while the computer sleeps, and a steady one that does not.
class SleepingClock final : public Clock {
public:
    Timestamp now() const override { return {wall}; }
    std::int64_t monotonicMs() const override { return steady; }
    void pass(std::int64_t awakeMs, std::int64_t asleepMs)
    {
        wall += awakeMs + asleepMs;
        steady += awakeMs;
    }
    std::int64_t wall = 1'795'000'000'000;
    std::int64_t steady = 0;
};

constexpr std::uint64_t kSeed = 7;

/// A listening client of a server that the test plays.
struct Listener {
    explicit Listener(std::chrono::milliseconds heartbeat = 15s)
        : api(transport, &tokens), random(kSeed), events({api, clock, random, heartbeat})
    {}
    HandTransport transport;
    CountedTokens tokens;
    ApiClient api;
    FakeClock clock;
    SeededRandom random;
    EventStream events;
};

} // namespace

class TestEvents : public QObject {
    Q_OBJECT

private slots:
    void tellsTheNewestRevision();
    void connectsAgainWhenTheServerEndsIt();
    void silenceCountsAsTheEnd();
    void pausesAreTheSeedsAndGrow();
    void aStreamThatHeldStartsFromTheShortPause();
    void retryAfterIsKept_data();
    void retryAfterIsKept();
    void aRefusedTokenIsReplaced();
    void reconnectGivesUpADeadConnection();
    void stoppedStaysStopped();
    void sleepIsNoticed();
};

void TestEvents::tellsTheNewestRevision()
{
    Listener listener;
    QSignalSpy changes(&listener.events, &EventStream::changed);
    listener.events.start();
    QCOMPARE(listener.transport.asked.size(), std::size_t{1});
    QVERIFY(!listener.events.connected());
    listener.transport.open(200);
    QVERIFY(listener.events.connected());
    emit listener.transport.last().received("event: changed\ndata: {\"revision\":4}\n\n"
                                            "event: changed\ndata: {\"revision\":6}\n\n");
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().first().toLongLong(), 6);
}

void TestEvents::connectsAgainWhenTheServerEndsIt()
{
    Listener listener;
    QSignalSpy states(&listener.events, &EventStream::connectedChanged);
    listener.events.start();
    listener.transport.open(200);
    listener.transport.end();
    QTRY_COMPARE(listener.transport.asked.size(), std::size_t{2});
    listener.transport.open(200);
    QVERIFY(listener.events.connected());
    QCOMPARE(states.count(), 3);
}

void TestEvents::silenceCountsAsTheEnd()
{
    // Neither an event nor a heartbeat, and nobody closes: a cable that was pulled.
    Listener listener(20ms);
    listener.events.start();
    listener.transport.open(200);
    const QPointer<HttpStream> silent(&listener.transport.last());
    QTRY_VERIFY(!listener.events.connected());
    QVERIFY(!silent);
    QTRY_COMPARE(listener.transport.asked.size(), std::size_t{2});
}

void TestEvents::pausesAreTheSeedsAndGrow()
{
    // Accepting and closing at once is a failure too.
    Listener listener;
    SeededRandom same(kSeed);
    listener.events.start();
    for (int failures = 1; failures <= 2; ++failures) {
        listener.transport.open(200);
        listener.transport.end();
        QTRY_VERIFY(listener.events.waiting());
        QCOMPARE(listener.events.waiting()->count(),
                 backoff(failures, std::nullopt, same, 60s).count());
        if (failures == 1)
            QTRY_COMPARE(listener.transport.asked.size(), std::size_t{2});
    }
}

void TestEvents::aStreamThatHeldStartsFromTheShortPause()
{
    Listener listener;
    listener.events.start();
    listener.transport.end();
    QTRY_COMPARE(listener.transport.asked.size(), std::size_t{2});
    listener.transport.open(200);
    listener.clock.advance(60'000);
    listener.transport.end();
    QTRY_VERIFY(listener.events.waiting());
    QVERIFY(*listener.events.waiting() <= 1s);
}

void TestEvents::retryAfterIsKept_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<int>("least");
    QTest::newRow("429") << 429 << QByteArray("7") << 7'000;
    QTest::newRow("503") << 503 << QByteArray("40") << 40'000;
    QTest::newRow("for a day: five minutes are believed") << 503 << QByteArray("86400") << 300'000;
    QTest::newRow("not a number") << 503 << QByteArray("soon") << 750;
}

void TestEvents::retryAfterIsKept()
{
    QFETCH(int, status);
    QFETCH(QByteArray, asked);
    QFETCH(int, least);
    Listener listener;
    listener.events.start();
    listener.transport.open(status, {{"retry-after", asked.toStdString()}});
    QVERIFY(!listener.events.connected());
    listener.transport.end();
    QTRY_VERIFY(listener.events.waiting());
    const auto waiting = listener.events.waiting()->count();
    QVERIFY2(waiting >= least && waiting <= std::max(least, 1000),
             qPrintable(QString::number(waiting)));
}

void TestEvents::aRefusedTokenIsReplaced()
{
    Listener listener;
    listener.events.start();
    QCOMPARE(listener.transport.asked.back().token, std::string("token-0"));
    listener.transport.open(401);
    listener.transport.end();
    QTRY_COMPARE(listener.transport.asked.size(), std::size_t{2});
    QCOMPARE(listener.transport.asked.back().token, std::string("token-1"));
    QCOMPARE(listener.tokens.replaced, 1);
}

void TestEvents::reconnectGivesUpADeadConnection()
{
    Listener listener;
    listener.events.start();
    listener.transport.open(200);
    const QPointer<HttpStream> dead(&listener.transport.last());
    listener.events.reconnect();
    QVERIFY(!dead);
    QCOMPARE(listener.transport.asked.size(), std::size_t{2});
    QVERIFY(!listener.events.waiting());
}

void TestEvents::stoppedStaysStopped()
{
    Listener listener;
    listener.events.start();
    listener.transport.open(200);
    listener.transport.end(); // its slot is still queued
    listener.events.stop();
    listener.events.start();
    listener.transport.open(200);
    QCoreApplication::sendPostedEvents();
    QVERIFY(listener.events.connected());
    listener.events.stop();
    listener.events.reconnect();
    QCOMPARE(listener.transport.asked.size(), std::size_t{2});
    QVERIFY(!listener.events.waiting());
}

void TestEvents::sleepIsNoticed()
{
    SleepingClock clock;
    WakeWatch watch(clock);
    QSignalSpy woke(&watch, &WakeWatch::woke);
    watch.start();
    clock.pass(5'000, 0);
    watch.look();
    clock.pass(60'000, 0); // busy for a minute is not asleep
    watch.look();
    QCOMPARE(woke.count(), 0);
    clock.pass(5'000, 3'600'000);
    watch.look();
    QCOMPARE(woke.count(), 1);
    clock.pass(5'000, -3'600'000); // set back
    watch.look();
    QCOMPARE(woke.count(), 1);
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_client_events.moc"
