// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Wire.h"

#include "core/contract/Endpoints.h"
#include "tests/support/AnyValue.h"
#include "tests/support/Seed.h"

#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace taskward;
using namespace taskward::contract;

namespace {

/// What the server's router would make of a target; by Qt's reading of URLs, not by our own.
struct Received {
    Parameters path;
    Parameters query;
};

Received receive(std::string_view pathTemplate, const std::string& target)
{
    Received out;
    const QUrl url(QString::fromStdString(target), QUrl::StrictMode);
    const auto wanted = QString::fromUtf8(pathTemplate.data(), qsizetype(pathTemplate.size())).split('/');
    const auto got = url.path(QUrl::FullyEncoded).split('/');
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i].startsWith('{'))
            out.path.emplace_back(wanted[i].mid(1).chopped(1).toStdString(),
                                  QUrl::fromPercentEncoding(got.value(i).toUtf8()).toStdString());
    }
    const QUrlQuery query(url.query(QUrl::FullyEncoded));
    for (const auto& [name, value] : query.queryItems(QUrl::FullyEncoded))
        out.query.emplace_back(name.toStdString(),
                               QUrl::fromPercentEncoding(value.toUtf8()).toStdString());
    return out;
}

template <typename E>
Result<typename E::Request> carry(const typename E::Request& request)
{
    const auto sent = encode<E>(request);
    const auto received = receive(E::kSpec.path, sent.target);
    return decode<E>({&received.path, &received.query, sent.ifMatch, sent.body});
}

const std::string kId = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

} // namespace

class TestWire : public QObject {
    Q_OBJECT

private slots:
    void carriesEveryRequest()
    {
        SeededRandom random(test::testSeed());
        forEachEndpoint([&](auto e) {
            using E = typename decltype(e)::type;
            for (int i = 0; i < 60; ++i) {
                const auto request = test::anyValue<typename E::Request>(random);
                const auto again = carry<E>(request);
                const auto text = toJson(request);
                QVERIFY2(again, (std::string(E::kSpec.path) + ' ' + text).c_str());
                QCOMPARE(toJson(*again), text);
            }
        });
    }

    void putsMembersWhereTheyBelong()
    {
        UpdateTask::Request request;
        request.id = TaskId{kId};
        request.ifMatch = 42;
        request.title = Title("x");
        const auto sent = encode<UpdateTask>(request);
        QCOMPARE(sent.target, "/v1/tasks/" + kId);
        QCOMPARE(sent.ifMatch, std::string("\"42\""));
        QCOMPARE(sent.body, std::string(R"({"title":"x"})"));
        ListTasks::Request list;
        list.text = Text<1, 200>("a&b c");
        list.completed = false;
        const auto query = encode<ListTasks>(list);
        QCOMPARE(query.target, std::string("/v1/tasks?completed=false&text=a%26b%20c"));
        QVERIFY(query.body.empty());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("unknown") << "colour=red" << "/colour";
        QTest::newRow("not an integer") << "limit=ten" << "/limit";
        QTest::newRow("a little more") << "limit=10x" << "/limit";
        QTest::newRow("below") << "limit=0" << "/limit";
        QTest::newRow("above") << "limit=201" << "/limit";
        QTest::newRow("not a boolean") << "completed=1" << "/completed";
        QTest::newRow("not one of") << "sort=random" << "/sort";
        QTest::newRow("not an id") << "project_id=7" << "/project_id";
        QTest::newRow("not a date") << "due_from=today" << "/due_from";
        QTest::newRow("twice") << "limit=1&limit=2" << "";
        QTest::newRow("empty text") << "text=" << "/text";
    }
    void refuses()
    {
        QFETCH(QString, query);
        QFETCH(QString, pointer);
        const auto received = receive("/v1/tasks", "/v1/tasks?" + query.toStdString());
        const auto request = decode<ListTasks>({&received.path, &received.query, {}, {}});
        QVERIFY(!request);
        QCOMPARE(request.error().code, ErrorCode::ValidationFailed);
        QCOMPARE(QString::fromStdString(request.error().pointer), pointer);
    }

    void bodyHoldsOnlyItsOwn()
    {
        const Parameters path{{"id", kId}};
        const Parameters none;
        const auto update = [&](std::string_view ifMatch, std::string_view body) {
            return decode<UpdateTask>({&path, &none, ifMatch, body});
        };
        QVERIFY(update("\"1\"", "{}"));
        QCOMPARE(update("\"1\"", R"({"id":"x"})").error().pointer, std::string("/id"));
        QCOMPARE(update("\"1\"", R"({"if_match":1})").error().pointer, std::string("/if_match"));
        QCOMPARE(update("\"1\"", R"({"version":1})").error().pointer, std::string("/version"));
        QCOMPARE(update("\"1\"", R"({"created_by":null})").error().pointer, std::string("/created_by"));
        QCOMPARE(update("\"1\"", "[]").error().code, ErrorCode::ValidationFailed);
        QCOMPARE(update("\"1\"", "").error().code, ErrorCode::Malformed);
        const Parameters query{{"title", "x"}};
        QVERIFY(!decode<UpdateTask>({&path, &query, "\"1\"", "{}"}));
    }

    void entityTags_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<qint64>("version");
        QTest::newRow("strong") << QByteArray("\"42\"") << qint64(42);
        QTest::newRow("large") << QByteArray("\"9223372036854775807\"") << qint64(9223372036854775807);
        for (const char* bad : {"42", "\"\"", "W/\"42\"", "*", "\"42\", \"43\"", "\"4x\"", "\" 42\"", "\"",
                                "\"9223372036854775808\"", "\"0x2a\""})
            QTest::newRow(bad) << QByteArray(bad) << qint64(-1);
    }
    void entityTags()
    {
        QFETCH(QByteArray, header);
        QFETCH(qint64, version);
        const auto tag = wire::parseEntityTag(header.toStdString());
        QCOMPARE(tag ? qint64(*tag) : qint64(-1), version);
    }

    void malformedIdsNameNothing()
    {
        for (const char* id : {"7", "", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "../../etc"}) {
            const Parameters path{{"id", id}};
            const auto request = decode<GetTask>({&path, nullptr, {}, {}});
            QVERIFY(!request);
            QCOMPARE(request.error().code, ErrorCode::NotFound);
        }
    }

    void percentEncodesAllButUnreserved()
    {
        for (int c = 0; c < 256; ++c) {
            const std::string text(1, char(c));
            const auto encoded = wire::percentEncode(text);
            QCOMPARE(QUrl::fromPercentEncoding(QByteArray::fromStdString(encoded)).size() > 0 || c >= 0x80,
                     true);
            QCOMPARE(QByteArray::fromPercentEncoding(QByteArray::fromStdString(encoded)),
                     QByteArray(1, char(c)));
            QCOMPARE(encoded.size() == 1, c < 0x80 && (std::isalnum(c) || std::strchr("-._~", c)) && c);
        }
    }
};

QTEST_GUILESS_MAIN(TestWire)

#include "tst_contract_wire.moc"
