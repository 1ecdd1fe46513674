// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/ApiClient.h"
#include "client/api/EventStream.h"
#include "client/auth/ConnectCode.h"
#include "client/sync/Backoff.h"
#include "tests/client/AccountFixture.h"

using namespace taskward;
using namespace taskward::test;
using client::EventParser;

class TestApi : public QObject {
    Q_OBJECT

private slots:
    void parsesEventsCutAnywhere();
    void dropsEndlessLines();
    void problemsBecomeErrors_data();
    void problemsBecomeErrors();
    void parsesAddresses_data();
    void parsesAddresses();
    void connectCodesComeBack();
    void backoffGrowsAndEnds();
    void refreshesOnceForMany();
};

void TestApi::parsesEventsCutAnywhere()
{
    const std::string bytes = ": hello\n\nevent: changed\r\ndata: {\"revision\":1}\r\n\r\n"
                              "event:changed\ndata:a\ndata: b\n\nid: 4\n\n";
    const std::vector<EventParser::Event> expected{{"changed", "{\"revision\":1}"},
                                                   {"changed", "a\nb"}};
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        EventParser parser;
        auto events = parser.feed(bytes.substr(0, cut));
        const auto rest = parser.feed(bytes.substr(cut));
        events.insert(events.end(), rest.begin(), rest.end());
        QVERIFY2(events == expected, qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
}

void TestApi::dropsEndlessLines()
{
    EventParser parser;
    for (int i = 0; i < 100; ++i)
        QVERIFY(parser.feed(std::string(10'000, 'x')).empty());
    QCOMPARE(parser.feed("\n\nevent: changed\ndata: 1\n\n").size(), std::size_t{1});
}

void TestApi::problemsBecomeErrors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("by its code") << 409 << QByteArray(R"({"code":"idempotency-in-flight"})")
                                 << int(ErrorCode::IdempotencyInFlight) << "";
    QTest::newRow("with a pointer")
        << 422
        << QByteArray(R"({"code":"validation-failed","errors":[{"pointer":"/title","code":"x"}]})")
        << int(ErrorCode::ValidationFailed) << "/title";
    QTest::newRow("a code of the future")
        << 403 << QByteArray(R"({"code":"moon-phase"})") << int(ErrorCode::PermissionDenied) << "";
    QTest::newRow("no document") << 503 << QByteArray("<html>") << int(ErrorCode::Overloaded) << "";
    QTest::newRow("unknown status")
        << 418 << QByteArray("{}") << int(ErrorCode::ProtocolError) << "";
}

void TestApi::problemsBecomeErrors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    QFETCH(QString, pointer);
    const Error error = client::errorOfReply({status, {}, body});
    QCOMPARE(int(error.code), code);
    QCOMPARE(QString::fromStdString(error.pointer), pointer);
}

void TestApi::parsesAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const QString pin(64, QLatin1Char('a'));
    QTest::newRow("host") << "tasks.example.org" << "https://tasks.example.org:443";
    QTest::newRow("host and port")
        << " tasks.example.org:8443 " << "https://tasks.example.org:8443";
    QTest::newRow("address") << "https://tasks.example.org/" << "https://tasks.example.org:443";
    QTest::newRow("IPv6") << "[::1]:8443" << "https://[::1]:8443";
    QTest::newRow("connect code") << QStringLiteral(
                                         "taskward://connect?u=https%3A%2F%2Fa.example%3A8443&p=") +
                                         pin
                                  << "https://a.example:8443";
    QTest::newRow("plain http") << "http://tasks.example.org" << "";
    QTest::newRow("with a path") << "https://tasks.example.org/x" << "";
    QTest::newRow("with a password") << "https://a:b@tasks.example.org" << "";
    QTest::newRow("empty") << "" << "";
    QTest::newRow("code without a pin") << "taskward://connect?u=https%3A%2F%2Fa.example" << "";
    QTest::newRow("code to plain http")
        << QStringLiteral("taskward://connect?u=http%3A%2F%2Fa.example&p=") + pin << "";
}

void TestApi::parsesAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto address = client::parseServerAddress(text.toStdString());
    QCOMPARE(address.has_value(), !url.isEmpty());
    if (address)
        QCOMPARE(QString::fromStdString(address->url()), url);
}

void TestApi::connectCodesComeBack()
{
    const client::ServerAddress address{"a.example", 8443, std::string(64, 'b')};
    const auto back = client::parseServerAddress(client::connectCode(address));
    QVERIFY(back);
    QVERIFY(*back == address);
    QCOMPARE(*client::normalisePin(std::string(64, 'A')), std::string(64, 'a'));
    QVERIFY(!client::normalisePin("abc"));
}

void TestApi::backoffGrowsAndEnds()
{
    SeededRandom random(3);
    std::int64_t before = 0;
    for (int failures = 1; failures < 40; ++failures) {
        const auto wait = client::backoff(failures, std::nullopt, random).count();
        QVERIFY(wait >= 750 && wait <= 300'000);
        if (failures <= 8)
            QVERIFY(wait > before);
        before = wait;
    }
    QVERIFY(client::backoff(1, 60, random).count() >= 60'000);
    QVERIFY(client::backoff(1, 100'000, random).count() <= 300'000);
}

void TestApi::refreshesOnceForMany()
{
    FakeServer server;
    AccountFixture a(server);
    QVERIFY(a.signIn());
    QVERIFY(a.reopen() == Error{}); // no access token in memory any more
    auto& session = static_cast<client::Account&>(*a.workspace).session();
    std::vector<QCoro::Task<Result<Secret>>> asked;
    for (int i = 0; i < 50; ++i)
        asked.push_back(session.accessToken());
    for (auto& one : asked) {
        const auto token = wait(std::move(one));
        QVERIFY(token);
        QCOMPARE(token->text(), std::string_view("twa-access-1"));
    }
    QCOMPARE(server.refreshes, 1);
}

QTEST_GUILESS_MAIN(TestApi)
#include "tst_client_api.moc"
