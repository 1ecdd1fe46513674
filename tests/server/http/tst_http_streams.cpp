// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/server/http/EdgeFixture.h"

#include <QtTest>
#include <thread>

using namespace taskward;
using namespace taskward::test;

class TestHttpStreams : public QObject {
    Q_OBJECT

private slots:
    void eventsArriveInOrderFromSeveralThreads();
    void heartbeatsKeepItAlive();
    void closeEndsItProperly();
    void closedIsSeenWhenThePeerGoes();
    void slowReaderIsDropped();
    void drainEndsStreams();
    void outlivesTheServer();
    void headGetsNoStream();
    void notForHttp10();
};

namespace {

/// A client that listens, past the head of the answer.
bool listen(EdgeFixture& edge, RawTlsClient& client)
{
    return client.connect() && client.send(edge.get("/events")) &&
           client.readUntil("\r\n\r\n").find("text/event-stream") != std::string::npos;
}

} // namespace

void TestHttpStreams::eventsArriveInOrderFromSeveralThreads()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(listen(edge, client));
    const auto stream = edge.waitForStream();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&stream, t] {
            for (int i = 0; i < 100; ++i)
                stream->send("data: " + std::to_string(t) + "-" + std::to_string(i) + "\n\n");
        });
    }
    std::string all;
    int events = 0;
    while (events < 400) {
        const std::string text = client.readUntil("\n\n");
        QVERIFY(!text.empty());
        all += text;
        ++events;
    }
    for (auto& thread : threads)
        thread.join();
    for (int t = 0; t < 4; ++t) {
        std::size_t last = 0;
        for (int i = 0; i < 100; ++i) {
            const std::size_t at =
                all.find("data: " + std::to_string(t) + "-" + std::to_string(i) + "\n\n");
            QVERIFY(at != std::string::npos && at >= last);
            last = at;
        }
    }
}

void TestHttpStreams::heartbeatsKeepItAlive()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(listen(edge, client));
    // Longer than the idle and the handler's time-out of shortLimits together.
    for (int i = 0; i < 8; ++i)
        QCOMPARE(client.readUntil("\r\n:\n\n\r\n"), std::string("3\r\n:\n\n\r\n"));
    edge.waitForStream()->send("data: x\n\n");
    QVERIFY(client.readUntil("data: x\n\n").ends_with("data: x\n\n"));
}

void TestHttpStreams::closeEndsItProperly()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(listen(edge, client));
    const auto stream = edge.waitForStream();
    stream->send("data: last\n\n");
    stream->close();
    QVERIFY(stream->closed());
    QCOMPARE(client.readUntil("0\r\n\r\n"), std::string("c\r\ndata: last\n\n\r\n0\r\n\r\n"));
    QVERIFY(client.waitClosed());
    QVERIFY(client.sawCloseNotify());
    stream->send("data: nobody\n\n"); // harmless
}

void TestHttpStreams::closedIsSeenWhenThePeerGoes()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(listen(edge, client));
    const auto stream = edge.waitForStream();
    QVERIFY(!stream->closed());
    client.close();
    QTRY_VERIFY(stream->closed());
}

void TestHttpStreams::slowReaderIsDropped()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connectTcp(4096));
    QVERIFY(listen(edge, client));
    const auto stream = edge.waitForStream();
    const std::string event = "data: " + std::string(16 * 1024, 'x') + "\n\n";
    // The kernel's buffers take a few megabytes before the backlog begins to grow.
    std::size_t sent = 0;
    while (!stream->closed() && sent < std::size_t{256} * 1024 * 1024) {
        stream->send(event);
        sent += event.size();
    }
    QVERIFY(stream->closed());
    QTRY_COMPARE(edge.server->connections(), std::size_t{0});
    QVERIFY(client.waitClosed());
    QVERIFY(!client.sawCloseNotify()); // a cut, and recognisable as one
}

void TestHttpStreams::drainEndsStreams()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(listen(edge, client));
    const auto stream = edge.waitForStream();
    edge.server->drain();
    QVERIFY(stream->closed());
    QCOMPARE(client.readUntil("0\r\n\r\n"), std::string("0\r\n\r\n"));
    QVERIFY(client.waitClosed());
}

void TestHttpStreams::outlivesTheServer()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(listen(edge, client));
    const auto stream = edge.waitForStream();
    edge.server.reset();
    QVERIFY(stream->closed());
    stream->send("data: x\n\n");
    stream->close();
}

void TestHttpStreams::headGetsNoStream()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send("HEAD /events HTTP/1.1\r\nHost: " + edge.host() + "\r\n\r\n" +
                        edge.get("/ok")));
    QCOMPARE(client.read(true).status, 200);
    QCOMPARE(client.read().body, std::string(R"({"ok":true})"));
    QVERIFY(edge.waitForStream()->closed());
}

void TestHttpStreams::notForHttp10()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send("GET /events HTTP/1.0\r\nHost: " + edge.host() + "\r\n\r\n"));
    QCOMPARE(client.read().status, 400);
    QVERIFY(edge.waitForStream()->closed());
}

QTEST_GUILESS_MAIN(TestHttpStreams)
#include "tst_http_streams.moc"
