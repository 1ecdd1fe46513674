// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/tasks/OrderKey.h"

#include "tests/support/Seed.h"

#include <QTest>

#include <vector>

using namespace taskward;
using namespace taskward::tasks;

namespace {

const std::string kSmallestInteger = "A" + std::string(26, '0');
const std::string kLargestInteger = "z" + std::string(26, 'z');

/// A key strictly between, that leaves room on both sides.
void verifyBetween(const std::string& key, const std::string& before, const std::string& after)
{
    QVERIFY2(isOrderKey(key), key.c_str());
    QVERIFY2(before.empty() || before < key, (before + " < " + key).c_str());
    QVERIFY2(after.empty() || key < after, (key + " < " + after).c_str());
}

} // namespace

class TestOrderKey : public QObject {
    Q_OBJECT

private slots:
    void between_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("key");
        const auto row = [](QString before, QString after, QString key) {
            QTest::addRow("%s..%s", qPrintable(before), qPrintable(after)) << before << after << key;
        };
        row("", "", "a0");
        row("a0", "", "a1");
        row("az", "", "b00");
        row("bzz", "", "c000");
        row("", "a0", "Zz");
        row("", "Z0", "Yzz");
        row("a0", "a1", "a0V");
        row("a0", "a0V", "a0F");
        row("a0V", "a1", "a0k");
        row("Zz", "a1", "a0");
        row("", "a0V", "a0");
        row("a0", "a2", "a1");
        row(QString::fromStdString(kLargestInteger), "",
            QString::fromStdString(kLargestInteger + "V"));
        row("", QString::fromStdString(kSmallestInteger + "V"),
            QString::fromStdString(kSmallestInteger + "F"));
        row("", QString::fromStdString(kSmallestInteger.substr(0, 26) + "1"),
            QString::fromStdString(kSmallestInteger + "V"));
    }
    void between()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, key);
        const auto made = orderKeyBetween(before.toStdString(), after.toStdString());
        QVERIFY(made);
        QCOMPARE(QString::fromStdString(*made), key);
        verifyBetween(*made, before.toStdString(), after.toStdString());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("equal") << "a0" << "a0";
        QTest::newRow("reversed") << "a1" << "a0";
        QTest::newRow("no letter") << "00" << "";
        QTest::newRow("too short") << "b0" << "";
        QTest::newRow("head alone") << "a" << "";
        QTest::newRow("ends in 0") << "a00" << "";
        QTest::newRow("foreign character") << "a0-" << "";
        QTest::newRow("not ASCII") << "" << QString::fromUtf8("a\u00e9");
        QTest::newRow("smallest integer") << "" << QString::fromStdString(kSmallestInteger);
    }
    void refuses()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const auto made = orderKeyBetween(before.toStdString(), after.toStdString());
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::ValidationFailed);
    }

    void appendingStaysShort()
    {
        std::string last;
        for (int i = 0; i < 10000; ++i) {
            const auto key = orderKeyBetween(last, "");
            QVERIFY(key);
            verifyBetween(*key, last, "");
            last = *key;
        }
        QVERIFY2(last.size() <= 4, last.c_str());
        std::string first = "a0";
        for (int i = 0; i < 10000; ++i)
            first = *orderKeyBetween("", first);
        QVERIFY2(first.size() <= 4, first.c_str());
    }

    void samePlaceGrowsSlowly_data()
    {
        QTest::addColumn<bool>("below");
        QTest::newRow("always before the last one") << true;
        QTest::newRow("always behind the last one") << false;
    }
    void samePlaceGrowsSlowly()
    {
        QFETCH(bool, below);
        std::string low = "a0";
        std::string high = "a1";
        for (int i = 0; i < 900; ++i) {
            const auto key = orderKeyBetween(low, high);
            QVERIFY(key);
            verifyBetween(*key, low, high);
            (below ? high : low) = *key;
        }
        // Each character holds five insertions or six; the contract takes 200 characters.
        QVERIFY2(low.size() < 200 && high.size() < 200, std::to_string(low.size()).c_str());
    }

    void anyPlaceInAList()
    {
        SeededRandom random(test::testSeed());
        std::vector<std::string> list;
        for (int i = 0; i < 3000; ++i) {
            const auto place = random.below(list.size() + 1);
            const std::string before = place == 0 ? "" : list[place - 1];
            const std::string after = place == list.size() ? "" : list[place];
            const auto key = orderKeyBetween(before, after);
            QVERIFY(key);
            verifyBetween(*key, before, after);
            list.insert(list.begin() + std::ptrdiff_t(place), *key);
        }
        QVERIFY(std::ranges::is_sorted(list));
        QVERIFY(std::ranges::adjacent_find(list) == list.end());
    }

    void anyTwoKeys()
    {
        static constexpr std::string_view kDigits =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        SeededRandom random(test::testSeed());
        const auto any = [&random] {
            for (;;) {
                // Few digits, so that keys with long common beginnings are frequent.
                std::string key(1, "ABYZabyz"[random.below(8)]);
                const auto length = random.below(6) == 0 ? random.below(30) : random.below(5);
                for (std::uint64_t i = 0; i < length; ++i)
                    key += random.below(2) == 0 ? kDigits[random.below(62)] : "0Vz"[random.below(3)];
                if (isOrderKey(key))
                    return key;
            }
        };
        for (int i = 0; i < 5000; ++i) {
            auto low = any();
            auto high = any();
            if (low == high)
                continue;
            if (low > high)
                std::swap(low, high);
            verifyBetween(*orderKeyBetween(low, high), low, high);
            verifyBetween(*orderKeyBetween("", low), "", low);
            verifyBetween(*orderKeyBetween(high, ""), high, "");
        }
    }
};

QTEST_GUILESS_MAIN(TestOrderKey)

#include "tst_tasks_orderkey.moc"
