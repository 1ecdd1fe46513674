// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Clock.h"

#include "tests/support/Seed.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace taskward;

class TestClock : public QObject {
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        const auto row = [](const char* text, qint64 ms) { QTest::newRow(text) << text << ms; };
        row("1970-01-01T00:00:00Z", 0);
        row("1985-04-12T23:20:50.52Z", 482196050520);  // RFC 3339 section 5.8
        row("1996-12-19T16:39:57-08:00", 851042397000);
        row("1996-12-20T00:39:57Z", 851042397000);
        row("1990-12-31T23:59:60Z", 662687999000);
        row("1990-12-31T15:59:60-08:00", 662687999000);
        row("1937-01-01T12:00:27.87+00:20", -1041337172130);
        row("2026-11-22t02:03:04z", 1795312984000);
        row("2026-11-22T02:03:04.9999999Z", 1795312984999);
        row("2024-02-29T00:00:00Z", 1709164800000);
        row("0001-01-01T00:00:00Z", -62135596800000);
        row("9999-12-31T23:59:59.999Z", 253402300799999);
        row("9999-12-31T23:59:59+23:59", 253402214459000);
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto time = parseRfc3339(text.toStdString());
        QVERIFY(time);
        QCOMPARE(qint64(time->ms), ms);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "2026", "2026-11-22", "2026-11-22T02:03:04", "2026-11-22 02:03:04Z", "2026-11-22T02:03Z",
              "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-02-29T00:00:00Z",
              "2026-04-31T00:00:00Z", "2026-11-00T00:00:00Z", "2026-11-22T24:00:00Z",
              "2026-11-22T23:60:00Z", "2026-11-22T23:00:61Z", "2026-11-22T02:03:04.Z",
              "2026-11-22T02:03:04,5Z", "2026-11-22T02:03:04+24:00", "2026-11-22T02:03:04+01:60",
              "2026-11-22T02:03:04+0100", "2026-11-22T02:03:04Zx", " 2026-11-22T02:03:04Z",
              "26-11-22T02:03:04Z", "+2026-11-22T02:03:04Z", "0000-01-01T00:00:00Z",
              "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-1-22T02:03:04Z"})
            QTest::newRow(*text ? text : "empty") << QString(text);
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto time = parseRfc3339(text.toStdString());
        QVERIFY(!time);
        QCOMPARE(time.error().code, ErrorCode::ValidationFailed);
    }

    void writesWhatItReads()
    {
        SeededRandom random(test::testSeed());
        for (int i = 0; i < 2000; ++i) {
            const auto span = 253402300799999 + 62135596800000;
            const Timestamp time{std::int64_t(random.below(std::uint64_t(span))) - 62135596800000};
            const auto text = toRfc3339(time);
            QCOMPARE(text.size(), std::size_t(24));
            const auto again = parseRfc3339(text);
            QVERIFY2(again && *again == time, text.c_str());
            const auto qt = QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC);
            QCOMPARE(QString::fromStdString(text), qt.toString(Qt::ISODateWithMs));
        }
    }
};

QTEST_GUILESS_MAIN(TestClock)

#include "tst_base_clock.moc"
