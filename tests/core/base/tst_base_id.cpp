// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Id.h"

#include "tests/support/FakeClock.h"

#include <QTest>

#include <set>
#include <thread>
#include <vector>

using namespace taskward;

namespace {

std::int64_t msOf(const std::string& uuid)
{
    return std::stoll(uuid.substr(0, 8) + uuid.substr(9, 4), nullptr, 16);
}

} // namespace

class TestId : public QObject {
    Q_OBJECT

private slots:
    void isUuid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* text, bool good) { QTest::newRow(text) << text << good; };
        row("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", true);  // RFC 9562 appendix A.6
        row("00000000-0000-0000-0000-000000000000", true);
        row("017F22E2-79B0-7CC3-98C4-DC0C0C07398F", false);
        row("017f22e279b07cc398c4dc0c0c07398f", false);
        row("017f22e2-79b0-7cc3-98c4-dc0c0c07398", false);
        row("017f22e2-79b0-7cc3-98c4-dc0c0c07398ff", false);
        row("017f22e2-79b0-7cc3-98c4_dc0c0c07398f", false);
        row("g17f22e2-79b0-7cc3-98c4-dc0c0c07398f", false);
        row("017f22e27-9b0-7cc3-98c4-dc0c0c07398f", false);
        row("{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", false);
    }
    void isUuid()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        QCOMPARE(taskward::isUuid(text.toStdString()), good);
    }

    void isVersionSevenWithTheTime()
    {
        SystemClock clock;
        SystemRandom random;
        const auto before = clock.now().ms;
        for (int i = 0; i < 100; ++i) {
            const auto id = makeUuidV7(clock, random);
            QVERIFY(taskward::isUuid(id));
            QCOMPARE(id[14], '7');
            QVERIFY2(QByteArray("89ab").contains(id[19]), id.c_str());
            QVERIFY2(msOf(id) >= before && msOf(id) <= clock.now().ms + 1, id.c_str());
        }
    }

    void risesWhileTheClockStands()
    {
        test::FakeClock clock({1'900'000'000'000});
        SystemRandom random;
        std::string last;
        for (int i = 0; i < 20000; ++i) {
            const auto id = makeUuidV7(clock, random);
            QVERIFY2(id > last, id.c_str());
            last = id;
        }
        // A small step back goes on rising, a large one starts over.
        clock.advance(-50);
        QVERIFY(makeUuidV7(clock, random) > last);
        clock.advance(-3'600'000);
        const auto id = makeUuidV7(clock, random);
        QVERIFY(id < last);
        QCOMPARE(msOf(id), std::int64_t(1'900'000'000'000 - 50 - 3'600'000));
    }

    void isUniqueAcrossThreads()
    {
        constexpr std::size_t kThreads = 8;
        constexpr std::size_t kEach = 5000;
        SystemClock clock;
        SystemRandom random;
        std::vector<std::vector<std::string>> made(kThreads);
        std::vector<std::thread> threads;
        for (auto& own : made) {
            threads.emplace_back([&clock, &random, &own] {
                for (std::size_t i = 0; i < kEach; ++i)
                    own.push_back(makeUuidV7(clock, random));
            });
        }
        for (auto& thread : threads)
            thread.join();
        std::set<std::string> all;
        for (const auto& own : made) {
            QVERIFY(std::ranges::is_sorted(own));
            all.insert(own.begin(), own.end());
        }
        QCOMPARE(all.size(), kThreads * kEach);
    }
};

QTEST_GUILESS_MAIN(TestId)

#include "tst_base_id.moc"
