// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/QtTransport.h"
#include "tests/client/AccountFixture.h"
#include "tests/client/TlsServer.h"

using namespace taskward;
using namespace taskward::test;

namespace {

client::HttpRequest get()
{
    client::HttpRequest request;
    request.target = "/v1/meta?x=%2F";
    request.accessToken = Secret::fromText("a-credential");
    return request;
}

} // namespace

class TestTransport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pinIsWhatOpensslSays();
    void talksToThePinnedKey();
    void sendsNothingToAnotherKey();
    void sendsNothingWithoutTrust();
    void refusesOlderTls();
    void truncatedAnswersAreErrors_data();
    void truncatedAnswersAreErrors();
    void silentServerTimesOut();
    void plainHttpIsRefused();
    void followsNoRedirect();

private:
    QTemporaryDir m_directory;
    std::string m_pin;
};

void TestTransport::initTestCase()
{
    m_pin = makeCertificate(m_directory.path());
    QCOMPARE(m_pin.size(), std::size_t{64});
}

void TestTransport::pinIsWhatOpensslSays()
{
    QFile file(m_directory.filePath(QStringLiteral("cert.pem")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(client::spkiSha256(QSslCertificate(&file)), m_pin);
    QCOMPARE(client::spkiSha256(QSslCertificate()), std::string());
}

void TestTransport::talksToThePinnedKey()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Request-Id: r1\r\n\r\n{}";
    client::QtTransport transport(server.url(), {m_pin});
    const auto reply = wait(transport.send(get()));
    QVERIFY2(reply, reply ? "" : reply.error().detail.c_str());
    QCOMPARE(reply->status, 200);
    QCOMPARE(reply->body, QByteArray("{}"));
    QCOMPARE(*reply->header("x-request-id"), std::string("r1"));
    QVERIFY(server.received.startsWith("GET /v1/meta?x=%2F HTTP/1.1\r\n"));
    QVERIFY(server.received.contains("Authorization: DPoP a-credential"));
}

void TestTransport::sendsNothingToAnotherKey()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    client::QtTransport transport(server.url(), {std::string(64, 'e')});
    const auto reply = wait(transport.send(get()));
    QVERIFY(!reply);
    QCOMPARE(int(reply.error().code), int(ErrorCode::ServerUntrusted));
    QCOMPARE(server.received, QByteArray());
}

void TestTransport::sendsNothingWithoutTrust()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    client::QtTransport transport(server.url(), {});
    const auto reply = wait(transport.send(get()));
    QVERIFY(!reply);
    QCOMPARE(int(reply.error().code), int(ErrorCode::ServerUntrusted));
    QCOMPARE(server.received, QByteArray());
}

void TestTransport::refusesOlderTls()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_2);
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    client::QtTransport transport(server.url(), {m_pin});
    QVERIFY(!wait(transport.send(get())));
    QCOMPARE(server.received, QByteArray());
}

void TestTransport::truncatedAnswersAreErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("fewer bytes than said")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":1");
    QTest::newRow("a chunk is missing")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
}

void TestTransport::truncatedAnswersAreErrors()
{
    QFETCH(QByteArray, answer);
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer = answer;
    client::QtTransport transport(server.url(), {m_pin});
    QVERIFY(!wait(transport.send(get())));
}

void TestTransport::silentServerTimesOut()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    using std::chrono::milliseconds;
    client::QtTransport transport(server.url(), {m_pin}, {milliseconds(5000), milliseconds(200)});
    const auto reply = wait(transport.send(get()));
    QVERIFY(!reply);
    QCOMPARE(int(reply.error().code), int(ErrorCode::Timeout));
}

void TestTransport::plainHttpIsRefused()
{
    client::QtTransport transport("http://127.0.0.1:1", {});
    const auto reply = wait(transport.send(get()));
    QVERIFY(!reply);
    QCOMPARE(int(reply.error().code), int(ErrorCode::HttpsRequired));
}

void TestTransport::followsNoRedirect()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer =
        "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    client::QtTransport transport(server.url(), {m_pin});
    const auto reply = wait(transport.send(get()));
    QVERIFY(reply);
    QCOMPARE(reply->status, 302);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_client_transport.moc"
