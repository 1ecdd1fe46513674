// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/server/http/EdgeFixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <thread>

using namespace taskward;
using namespace taskward::test;

class TestHttpServer : public QObject {
    Q_OBJECT

private slots:
    void everyAnswerCarriesTheHeaders_data();
    void everyAnswerCarriesTheHeaders();
    void problemsSayWhatTheyMay();
    void pipelinedRequestsAreAnsweredInOrder();
    void headIsGetWithoutTheBody();
    void answerComesFromAnotherThread();
    void handlerThatThrowsCostsItsRequestOnly();
    void unansweredRequestGets500();
    void headerOfAHandlerCannotSplitTheAnswer();
    void expectContinue();
    void http10ClosesAfterOneAnswer();
    void queryAndPathAreDecoded();
    void bigAnswerReachesASlowReader();
    void requestArrivingByteByByte();
    void accessRecordNamesTheRoute();
    void reloadServesTheNewCertificate();
    void reloadKeepsTheOldOneWhenTheNewIsBroken();
    void drainLetsRequestsEnd();
    void addressInUseIsAConflict();
    void onlyTls13UnlessAsked();
};

void TestHttpServer::everyAnswerCarriesTheHeaders_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const QByteArray host = "Host: tasks.example\r\n";
    const auto row = [](int status, const QByteArray& request) {
        QTest::newRow(QByteArray::number(status)) << request << status;
    };
    row(200, "GET /ok HTTP/1.1\r\n" + host + "\r\n");
    row(400, "GET ok HTTP/1.1\r\n" + host + "\r\n");
    row(404, "GET /none HTTP/1.1\r\n" + host + "\r\n");
    row(405, "PUT /ok HTTP/1.1\r\n" + host + "\r\n");
    row(413, "POST /tiny HTTP/1.1\r\n" + host +
                 "Content-Type: application/json\r\nContent-Length: 17\r\n\r\n");
    row(414, "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n");
    row(415, "POST /echo HTTP/1.1\r\n" + host +
                 "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
    row(417, "GET /ok HTTP/1.1\r\n" + host + "Expect: tea\r\n\r\n");
    row(421, "GET /ok HTTP/1.1\r\nHost: other\r\n\r\n");
    row(431, "GET /ok HTTP/1.1\r\n" + host + "X-A: " + QByteArray(17000, 'a') + "\r\n\r\n");
    row(500, "GET /throws HTTP/1.1\r\n" + host + "\r\n");
    row(505, "GET /ok HTTP/3.0\r\n" + host + "\r\n");
}

void TestHttpServer::everyAnswerCarriesTheHeaders()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    static EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(request.toStdString()));
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, status);
    const auto has = [&](const char* name, const char* value) {
        return answer.count(name) == 1 && answer.header(name) == value;
    };
    QVERIFY(has("strict-transport-security", "max-age=31536000; includeSubDomains"));
    QVERIFY(has("x-content-type-options", "nosniff"));
    QVERIFY(has("referrer-policy", "no-referrer"));
    QVERIFY(has("cache-control", "no-store"));
    QVERIFY(has("cross-origin-resource-policy", "same-origin"));
    QVERIFY(has("permissions-policy", "()"));
    QVERIFY(has("content-security-policy", "default-src 'none'; frame-ancestors 'none'; "
                                           "base-uri 'none'; form-action 'none'; sandbox"));
    QCOMPARE(answer.header("x-request-id").size(), std::size_t{36});
    QVERIFY(answer.header("date").ends_with(" GMT"));
    QCOMPARE(answer.count("content-length"), 1);
    QCOMPARE(answer.count("server"), 0);
    QCOMPARE(answer.count("access-control-allow-origin"), 0);
    if (status >= 400)
        QCOMPARE(answer.header("content-type"), std::string("application/problem+json"));
}

void TestHttpServer::problemsSayWhatTheyMay()
{
    EdgeFixture edge;
    const RawAnswer answer = edge.fetch("/throws");
    const auto problem = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
    QCOMPARE(problem["status"].toInt(), 500);
    QCOMPARE(problem["code"].toString(), QString("internal"));
    QCOMPARE(problem["request_id"].toString().toStdString(), answer.header("x-request-id"));
    QVERIFY(!problem["type"].toString().isEmpty() && !problem["title"].toString().isEmpty());
    QVERIFY(!QByteArray::fromStdString(answer.body).contains("secret detail"));
}

void TestHttpServer::pipelinedRequestsAreAnsweredInOrder()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    std::string all;
    for (int i = 0; i < 300; ++i)
        all += i % 3 == 1 ? edge.get("/thread") : edge.get("/items/" + std::to_string(i));
    QVERIFY(client.send(all));
    for (int i = 0; i < 300; ++i) {
        const RawAnswer answer = client.read();
        QCOMPARE(answer.body, i % 3 == 1 ? "from another thread" : std::to_string(i));
    }
}

void TestHttpServer::headIsGetWithoutTheBody()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(
        client.send("HEAD /ok HTTP/1.1\r\nHost: " + edge.host() + "\r\n\r\n" + edge.get("/ok")));
    const RawAnswer head = client.read(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("content-length"), std::string("11"));
    const RawAnswer get = client.read();
    QCOMPARE(get.body, std::string(R"({"ok":true})"));
    QCOMPARE(get.header("x-test"), std::string("yes"));
}

void TestHttpServer::answerComesFromAnotherThread()
{
    EdgeFixture edge;
    QCOMPARE(edge.fetch("/thread").body, std::string("from another thread"));
}

void TestHttpServer::handlerThatThrowsCostsItsRequestOnly()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.get("/throws") + edge.get("/ok")));
    QCOMPARE(client.read().status, 500);
    QCOMPARE(client.read().status, 200);
    QCOMPARE(edge.errors().front(), std::string("handler threw: secret detail"));
}

void TestHttpServer::unansweredRequestGets500()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.get("/drops") + edge.get("/ok")));
    QCOMPARE(client.read().status, 500);
    QCOMPARE(client.read().status, 200);
    QCOMPARE(edge.errors().front(), std::string("request left unanswered"));
}

void TestHttpServer::headerOfAHandlerCannotSplitTheAnswer()
{
    EdgeFixture edge;
    const RawAnswer answer = edge.fetch("/bad-header");
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.count("set-cookie"), 0);
}

void TestHttpServer::expectContinue()
{
    EdgeFixture edge;
    const std::string head = "POST /tiny HTTP/1.1\r\nHost: " + edge.host() +
                             "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    RawTlsClient good(edge.port());
    QVERIFY(good.connect());
    QVERIFY(good.send(head + "Content-Length: 2\r\n\r\n"));
    QCOMPARE(good.read().status, 100);
    QVERIFY(good.send("{}"));
    QCOMPARE(good.read().body, std::string("{}"));

    RawTlsClient tooLarge(edge.port());
    QVERIFY(tooLarge.connect());
    QVERIFY(tooLarge.send(head + "Content-Length: 17\r\n\r\n"));
    QCOMPARE(tooLarge.read().status, 413);
    QVERIFY(tooLarge.waitClosed());
}

void TestHttpServer::http10ClosesAfterOneAnswer()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    QVERIFY(client.send("GET /ok HTTP/1.0\r\nHost: " + edge.host() +
                        "\r\nConnection: keep-alive\r\n\r\n" + edge.get("/smuggled")));
    QCOMPARE(client.readToEnd().size(), std::size_t{1});
    QCOMPARE(edge.smuggled.load(), 0);
}

void TestHttpServer::queryAndPathAreDecoded()
{
    EdgeFixture edge;
    QCOMPARE(edge.fetch("/items/%C3%A4%20b?x=a%26b+c&y").body,
             std::string("\xc3\xa4 b|x=a&b c|y="));
}

void TestHttpServer::bigAnswerReachesASlowReader()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connectTcp(4096));
    QVERIFY(client.connect());
    QVERIFY(client.send(edge.get("/big") + edge.get("/ok")));
    // Meanwhile another connection of the same server is served.
    QCOMPARE(edge.fetch("/ok").status, 200);
    const RawAnswer big = client.read();
    QCOMPARE(big.body.size(), std::size_t{1024 * 1024});
    QCOMPARE(big.body.find_first_not_of('b'), std::string::npos);
    QCOMPARE(client.read().status, 200);
}

void TestHttpServer::requestArrivingByteByByte()
{
    EdgeFixture edge;
    RawTlsClient client(edge.port());
    QVERIFY(client.connect());
    const std::string body = R"({"title":"\xc3\xa4"})";
    for (const char c : edge.post("/echo", body))
        QVERIFY(client.send(std::string_view(&c, 1)));
    QCOMPARE(client.read().body, body);
    for (const char c :
         "POST /echo HTTP/1.1\r\nHost: " + edge.host() +
             "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
             "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
        QVERIFY(client.send(std::string_view(&c, 1)));
    QCOMPARE(client.read().body, std::string("{}"));
}

void TestHttpServer::accessRecordNamesTheRoute()
{
    EdgeFixture edge;
    const RawAnswer answer = edge.fetch("/items/secret-id?q=secret-query");
    QTRY_COMPARE(edge.records().size(), std::size_t{1});
    const http::AccessRecord record = edge.records().front();
    QCOMPARE(record.route, std::string("/items/{id}"));
    QCOMPARE(record.status, 200);
    QCOMPARE(record.requestId, answer.header("x-request-id"));
    QCOMPARE(record.remoteAddress, std::string("127.0.0.1"));
    QVERIFY(record.method == "GET" && record.bytes > 0 && record.microseconds >= 0);
}

void TestHttpServer::reloadServesTheNewCertificate()
{
    EdgeFixture edge;
    RawTlsClient before(edge.port());
    QVERIFY(before.connect());
    QVERIFY(edge.authority.renew(true));
    QVERIFY(edge.server->reloadCertificate());
    RawTlsClient after(edge.port());
    QVERIFY(after.connect());
    QVERIFY(before.peerSerial() != after.peerSerial());
    for (RawTlsClient* client : {&before, &after}) {
        QVERIFY(client->send(edge.get("/ok")));
        QCOMPARE(client->read().status, 200);
    }
}

void TestHttpServer::reloadKeepsTheOldOneWhenTheNewIsBroken()
{
    EdgeFixture edge;
    QFile file(QString::fromStdString(edge.authority.files().certificate.string()));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.close();
    const auto reloaded = edge.server->reloadCertificate();
    QVERIFY(!reloaded);
    QCOMPARE(reloaded.error().code, ErrorCode::StorageUnavailable);
    QCOMPARE(edge.fetch("/ok").status, 200);
}

void TestHttpServer::drainLetsRequestsEnd()
{
    EdgeFixture edge;
    RawTlsClient busy(edge.port());
    RawTlsClient idle(edge.port());
    QVERIFY(busy.connect() && idle.connect());
    QVERIFY(idle.send(edge.get("/ok")));
    QCOMPARE(idle.read().status, 200);
    QVERIFY(busy.send(edge.get("/never")));
    edge.waitForPending();
    std::thread draining([&] { edge.server->drain(); });
    QVERIFY(idle.waitClosed()); // proves that the drain has begun
    QVERIFY(idle.sawCloseNotify());
    edge.answerPending();
    const RawAnswer last = busy.read();
    QCOMPARE(last.body, std::string("at last"));
    QCOMPARE(last.header("connection"), std::string("close"));
    QVERIFY(busy.waitClosed());
    busy.close();
    draining.join();
    RawTlsClient late(edge.port());
    QVERIFY(!late.connect());
}

void TestHttpServer::addressInUseIsAConflict()
{
    EdgeFixture edge;
    http::ServerOptions options;
    options.tls = {edge.authority.files().certificate, edge.authority.files().key};
    options.port = edge.port();
    http::Server second(options, edge.router, edge.clock, edge.random);
    const auto started = second.start();
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::Conflict);
}

void TestHttpServer::onlyTls13UnlessAsked()
{
    EdgeFixture strict;
    QVERIFY(!RawTlsClient(strict.port(), TLS1_2_VERSION).connect());
    RawTlsClient modern(strict.port());
    QVERIFY(modern.connect());
    QCOMPARE(modern.protocol(), std::string("TLSv1.3"));

    EdgeFixture lenient({}, true);
    RawTlsClient old(lenient.port(), TLS1_2_VERSION);
    QVERIFY(old.connect());
    QVERIFY(old.send(lenient.get("/ok")));
    QCOMPARE(old.read().status, 200);
    QVERIFY(!RawTlsClient(lenient.port(), TLS1_1_VERSION).connect());
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
