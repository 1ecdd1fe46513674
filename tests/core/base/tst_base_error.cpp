// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Result.h"

#include <QTest>

#include <set>

using namespace taskward;

namespace {

Status failing(ErrorCode code)
{
    return fail(code, "why", "/where");
}

Result<int> passedOn(ErrorCode code)
{
    TW_TRY(failing(code));
    return 1;
}

Result<int> assigned(Result<int> from)
{
    TW_ASSIGN(const int value, from);
    return value + 1;
}

} // namespace

class TestError : public QObject {
    Q_OBJECT

private slots:
    void tableIsComplete()
    {
        std::set<std::string_view> names;
        for (int i = 0; i <= int(ErrorCode::Constraint); ++i) {
            const auto& info = errorInfo(ErrorCode(i));
            QCOMPARE(int(info.code), i);
            QVERIFY2(names.insert(info.wireName).second, info.wireName.data());
            QVERIFY(!info.title.empty());
            QVERIFY2(info.sentence.ends_with('.') || info.sentence.ends_with('?'), info.wireName.data());
            QCOMPARE(errorInfoByWireName(info.wireName), &info);
            for (const char c : info.wireName)
                QVERIFY2((c >= 'a' && c <= 'z') || c == '-', info.wireName.data());
            QVERIFY(info.httpStatus == 0 || (info.httpStatus >= 400 && info.httpStatus < 600));
        }
        QCOMPARE(errorInfoByWireName("no-such-thing"), nullptr);
    }

    void statusLeadsToTheCode_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("401") << 401 << int(ErrorCode::Unauthenticated);
        QTest::newRow("403") << 403 << int(ErrorCode::PermissionDenied);
        QTest::newRow("409") << 409 << int(ErrorCode::Conflict);
        QTest::newRow("412") << 412 << int(ErrorCode::VersionMismatch);
        QTest::newRow("422") << 422 << int(ErrorCode::ValidationFailed);
        QTest::newRow("429") << 429 << int(ErrorCode::RateLimited);
        QTest::newRow("503") << 503 << int(ErrorCode::Overloaded);
        QTest::newRow("unknown of the server") << 599 << int(ErrorCode::Internal);
        QTest::newRow("unknown of the client") << 418 << int(ErrorCode::ProtocolError);
    }
    void statusLeadsToTheCode()
    {
        QFETCH(int, status);
        QFETCH(int, code);
        QCOMPARE(int(errorCodeForHttpStatus(status)), code);
    }

    void resultsPassOn()
    {
        const auto failed = passedOn(ErrorCode::Busy);
        QVERIFY(!failed);
        QCOMPARE(failed.error(), (Error{ErrorCode::Busy, "why", "/where"}));
        QCOMPARE(*assigned(1), 2);
        QCOMPARE(assigned(fail(ErrorCode::Timeout)).error().code, ErrorCode::Timeout);
    }
};

QTEST_GUILESS_MAIN(TestError)

#include "tst_base_error.moc"
