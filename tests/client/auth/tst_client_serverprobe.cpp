// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ServerProbe.h"
#include "core/contract/Json.h"
#include "tests/client/AccountFixture.h"
#include "tests/client/TlsServer.h"

#include <QSet>
#include <QTcpSocket>
#include <array>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace taskward;
using namespace taskward::test;
using client::ProbeResult;
using client::ProbeStep;

namespace {

/// Answers every connection with the same bytes, as they are: no TLS, or nothing at all.
class PlainServer final : public QTcpServer {
public:
    explicit PlainServer(QByteArray answer) : m_answer(std::move(answer))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            auto* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                received += socket->readAll();
                if (m_answer.isEmpty())
                    return;
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }
    QByteArray received;

private:
    QByteArray m_answer;
};

/// A port whose queue of connections is full: the system answers no further one, as a firewall does.
class BlackHole {
public:
    BlackHole() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        m_good = ::bind(m_listener, generic, size) == 0 && ::listen(m_listener, 0) == 0 &&
                 ::getsockname(m_listener, generic, &size) == 0;
        m_port = ntohs(address.sin_port);
        for (auto& waiting : m_waiting) {
            waiting.connectToHost(QHostAddress::LocalHost, m_port);
            // The queue holds one; the next ones are what a full queue does.
            if (&waiting == &m_waiting.front())
                m_good = m_good && waiting.waitForConnected();
        }
    }
    ~BlackHole() { ::close(m_listener); }
    BlackHole(const BlackHole&) = delete;
    BlackHole& operator=(const BlackHole&) = delete;
    bool good() const { return m_good; }
    quint16 port() const { return m_port; }

private:
    int m_listener;
    quint16 m_port = 0;
    bool m_good = false;
    std::array<QTcpSocket, 3> m_waiting;
};

QByteArray ok(const QByteArray& body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray meta(const char* product, const char* version, const char* wants)
{
    const contract::GetMeta::Response meta{
        product, version, "Test", "0190c000-0000-7000-8000-000000000001", wants, {}};
    return ok(QByteArray::fromStdString(contract::toJson(meta)));
}

std::string at(quint16 port)
{
    return "127.0.0.1:" + std::to_string(port);
}

} // namespace

class TestServerProbe : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aGoodServerPassesEveryStep();
    void namesThatAreNone();
    void portsThatAreClosed();
    void portsThatSwallow();
    void plainHttpOnThePort();
    void somethingElseOnThePort();
    void silenceAfterTheConnection();
    void olderTlsOnly();
    void anotherKeyThanTheCodeNamed();
    void answersOfOthers_data();
    void answersOfOthers();
    void versionsThatDoNotFit_data();
    void versionsThatDoNotFit();
    void eachHasItsOwnWords();

private:
    struct Seen {
        std::vector<ProbeResult> steps;
        Result<client::ServerIdentity> result = fail(ErrorCode::Internal);
        const ProbeResult& last() const { return steps.back(); }
    };
    Seen probe(const std::string& address, std::chrono::milliseconds deadline = kPatient);
    /// Of a probe that failed at `step`; remembers its sentence for eachHasItsOwnWords.
    void failsAt(const Seen& seen, ProbeStep step, ErrorCode code, const char* words);
    Seen probeTls(const QByteArray& answer);

    static constexpr std::chrono::milliseconds kPatient{10'000};
    static constexpr std::chrono::milliseconds kHasty{300};
    QTemporaryDir m_directory;
    std::string m_pin;
    QStringList m_sentences;
    QStringList m_remedies;
};

void TestServerProbe::initTestCase()
{
    m_pin = makeCertificate(m_directory.path());
    QCOMPARE(m_pin.size(), std::size_t{64});
}

TestServerProbe::Seen TestServerProbe::probe(const std::string& address,
                                             std::chrono::milliseconds deadline)
{
    Seen seen;
    client::ServerProbe probe(deadline);
    seen.result =
        wait(probe.run(address, [&seen](const ProbeResult& step) { seen.steps.push_back(step); }));
    return seen;
}

TestServerProbe::Seen TestServerProbe::probeTls(const QByteArray& answer)
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer = answer;
    return probe(server.url());
}

void TestServerProbe::failsAt(const Seen& seen, ProbeStep step, ErrorCode code, const char* words)
{
    QVERIFY(!seen.result);
    QVERIFY(!seen.steps.empty());
    const auto& last = seen.last();
    const auto sentence = QString::fromStdString(last.sentence);
    const auto remedy = QString::fromStdString(last.remedy);
    QVERIFY(!last.passed);
    QCOMPARE(int(last.step), int(step));
    QCOMPARE(seen.steps.size(), static_cast<std::size_t>(step) + 1);
    QCOMPARE(int(seen.result.error().code), int(code));
    QVERIFY2(sentence.contains(QLatin1String(words)), qPrintable(sentence));
    QVERIFY(sentence.endsWith(QLatin1Char('.')) && remedy.endsWith(QLatin1Char('.')));
    m_sentences << sentence;
    m_remedies << remedy;
}

void TestServerProbe::aGoodServerPassesEveryStep()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    server.answer = meta("taskward", "0.1.0", "0.0.1");
    const auto seen = probe(server.url());
    QVERIFY2(seen.result, seen.result ? "" : seen.last().sentence.c_str());
    QCOMPARE(seen.steps.size(), std::size_t{5});
    QCOMPARE(seen.result->spkiSha256, m_pin);
    QVERIFY(!seen.result->trustedByStore);
    QVERIFY(!server.received.contains("Authorization"));
}

void TestServerProbe::namesThatAreNone()
{
    failsAt(probe("not an address"), ProbeStep::Name, ErrorCode::ValidationFailed,
            "not an address");
    failsAt(probe("http://127.0.0.1"), ProbeStep::Name, ErrorCode::HttpsRequired, "not encrypted");
    // Longer than a name can be: no name service has to be asked.
    std::string endless;
    for (int i = 0; i < 5; ++i)
        endless += std::string(60, 'a') + ".";
    failsAt(probe(endless + "example"), ProbeStep::Name, ErrorCode::Offline, "no computer");
}

void TestServerProbe::portsThatAreClosed()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    failsAt(probe(at(port)), ProbeStep::Tcp, ErrorCode::Offline, "nothing listens");
}

void TestServerProbe::portsThatSwallow()
{
    const BlackHole hole;
    QVERIFY(hole.good());
    failsAt(probe(at(hole.port()), kHasty), ProbeStep::Tcp, ErrorCode::Timeout, "no answer");
}

void TestServerProbe::plainHttpOnThePort()
{
    PlainServer server("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    failsAt(probe(at(server.serverPort())), ProbeStep::Tls, ErrorCode::ProtocolError,
            "without encryption");
    QVERIFY(!server.received.contains("/v1/"));
}

void TestServerProbe::somethingElseOnThePort()
{
    PlainServer server("SSH-2.0-OpenSSH_9.2\r\n");
    failsAt(probe(at(server.serverPort())), ProbeStep::Tls, ErrorCode::ProtocolError,
            "does not speak TLS");
}

void TestServerProbe::silenceAfterTheConnection()
{
    PlainServer server({});
    failsAt(probe(at(server.serverPort()), kHasty), ProbeStep::Tls, ErrorCode::Timeout,
            "nothing is answered");
}

void TestServerProbe::olderTlsOnly()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_2);
    failsAt(probe(server.url()), ProbeStep::Tls, ErrorCode::ProtocolError, "TLS 1.2");
    QCOMPARE(server.received, QByteArray());
}

void TestServerProbe::anotherKeyThanTheCodeNamed()
{
    TlsServer server(m_directory.path(), QSsl::TlsV1_3OrLater);
    client::ServerAddress address{"127.0.0.1", server.serverPort(), std::string(64, 'e')};
    failsAt(probe(client::connectCode(address)), ProbeStep::Tls, ErrorCode::ServerUntrusted,
            "fingerprint");
    QCOMPARE(server.received, QByteArray());
    address.pin = m_pin;
    server.answer = meta("taskward", "0.1.0", "0.0.1");
    const auto seen = probe(client::connectCode(address));
    QVERIFY(seen.result);
    QVERIFY(seen.result->pinnedByCode);
}

void TestServerProbe::answersOfOthers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("a captive portal")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\n"
                      "Content-Length: 0\r\n\r\n")
        << QByteArray("leads to another page");
    QTest::newRow("a web page") << ok("<html><title>It works!</title></html>")
                                << QByteArray("not a Taskward server");
    QTest::newRow("another product")
        << meta("elsewise", "9.0.0", "0.0.1") << QByteArray("not a Taskward server");
    QTest::newRow("not there") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                               << QByteArray("not a Taskward server");
}

void TestServerProbe::answersOfOthers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, words);
    const auto seen = probeTls(answer);
    QVERIFY(!seen.result);
    QCOMPARE(int(seen.last().step), int(ProbeStep::Identity));
    QVERIFY2(QByteArray::fromStdString(seen.last().sentence).contains(words),
             seen.last().sentence.c_str());
}

void TestServerProbe::versionsThatDoNotFit_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("program too old")
        << meta("taskward", "9.0.0", "8.1.0") << QByteArray("8.1.0 or newer");
    QTest::newRow("program too old, refused outright")
        << QByteArray("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n")
        << QByteArray("This program is too old");
    QTest::newRow("server too old")
        << meta("taskward", "0.0.9", "0.0.1") << QByteArray("The server is too old: it is 0.0.9");
}

void TestServerProbe::versionsThatDoNotFit()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, words);
    const auto seen = probeTls(answer);
    QVERIFY(!seen.result);
    QCOMPARE(int(seen.result.error().code), int(ErrorCode::UpgradeRequired));
    QCOMPARE(int(seen.last().step), int(ProbeStep::Version));
    QVERIFY2(QByteArray::fromStdString(seen.last().sentence).contains(words),
             seen.last().sentence.c_str());
}

void TestServerProbe::eachHasItsOwnWords()
{
    QCOMPARE(m_sentences.size(), 10);
    QCOMPARE(QSet<QString>(m_sentences.begin(), m_sentences.end()).size(), m_sentences.size());
    QVERIFY(!m_remedies.contains(QString()));
}

QTEST_GUILESS_MAIN(TestServerProbe)
#include "tst_client_serverprobe.moc"
