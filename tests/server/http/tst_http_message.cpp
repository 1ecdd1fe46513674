// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Message.h"
#include "server-stub/http/ResponseWriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace taskward;
using namespace taskward::http;

class TestHttpMessage : public QObject {
    Q_OBJECT

private slots:
    void problemHasTheMembersOfRfc9457();
    void problemPointsAtTheMember();
    void problemNeverShowsTheDetail();
    void codeOfTheClientBecomesInternal();
    void refusalStatusIsTheDocumentsStatus();
    void replyAnswersOnce();
    void replyThatGoesAwayIsAbandoned();
    void replyThatIsOverwrittenIsAbandoned();
    void edgeHeadersCannotBeReplaced();
    void unsafeHeadersAreNotWritten_data();
    void unsafeHeadersAreNotWritten();
    void answersWithoutBody();
};

namespace {

struct RecordingSink final : Reply::Sink {
    void respond(Response response) override { statuses.push_back(response.status); }
    std::shared_ptr<EventStream> stream(Response) override { return nullptr; }
    std::vector<int> statuses;
};

QJsonObject document(const Response& response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

} // namespace

void TestHttpMessage::problemHasTheMembersOfRfc9457()
{
    const Response response = problemResponse(Error{ErrorCode::VersionMismatch, {}, {}}, "id-1",
                                              {{"current_version", "7"}});
    QCOMPARE(response.status, 412);
    QCOMPARE(response.contentType, std::string("application/problem+json"));
    const QJsonObject problem = document(response);
    QCOMPARE(problem["type"].toString(), QString("urn:taskward:problem:version-mismatch"));
    QCOMPARE(problem["status"].toInt(), 412);
    QCOMPARE(problem["code"].toString(), QString("version-mismatch"));
    QCOMPARE(problem["request_id"].toString(), QString("id-1"));
    QCOMPARE(problem["current_version"].toString(), QString("7"));
    QVERIFY(!problem["title"].toString().isEmpty());
    QVERIFY(!problem.contains("errors"));
}

void TestHttpMessage::problemPointsAtTheMember()
{
    const QJsonObject problem =
        document(problemResponse(Error{ErrorCode::ValidationFailed, "too long", "/title"}, "id"));
    const QJsonArray errors = problem["errors"].toArray();
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors[0].toObject()["pointer"].toString(), QString("/title"));
}

void TestHttpMessage::problemNeverShowsTheDetail()
{
    const Response response =
        problemResponse(Error{ErrorCode::Internal, "SELECT * FROM users", "/x"}, "id");
    QVERIFY(response.body.find("SELECT") == std::string::npos);
}

void TestHttpMessage::codeOfTheClientBecomesInternal()
{
    QCOMPARE(problemResponse(Error{ErrorCode::KeychainLocked, {}, {}}, "id").status, 500);
}

void TestHttpMessage::refusalStatusIsTheDocumentsStatus()
{
    const Response response =
        refusalResponse(Refusal{ErrorCode::Malformed, "x", 417, {}, true}, "id");
    QCOMPARE(response.status, 417);
    QCOMPARE(document(response)["status"].toInt(), 417);
}

void TestHttpMessage::replyAnswersOnce()
{
    const auto sink = std::make_shared<RecordingSink>();
    {
        Reply reply(sink);
        Reply moved = std::move(reply);
        moved(Response{201, {}, {}, {}});
    }
    QCOMPARE(sink->statuses, std::vector<int>{201});
}

void TestHttpMessage::replyThatGoesAwayIsAbandoned()
{
    const auto sink = std::make_shared<RecordingSink>();
    {
        const Reply reply(sink);
    }
    QCOMPARE(sink->statuses, std::vector<int>{500});
}

void TestHttpMessage::replyThatIsOverwrittenIsAbandoned()
{
    const auto first = std::make_shared<RecordingSink>();
    const auto second = std::make_shared<RecordingSink>();
    Reply reply(first);
    reply = Reply(second);
    QCOMPARE(first->statuses, std::vector<int>{500});
    QVERIFY(second->statuses.empty());
    reply(Response{204, {}, {}, {}});
    QCOMPARE(second->statuses, std::vector<int>{204});
}

void TestHttpMessage::edgeHeadersCannotBeReplaced()
{
    std::string out;
    const Response response{200,
                            "text/plain",
                            {{"cache-control", "public"}, {"Content-Length", "0"}, {"ETag", "1"}},
                            "body"};
    QVERIFY(writeResponse(out, response, {"today", "id", false, false, false}));
    QVERIFY(out.find("public") == std::string::npos);
    QVERIFY(out.find("Content-Length: 0") == std::string::npos);
    QVERIFY(out.find("ETag: 1\r\n") != std::string::npos);
    QVERIFY(out.ends_with("\r\n\r\nbody"));
}

void TestHttpMessage::unsafeHeadersAreNotWritten_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("line end") << QByteArray("X-A") << QByteArray("a\r\nX-B: c");
    QTest::newRow("LF") << QByteArray("X-A") << QByteArray("a\nb");
    QTest::newRow("NUL") << QByteArray("X-A") << QByteArray("a\0b", 3);
    QTest::newRow("colon in the name") << QByteArray("X-A: b") << QByteArray("c");
    QTest::newRow("empty name") << QByteArray("") << QByteArray("c");
}

void TestHttpMessage::unsafeHeadersAreNotWritten()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    std::string out = "before";
    const Response response{200, "text/plain", {{name.toStdString(), value.toStdString()}}, "x"};
    QVERIFY(!writeResponse(out, response, {"today", "id", false, false, false}));
    QCOMPARE(out, std::string("before"));
}

void TestHttpMessage::answersWithoutBody()
{
    std::string out;
    QVERIFY(writeResponse(out, Response{204, "application/json", {}, {}},
                          {"d", "id", true, false, false}));
    QVERIFY(out.find("Content-Length") == std::string::npos);
    QVERIFY(out.find("Content-Type: app") == std::string::npos);
    QVERIFY(out.ends_with("Connection: close\r\n\r\n"));
}

QTEST_GUILESS_MAIN(TestHttpMessage)
#include "tst_http_message.moc"
