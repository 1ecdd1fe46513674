// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/OpenApi.h"

#include "core/contract/Endpoints.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>

using namespace taskward;
using namespace taskward::contract;

namespace {

const char* const kFile = TASKWARD_SOURCE_DIR "/resources/openapi.json";

QJsonObject document()
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(openApiDocument(TASKWARD_VERSION))).object();
}

QJsonObject at(QJsonObject object, std::initializer_list<const char*> path)
{
    for (const char* key : path)
        object = object.value(QLatin1String(key)).toObject();
    return object;
}

/// Every "$ref" of the document.
void references(const QJsonValue& value, QStringList& out)
{
    if (value.isArray()) {
        for (const auto& item : value.toArray())
            references(item, out);
    }
    const auto object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == QLatin1String("$ref"))
            out << it.value().toString();
        references(it.value(), out);
    }
}

} // namespace

class TestOpenApi : public QObject {
    Q_OBJECT

private slots:
    void isTheOneCheckedIn()
    {
        QFile file(QString::fromLatin1(kFile));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto fresh = QByteArray::fromStdString(openApiDocument(TASKWARD_VERSION));
        QVERIFY2(file.readAll() == fresh,
                 "resources/openapi.json is stale; refresh it with: taskward-server openapi > "
                 "resources/openapi.json (or: tst_contract_openapi --print > resources/openapi.json)");
    }

    void isTheSameEachTime()
    {
        QCOMPARE(openApiDocument("1.2.3"), openApiDocument("1.2.3"));
        QVERIFY(openApiDocument("1.2.3") != openApiDocument("1.2.4"));
    }

    void hasEveryEndpoint()
    {
        const auto paths = at(document(), {"paths"});
        QStringList ids;
        forEachEndpoint([&](auto e) {
            constexpr auto kSpec = decltype(e)::type::kSpec;
            const auto path = QString::fromUtf8(kSpec.path.data(), qsizetype(kSpec.path.size()));
            const auto verb = QString::fromUtf8(verbName(kSpec.verb).data()).toLower();
            const auto operation = paths.value(path).toObject().value(verb).toObject();
            QVERIFY2(!operation.isEmpty(), qPrintable(verb + ' ' + path));
            ids << operation.value("operationId").toString();
            const auto status = QString::number(kSpec.successStatus);
            QVERIFY(operation.value("responses").toObject().contains(status));
            const bool open = kSpec.access.kind() == Access::Kind::Open;
            QCOMPARE(operation.value("security").toArray().isEmpty(), open);
            QCOMPARE(operation.contains("x-permission"), kSpec.access.kind() == Access::Kind::Needs);
        });
        QVERIFY(!at(document(), {"paths", "/v1/events", "get"}).isEmpty());
        QCOMPARE(ids.removeDuplicates(), 0);
        QCOMPARE(std::size_t(ids.size()), kEndpointCount);
    }

    void referencesLeadSomewhere()
    {
        const auto root = document();
        QStringList all;
        references(root, all);
        QVERIFY(all.size() > 100);
        for (const auto& reference : std::as_const(all)) {
            QJsonObject found = root;
            for (const auto& step : reference.mid(2).split('/'))
                found = found.value(step).toObject();
            QVERIFY2(!found.isEmpty(), qPrintable(reference));
        }
    }

    void showsLimits()
    {
        const auto schemas = at(document(), {"components", "schemas"});
        const auto fields = at(schemas, {"CreateTaskRequest", "properties"});
        QCOMPARE(at(fields, {"title"}).value("maxLength").toInt(), int(limits::kMaxTitleChars));
        QCOMPARE(at(fields, {"title"}).value("minLength").toInt(), 1);
        QCOMPARE(at(fields, {"priority"}).value("maximum").toInt(), 4);
        QCOMPARE(at(fields, {"label_ids"}).value("maxItems").toInt(), int(limits::kMaxLabelsPerTask));
        QCOMPARE(at(fields, {"label_ids", "items"}).value("format").toString(), QString("uuid"));
        QCOMPARE(at(fields, {"due"}).value("type").toArray(), (QJsonArray{"string", "null"}));
        QCOMPARE(at(fields, {"completed_at"}).value("format").toString(), QString("date-time"));
        QCOMPARE(at(schemas, {"CreateTaskRequest"}).value("additionalProperties"), QJsonValue(false));
        QVERIFY(!at(schemas, {"Task"}).contains("additionalProperties"));
        QVERIFY(!at(schemas, {"Task"}).value("required").toArray().contains("section_id"));
        QVERIFY(at(schemas, {"Task"}).value("required").toArray().contains("version"));
        QCOMPARE(at(schemas, {"Role"}).value("enum").toArray(),
                 (QJsonArray{"owner", "administrator", "member", "viewer"}));
    }

    void leavesOutOfTheBodyWhatTravelsElsewhere()
    {
        const auto root = document();
        const auto body = at(root, {"components", "schemas", "UpdateTaskRequest", "properties"});
        QVERIFY(body.contains("title"));
        QVERIFY(!body.contains("id"));
        QVERIFY(!body.contains("if_match"));
        const auto operation = at(root, {"paths", "/v1/tasks/{id}", "patch"});
        QStringList names;
        for (const auto& parameter : operation.value("parameters").toArray()) {
            const auto p = parameter.toObject();
            names << p.value("in").toString() + ' ' + p.value("name").toString() +
                         (p.value("required").toBool() ? "!" : "");
        }
        names.sort();
        QCOMPARE(names, (QStringList{"header Idempotency-Key", "header If-Match!", "path id!"}));
        const auto answers = at(operation, {"responses"}).keys();
        QCOMPARE(answers, (QStringList{"200", "400", "401", "403", "404", "409", "412", "413", "415",
                                       "421", "422", "428", "429", "500", "503", "507"}));
        QVERIFY(at(operation, {"responses", "200", "headers"}).contains("ETag"));
    }

    void namesEveryCodeThatTravels()
    {
        const auto schema = at(document(), {"components", "schemas", "Problem", "properties", "code"});
        const auto codes = schema.value("enum").toArray();
        for (int i = 0; i <= int(ErrorCode::Constraint); ++i) {
            const auto& info = errorInfo(ErrorCode(i));
            const auto name = QString::fromUtf8(info.wireName.data(), qsizetype(info.wireName.size()));
            QCOMPARE(codes.contains(name), info.httpStatus != 0);
        }
    }
};

int main(int argc, char** argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "--print") {
        std::fputs(openApiDocument(TASKWARD_VERSION).c_str(), stdout);
        return 0;
    }
    QCoreApplication application(argc, argv);
    TestOpenApi test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_contract_openapi.moc"
