// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Json.h"

#include "core/contract/Endpoints.h"
#include "tests/support/AnyValue.h"
#include "tests/support/Seed.h"

#include <QJsonDocument>
#include <QTest>

using namespace taskward;
using namespace taskward::contract;
using json::Reading;

namespace {

struct Sample {
    Text<1, 5> text;
    Bounded<-2, 3> bounded;
    std::int32_t small = 0;
    bool flag = false;
    std::optional<std::int64_t> number;
    List<std::int64_t, 3> list;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (text, bounded, small, flag, number, list))

const char* const kGood = R"({"text":"a","bounded":0,"small":1,"flag":true,"list":[1,2]})";

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

template <typename T>
void roundTrip(Random& random)
{
    for (int i = 0; i < 60; ++i) {
        const auto value = test::anyValue<T>(random);
        const auto text = toJson(value);
        const auto again = fromJson<T>(text);
        QVERIFY2(again, (text + (again ? "" : again.error().pointer)).c_str());
        QCOMPARE(toJson(*again), text);
        // Another parser agrees that it is JSON.
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(text)).isObject());
    }
}

} // namespace

class TestJson : public QObject {
    Q_OBJECT

private slots:
    void roundTrips()
    {
        SeededRandom random(test::testSeed());
        forEachEndpoint([&](auto e) {
            using E = typename decltype(e)::type;
            roundTrip<typename E::Request>(random);
            if constexpr (!std::is_same_v<typename E::Response, NoBody>)
                roundTrip<typename E::Response>(random);
        });
        roundTrip<ChangedEvent>(random);
    }

    void isStrict_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("pointer");
        const auto malformed = [](const char* name, QByteArray text) {
            QTest::newRow(name) << text << int(ErrorCode::Malformed) << QByteArray();
        };
        const auto invalid = [](const char* name, const char* from, const char* to, const char* pointer) {
            auto text = QByteArray(kGood);
            text.replace(from, to);
            QTest::newRow(name) << text << int(ErrorCode::ValidationFailed) << QByteArray(pointer);
        };
        malformed("empty", "");
        malformed("cut off", QByteArray(kGood).chopped(1));
        malformed("more behind", QByteArray(kGood) + "x");
        malformed("comment", QByteArray(kGood) + "/**/");
        malformed("trailing comma", R"({"text":"a",})");
        malformed("not a number", R"({"small":NaN})");
        malformed("infinite", R"({"small":Infinity})");
        malformed("lone high surrogate", R"({"text":"\ud800"})");
        malformed("lone low surrogate", R"({"text":"\udc00"})");
        malformed("not UTF-8", "{\"text\":\"\xff\"}");
        malformed("raw control", "{\"text\":\"a\nb\"}");
        malformed("twice the same", R"({"text":"a","text":"a"})");
        malformed("twice, escaped", R"({"text":"a","te\u0078t":"a"})");
        malformed("twice, deeper", R"({"text":[{"a":1,"b":2,"a":3}]})");
        invalid("unknown", "\"flag\"", "\"flog\"", "/flog");
        invalid("unknown with a slash", "\"flag\"", "\"a/b~c\"", "/a~1b~0c");
        invalid("missing", ",\"flag\":true", "", "/flag");
        invalid("null is no boolean", "true", "null", "/flag");
        invalid("text for a boolean", "true", "\"true\"", "/flag");
        invalid("number for a text", "\"a\"", "1", "/text");
        invalid("too long", "\"a\"", "\"abcdef\"", "/text");
        invalid("empty text", "\"a\"", "\"\"", "/text");
        invalid("control character", "\"a\"", "\"a\\u0007\"", "/text");
        invalid("zero character", "\"a\"", "\"a\\u0000\"", "/text");
        invalid("bidirectional control", "\"a\"", "\"\\u202e\"", "/text");
        invalid("below the range", "\"bounded\":0", "\"bounded\":-3", "/bounded");
        invalid("above the range", "\"bounded\":0", "\"bounded\":4", "/bounded");
        invalid("fraction", "\"bounded\":0", "\"bounded\":0.5", "/bounded");
        invalid("real", "\"bounded\":0", "\"bounded\":1.0", "/bounded");
        invalid("exponent", "\"bounded\":0", "\"bounded\":1e0", "/bounded");
        invalid("huge", "\"small\":1", "\"small\":1e400", "/small");
        invalid("wider than the member", "\"small\":1", "\"small\":2147483648", "/small");
        invalid("wider than 63 bits", "\"small\":1", "\"small\":9223372036854775808", "/small");
        invalid("wider than 64 bits", "\"small\":1", "\"small\":18446744073709551616", "/small");
        invalid("in the list", "[1,2]", "[1,\"2\"]", "/list/1");
        invalid("list too long", "[1,2]", "[1,2,3,4]", "/list");
        invalid("object for a list", "[1,2]", "{}", "/list");
        QTest::newRow("array") << QByteArray("[]") << int(ErrorCode::ValidationFailed) << QByteArray();
    }
    void isStrict()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, pointer);
        const auto value = fromJson<Sample>(std::string_view(text.constData(), std::size_t(text.size())));
        if (qstrcmp(QTest::currentDataTag(), "huge") == 0 && !value) {
            // A number beyond every double may count as no JSON at all; it must not pass.
            QVERIFY(value.error().code == ErrorCode::Malformed || value.error().pointer == "/small");
            return;
        }
        QVERIFY(!value);
        QCOMPARE(int(value.error().code), code);
        QCOMPARE(QByteArray::fromStdString(value.error().pointer), pointer);
    }

    void readsTheGoodOne()
    {
        const auto value = fromJson<Sample>(kGood);
        QVERIFY(value);
        QCOMPARE(value->small, 1);
        QVERIFY(!value->number);
        // The order of the members is the writer's, white space and null for absent are allowed.
        QVERIFY(fromJson<Sample>(R"( { "list":[], "flag":false, "small":-1, "bounded":3,
                                       "number":null, "text":"\u00e9\ud83d\ude00" } )"));
    }

    void lenientPassesOverWhatIsNew()
    {
        auto text = std::string(kGood);
        text.insert(1, R"("new":{"deep":[1,2,{"x":null}]},)");
        QVERIFY(!fromJson<Sample>(text));
        QVERIFY(fromJson<Sample>(text, Reading::Lenient));
        QCOMPARE(fromJson<Sample>("{}", Reading::Lenient).error().pointer, std::string("/text"));
    }

    void depthIsLimited()
    {
        QVERIFY(json::Document::parse(nested(limits::kMaxJsonDepth)));
        const auto deeper = json::Document::parse(nested(limits::kMaxJsonDepth + 1));
        QVERIFY(!deeper);
        QCOMPARE(deeper.error().code, ErrorCode::Malformed);
        QVERIFY(!json::Document::parse(std::string(500'000, '[')));
    }

    void patchTellsAbsentFromNull()
    {
        const auto none = fromJson<TaskFields>("{}");
        QVERIFY(none && !none->due.present && !none->title.present);
        const auto cleared = fromJson<TaskFields>(R"({"due":null})");
        QVERIFY(cleared && cleared->due.present && !cleared->due.value);
        QCOMPARE(toJson(*cleared), std::string(R"({"due":null})"));
        const auto set = fromJson<TaskFields>(R"({"due":"2026-11-25"})");
        QVERIFY(set && set->due.present && set->due.value->value == "2026-11-25");
        QCOMPARE(fromJson<TaskFields>(R"({"title":null})").error().pointer, std::string("/title"));
        QCOMPARE(fromJson<TaskFields>(R"({"label_ids":["x"]})").error().pointer,
                 std::string("/label_ids/0"));
    }

    void escapesWhatMarkupWouldRead()
    {
        std::string out;
        json::writeString(out, "</script>&'\"\\\n\t\x01\xe2\x80\xa8\xe2\x80\xa9\xc3\xa9\x7f");
        QCOMPARE(out, std::string("\"\\u003c/script\\u003e\\u0026'\\\"\\\\\\n\\u0009\\u0001\\u2028\\u2029"
                                  "\xc3\xa9\x7f\""));
        out.clear();
        json::writeString(out, "\xe2\x80");  // the end of a text that was cut
        QCOMPARE(out, std::string("\"\xe2\x80\""));
    }

    void namesAreSnakeCase()
    {
        QCOMPARE(json::snakeCase("projectId"), std::string("project_id"));
        QCOMPARE(json::snakeCase("DueDate"), std::string("due_date"));
        QCOMPARE(toJson(TaskSort::DueDate), std::string("\"due_date\""));
        QVERIFY(!fromJson<Project>(R"({"id":"X"})"));
    }
};

QTEST_GUILESS_MAIN(TestJson)

#include "tst_contract_json.moc"
