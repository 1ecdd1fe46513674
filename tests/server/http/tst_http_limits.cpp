// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Limits.h"
#include "tests/server/http/EdgeFixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtTest>
#include <algorithm>
#include <deque>
#include <optional>
#include <sys/resource.h>

using namespace taskward;
using namespace taskward::test;

class TestHttpLimits : public QObject {
    Q_OBJECT

private slots:
    void sizesOfTheHead_data();
    void sizesOfTheHead();
    void bodyOfExactlyTheLimit();
    void bodyLargerThanAnnouncedIsTheNextRequest();
    void chunksBeyondTheLimit();
    void endlessHeadIsCutWhileItArrives();
    void gigabyteBodyIsCutWithoutBuffering_data();
    void gigabyteBodyIsCutWithoutBuffering();
    void contentTypes_data();
    void contentTypes();
    void bodiesOfAllConnectionsAreCapped();
    void silentPeerBeforeTls();
    void silentPeerAfterTls();
    void slowHead();
    void slowBody();
    void fastEnoughBodyOutlivesTheGrace();
    void idleConnectionIsClosedWithCloseNotify();
    void slowHandlerIsAnsweredFor();
    void garbageBeforeTls_data();
    void garbageBeforeTls();
    void addressCapDisplacesTheSilent();
    void addressCapSparesWhoIsServed();
    void totalCap();
    void threeHundredSlowConnections();
    void outOfDescriptors();
};

namespace {

/// Sanitizers keep shadow memory and a quarantine: figures of memory mean nothing under them.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr bool kMeasuresMemory = false;
#else
constexpr bool kMeasuresMemory = true;
#endif

std::size_t residentBytes()
{
    if (!kMeasuresMemory)
        return 0;
    QFile file("/proc/self/status");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toULongLong() * 1024;
    }
    return 0;
}

/// Of the request line "GET /aaa… HTTP/1.1", so that the target has `length` bytes.
QByteArray target(int length)
{
    return "GET /" + QByteArray(length - 1, 'a') + " HTTP/1.1\r\nHost: tasks.example\r\n\r\n";
}

QByteArray fields(int count)
{
    QByteArray bytes = "GET /ok HTTP/1.1\r\nHost: tasks.example\r\n";
    for (int i = 1; i < count; ++i)
        bytes += "X-" + QByteArray::number(i) + ": a\r\n";
    return bytes + "\r\n";
}

/// All header lines together, their line ends and the empty line included, have `bytes` bytes.
QByteArray headerBytes(int bytes)
{
    const QByteArray host = "Host: tasks.example\r\n";
    const int rest = bytes - static_cast<int>(host.size()) - 5 - 2 - 2;
    return "GET /ok HTTP/1.1\r\n" + host + "X-A: " + QByteArray(rest, 'a') + "\r\n\r\n";
}

} // namespace

void TestHttpLimits::sizesOfTheHead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto url = static_cast<int>(limits::kMaxUrlBytes);
    const auto header = static_cast<int>(limits::kMaxHeaderBytes);
    const auto count = static_cast<int>(limits::kMaxHeaderCount);
    QTest::newRow("longest target") << target(url) << 404;
    QTest::newRow("target too long") << target(url + 1) << 414;
    QTest::newRow("endless request line") << QByteArray(10000, 'a') << 414;
    QTest::newRow("most headers") << fields(count) << 200;
    QTest::newRow("too many headers") << fields(count + 1) << 431;
    QTest::newRow("largest headers") << headerBytes(header) << 200;
    QTest::newRow("headers too large") << headerBytes(header + 1) << 431;
    QTest::newRow("64 KiB of headers") << headerBytes(64 * 1024) << 431;
}

void TestHttpLimits::sizesOfTheHead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(bytes.toStdString()));
    QCOMPARE(client.read().status, status);
}

void TestHttpLimits::bodyOfExactlyTheLimit()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.post("/tiny", std::string(16, '1'))));
    QCOMPARE(client.read().body.size(), std::size_t{16});
    const std::string mega(limits::kMaxBodyBytes, '1');
    QVERIFY(client.send(edge.post("/echo", mega)));
    QCOMPARE(client.read().body, mega);
    QVERIFY(client.send(edge.post("/tiny", std::string(17, '1'))));
    QCOMPARE(client.read().status, 413);
    QVERIFY(client.waitClosed());
}

void TestHttpLimits::bodyLargerThanAnnouncedIsTheNextRequest()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(
        "POST /tiny HTTP/1.1\r\nHost: tasks.example\r\nContent-Type: application/json\r\n"
        "Content-Length: 2\r\n\r\n" +
        std::string(5000, '1')));
    QCOMPARE(client.read().body, std::string("11"));
    RawTlsClient endless(edge.port());
    QVERIFY(endless.connect());
    QVERIFY(endless.send(
        "POST /tiny HTTP/1.1\r\nHost: tasks.example\r\nContent-Type: application/json\r\n"
        "Content-Length: 2\r\n\r\n" +
        std::string(15000, '1')));
    QCOMPARE(endless.read().status, 200);
    QCOMPARE(endless.read().status, 414);
    QVERIFY(endless.waitClosed());
}

void TestHttpLimits::chunksBeyondTheLimit()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(
        "POST /tiny HTTP/1.1\r\nHost: tasks.example\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n8\r\n12345678\r\n"));
    QCOMPARE(client.read().status, 413);
    QVERIFY(client.waitClosed());
}

void TestHttpLimits::endlessHeadIsCutWhileItArrives()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send("GET /ok HTTP/1.1\r\nHost: tasks.example\r\n"));
    // No empty line ever comes: the answer must.
    int lines = 0;
    while (lines < 100000 && !client.readable() &&
           client.send("X-A: " + std::string(1000, 'a') + "\r\n"))
        ++lines;
    QVERIFY(lines < 100000);
    QCOMPARE(client.read().status, 431);
    QVERIFY(client.waitClosed());
}

void TestHttpLimits::gigabyteBodyIsCutWithoutBuffering_data()
{
    QTest::addColumn<QByteArray>("framing");
    QTest::newRow("announced") << QByteArray("Content-Length: 1073741824\r\n");
    QTest::newRow("in chunks") << QByteArray("Transfer-Encoding: chunked\r\n");
}

void TestHttpLimits::gigabyteBodyIsCutWithoutBuffering()
{
    QFETCH(QByteArray, framing);
    EdgeFixture edge;
    QCOMPARE(edge.fetch("/ok").status, 200);
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    const bool chunked = framing.startsWith("Transfer");
    const std::string piece = std::string(chunked ? "4000\r\n" : "") + std::string(16 * 1024, '1') +
                              (chunked ? "\r\n" : "");
    const std::size_t before = residentBytes();
    std::size_t most = before;
    QVERIFY(client.send(
        "POST /echo HTTP/1.1\r\nHost: tasks.example\r\nContent-Type: application/json\r\n" +
        framing.toStdString() + "\r\n"));
    std::size_t sent = 0;
    int status = 0;
    while (sent < std::size_t{1024} * 1024 * 1024 && client.send(piece)) {
        sent += piece.size();
        most = std::max(most, residentBytes());
        if (status == 0 && client.readable())
            status = client.read().status;
    }
    QCOMPARE(status, 413);
    QVERIFY2(sent < std::size_t{1024} * 1024 * 1024, "the server took it all");
    // A whole megabyte is allowed to the route, and is in the buffer when the limit is passed.
    QVERIFY2(most - before < std::size_t{4} * 1024 * 1024,
             qPrintable(QString::number(most - before)));
}

void TestHttpLimits::contentTypes_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("json") << QByteArray("Content-Type: application/json\r\n") << 200;
    QTest::newRow("utf-8") << QByteArray("Content-Type: application/json;charset=utf-8\r\n") << 200;
    QTest::newRow("quoted") << QByteArray("Content-Type: application/json; charset=\"utf-8\"\r\n")
                            << 200;
    QTest::newRow("none") << QByteArray() << 415;
    QTest::newRow("text") << QByteArray("Content-Type: text/plain\r\n") << 415;
    QTest::newRow("form") << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n")
                          << 415;
    QTest::newRow("latin") << QByteArray("Content-Type: application/json; charset=latin1\r\n")
                           << 415;
    QTest::newRow("jsonp") << QByteArray("Content-Type: application/jsonp\r\n") << 415;
    QTest::newRow("compressed")
        << QByteArray("Content-Type: application/json\r\nContent-Encoding: gzip\r\n") << 415;
}

void TestHttpLimits::contentTypes()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: tasks.example\r\nContent-Length: 2\r\n" +
                        headers.toStdString() + "\r\n{}"));
    QCOMPARE(client.read().status, status);
}

void TestHttpLimits::bodiesOfAllConnectionsAreCapped()
{
    http::EdgeLimits limits;
    limits.bufferedBodyBytes = 100 * 1024;
    EdgeFixture edge(limits);
    const std::string whole = edge.post("/echo", std::string(80 * 1024, '1'));
    const auto half = static_cast<std::ptrdiff_t>(whole.size() - 1000);
    {
        RawTlsClient first(edge.port());
        QVERIFY(first.connect());
        QVERIFY(first.send(std::string(whole.begin(), whole.begin() + half)));
        RawTlsClient second(edge.port());
        QVERIFY(second.connect());
        // Which of the two is one too many depends on whose bytes come first; the other one goes
        // on.
        second.send(std::string(whole.begin(), whole.begin() + half));
        RawTlsClient& refused = [&]() -> RawTlsClient& {
            while (!first.readable() && !second.readable()) {
            }
            return first.readable() ? first : second;
        }();
        const RawAnswer answer = refused.read();
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.count("retry-after"), 1);
        RawTlsClient& other = &refused == &first ? second : first;
        QVERIFY(other.send(std::string(whole.begin() + half, whole.end())));
        QCOMPARE(other.read().status, 200);
    }
    RawTlsClient again(edge.port());
    QVERIFY(again.connect());
    QVERIFY(again.send(whole + whole));
    QCOMPARE(again.read().status, 200);
    QCOMPARE(again.read().status, 200);
}

void TestHttpLimits::silentPeerBeforeTls()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connectTcp());
    QVERIFY(client.waitClosed());
    QTRY_COMPARE(edge.server->connections(), std::size_t{0});
}

void TestHttpLimits::silentPeerAfterTls()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.waitClosed());
    QVERIFY(client.sawCloseNotify());
}

void TestHttpLimits::slowHead()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.get("/ok")));
    QCOMPARE(client.read().status, 200);
    QVERIFY(client.send("GET /ok HTTP/1.1\r\nHost: tasks.example\r\n"));
    // A header line now and then must not buy more time.
    while (!client.readable() && client.send("X-A: b\r\n"))
        QTest::qWait(20);
    QCOMPARE(client.read().status, 408);
    QVERIFY(client.waitClosed());
}

void TestHttpLimits::slowBody()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(
        "POST /echo HTTP/1.1\r\nHost: tasks.example\r\nContent-Type: application/json\r\n"
        "Content-Length: 100000\r\n\r\n"));
    while (!client.readable() && client.send("1"))
        QTest::qWait(20);
    QCOMPARE(client.read().status, 408);
    QVERIFY(client.waitClosed());
}

void TestHttpLimits::fastEnoughBodyOutlivesTheGrace()
{
    http::EdgeLimits limits = shortLimits();
    limits.minBytesPerSecond = 1000;
    EdgeFixture edge(limits);
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    const std::string body(40000, '1');
    QVERIFY(client.send(
        "POST /echo HTTP/1.1\r\nHost: tasks.example\r\nContent-Type: application/json\r\n"
        "Content-Length: 40000\r\n\r\n"));
    QElapsedTimer timer;
    timer.start();
    std::size_t sent = 0;
    // Four times the time of grace, at a rate above the least one.
    while (sent < body.size()) {
        QVERIFY(client.send(std::string_view(body).substr(sent, 1000)));
        sent += 1000;
        while (timer.elapsed() < static_cast<qint64>(sent) * 1200 / 40000)
            QTest::qWait(5);
    }
    QCOMPARE(client.read().body.size(), body.size());
}

void TestHttpLimits::idleConnectionIsClosedWithCloseNotify()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.get("/ok")));
    QCOMPARE(client.read().status, 200);
    QVERIFY(client.waitClosed());
    QVERIFY(client.sawCloseNotify());
}

void TestHttpLimits::slowHandlerIsAnsweredFor()
{
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.get("/never") + edge.get("/ok")));
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, 504);
    QVERIFY(client.waitClosed());
    edge.answerPending(); // too late: to nobody
    QCOMPARE(edge.fetch("/ok").status, 200);
}

void TestHttpLimits::garbageBeforeTls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("zeros") << QByteArray(3000, '\0');
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("half a ClientHello")
        << QByteArray("\x16\x03\x01\x00\x05\x01\xff\xff\xff\xff", 10);
    QTest::newRow("SSLv2") << QByteArray("\x80\x2e\x01\x00\x02", 5) + QByteArray(43, 'x');
}

void TestHttpLimits::garbageBeforeTls()
{
    QFETCH(QByteArray, bytes);
    EdgeFixture edge(shortLimits());
    RawTlsClient client(edge.port());
    QVERIFY(client.connectTcp());
    QVERIFY(client.sendPlain(bytes.toStdString()));
    QVERIFY(client.waitClosed());
    QCOMPARE(edge.fetch("/ok").status, 200);
    QVERIFY(edge.errors().empty());
}

void TestHttpLimits::addressCapDisplacesTheSilent()
{
    http::EdgeLimits limits;
    limits.connectionsPerAddress = 5;
    EdgeFixture edge(limits);
    RawTlsClient served(edge.port());
    QVERIFY(served.connect() && served.send(edge.get("/never")));
    edge.waitForPending();
    std::deque<RawTlsClient> silent;
    for (int i = 0; i < 20; ++i) {
        silent.emplace_back(edge.port());
        QVERIFY(silent.back().connectTcp());
    }
    for (int i = 0; i < 10; ++i)
        QVERIFY(silent[static_cast<std::size_t>(i)].waitClosed());
    QCOMPARE(edge.fetch("/ok").status, 200);
    QVERIFY(edge.server->connections() <= 5);
    edge.answerPending();
    QCOMPARE(served.read().body, std::string("at last"));
}

void TestHttpLimits::addressCapSparesWhoIsServed()
{
    http::EdgeLimits limits;
    limits.connectionsPerAddress = 3;
    EdgeFixture edge(limits);
    std::deque<RawTlsClient> served;
    for (int i = 0; i < 3; ++i) {
        served.emplace_back(edge.port());
        QVERIFY(served.back().connect() && served.back().send(edge.get("/events")));
        edge.waitForStream();
    }
    QVERIFY(!RawTlsClient(edge.port()).connect());
    QCOMPARE(edge.server->connections(), std::size_t{3});
}

void TestHttpLimits::totalCap()
{
    http::EdgeLimits limits;
    limits.connections = 3;
    EdgeFixture edge(limits);
    std::deque<RawTlsClient> idle;
    for (int i = 0; i < 6; ++i) {
        idle.emplace_back(edge.port());
        QVERIFY(idle.back().connect() && idle.back().send(edge.get("/ok")));
        QCOMPARE(idle.back().read().status, 200);
    }
    QVERIFY(idle.front().waitClosed());
    QVERIFY(edge.server->connections() <= 3);
}

void TestHttpLimits::threeHundredSlowConnections()
{
    EdgeFixture edge;
    RawTlsClient regular(edge.port());
    QVERIFY(regular.connect());
    std::deque<RawTlsClient> slow;
    const std::size_t before = residentBytes();
    for (int i = 0; i < 300; ++i) {
        slow.emplace_back(edge.port());
        // One third each: no TLS at all, half a head, half a body.
        QVERIFY(slow.back().connectTcp());
        if (i % 3 != 0 && slow.back().connect()) {
            slow.back().send(
                i % 3 == 1 ? "GET /ok HTTP/1.1\r\nHost: tasks.ex"
                           : "POST /echo HTTP/1.1\r\nHost: tasks.example\r\n"
                             "Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{");
        }
        QVERIFY(regular.send(edge.get("/ok")));
        QCOMPARE(regular.read().status, 200);
        if (i % 20 == 0)
            QCOMPARE(edge.fetch("/ok").status, 200);
    }
    QVERIFY(edge.server->connections() <= limits::kMaxConnectionsPerAddress);
    // Both ends of every connection live in this process.
    QVERIFY2(residentBytes() - before < std::size_t{32} * 1024 * 1024,
             qPrintable(QString::number(residentBytes() - before)));
}

void TestHttpLimits::outOfDescriptors()
{
    EdgeFixture edge;
    QCOMPARE(edge.fetch("/ok").status, 200);
    rlimit old{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &old), 0);
    rlimit low = old;
    low.rlim_cur = 60;
    std::deque<RawTlsClient> clients;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    // Each takes one here and one on the server's side, which runs out first or second.
    for (int i = 0; i < 60; ++i) {
        clients.emplace_back(edge.port());
        if (!clients.back().connectTcp())
            break;
    }
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &old), 0);
    QCOMPARE(edge.fetch("/ok").status, 200);
}

QTEST_GUILESS_MAIN(TestHttpLimits)
#include "tst_http_limits.moc"
