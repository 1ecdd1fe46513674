// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Random.h"
#include "server-stub/identity/AddressPrefix.h"
#include "server-stub/identity/AddressRate.h"
#include "server-stub/identity/Throttle.h"
#include "tests/support/FakeClock.h"
#include "tests/support/Seed.h"

#include <QTest>
#include <deque>

using namespace taskward;
using namespace taskward::identity;

/// The rules alone: no store, no service.
class TestThrottle : public QObject {
    Q_OBJECT

private slots:
    void doublesFromTheFifthMiss()
    {
        Counter counter;
        Timestamp now{1'000'000};
        std::vector<std::int64_t> waits;
        for (int miss = 0; miss < 18; ++miss) {
            counter = throttle::charged(CounterKind::Source, counter, now);
            waits.push_back(throttle::waitMs(CounterKind::Source, counter, now) / 1000);
            now.ms += waits.back() * 1000;
            QCOMPARE(throttle::waitMs(CounterKind::Source, counter, now), std::int64_t(0));
        }
        const std::vector<std::int64_t> expected{0,  0,  0,   0,   1,   2,   4,   8,   16,
                                                 32, 64, 128, 256, 512, 900, 900, 900, 900};
        QCOMPARE(waits, expected);
        QCOMPARE(throttle::refunded(CounterKind::Source, counter), Counter{});
        now.ms += throttle::kForgetMs;
        QCOMPARE(throttle::charged(CounterKind::Source, counter, now).misses, std::int64_t(1));
    }

    /// However the tries are spread, no 24 hours see a hundred.
    void spreadAllowsFewerThanAHundredADay()
    {
        SeededRandom random(test::testSeed());
        Counter counter;
        Timestamp now{1'000'000};
        std::deque<std::int64_t> admitted;
        std::size_t most = 0;
        for (int i = 0; i < 200'000; ++i) {
            now.ms += static_cast<std::int64_t>(random.below(i % 5000 == 0 ? 90'000'000 : 20'000));
            if (throttle::waitMs(CounterKind::Spread, counter, now) > 0)
                continue;
            counter = throttle::charged(CounterKind::Spread, counter, now);
            admitted.push_back(now.ms);
            while (admitted.front() <= now.ms - 24LL * 3600 * 1000)
                admitted.pop_front();
            most = std::max(most, admitted.size());
        }
        QVERIFY(most < 100);
        QVERIFY(most > 90); // or the test did not reach the limit
    }

    void rightPasswordGivesTheGuessBack()
    {
        Counter counter;
        const Timestamp now{1'000'000};
        for (int i = 0; i < 500; ++i) {
            QCOMPARE(throttle::waitMs(CounterKind::Spread, counter, now), std::int64_t(0));
            counter = throttle::charged(CounterKind::Spread, counter, now);
            counter = throttle::refunded(CounterKind::Spread, counter);
        }
    }

    void clockSetBackEndsTheWait()
    {
        Counter counter;
        for (int i = 0; i < 20; ++i)
            counter = throttle::charged(CounterKind::Device, counter, {100'000'000'000});
        QVERIFY(throttle::waitMs(CounterKind::Device, counter, {100'000'000'000}) > 0);
        QCOMPARE(throttle::waitMs(CounterKind::Device, counter, {99'000'000'000}), std::int64_t(0));
    }

    void addressesHaveAMinuteEach()
    {
        test::FakeClock clock;
        SystemRandom random;
        AddressRate rate(10, clock, random);
        const auto burst = [&](const char* address) {
            int count = 0;
            for (int i = 0; i < 30; ++i)
                count += rate.admit(address) ? 1 : 0;
            return count;
        };
        QCOMPARE(burst("192.0.2.1/32"), 10);
        QCOMPARE(burst("192.0.2.1/32"), 0);
        clock.advance(6000);
        QCOMPARE(burst("192.0.2.1/32"), 1);
        clock.advance(600'000);
        QCOMPARE(burst("192.0.2.1/32"), 10);
    }

    void prefixes_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("v4");
        QTest::addColumn<int>("v6");
        QTest::addColumn<QString>("prefix");
        QTest::newRow("v4 whole") << "192.0.2.77" << 32 << 64 << "192.0.2.77/32";
        QTest::newRow("v4 shown") << "192.0.2.77" << 24 << 48 << "192.0.2.0/24";
        QTest::newRow("v6") << "2001:db8:1:2:3:4:5:6" << 32 << 64 << "2001:db8:1:2::/64";
        QTest::newRow("v6 shown") << "2001:db8:1:2:3:4:5:6" << 24 << 48 << "2001:db8:1::/48";
        QTest::newRow("mapped") << "::ffff:192.0.2.77" << 24 << 48 << "192.0.2.0/24";
        QTest::newRow("zone") << "fe80::1%eth0" << 32 << 64 << "fe80::/64";
        QTest::newRow("none") << "local" << 32 << 64 << "";
        QTest::newRow("odd bits") << "255.255.255.255" << 12 << 64 << "255.240.0.0/12";
    }
    void prefixes()
    {
        QFETCH(QString, address);
        QFETCH(int, v4);
        QFETCH(int, v6);
        QFETCH(QString, prefix);
        QCOMPARE(QString::fromStdString(addressPrefix(address.toStdString(), v4, v6)), prefix);
    }
};

QTEST_GUILESS_MAIN(TestThrottle)

#include "tst_identity_throttle.moc"
