// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Random.h"
#include "core/base/Secret.h"

#include "tests/support/Seed.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <ostream>

using namespace taskward;

namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(!std::equality_comparable<Secret>);

} // namespace

class TestSecret : public QObject {
    Q_OBJECT

private slots:
    void keepsBytes()
    {
        auto secret = Secret::fromText("correct horse");
        QCOMPARE(secret.text(), std::string_view("correct horse"));
        const auto copy = secret.clone();
        const Secret moved = std::move(secret);
        QVERIFY(secret.empty());
        QCOMPARE(moved.text(), copy.text());
        QVERIFY(Secret().empty());
        QCOMPARE(Secret::fromText("").size(), std::size_t(0));
        QVERIFY(std::ranges::all_of(Secret::ofSize(64).bytes(), [](auto b) { return b == 0; }));
    }

    void comparesAndWipes()
    {
        QVERIFY(constantTimeEqual(std::string_view("abc"), std::string_view("abc")));
        QVERIFY(!constantTimeEqual(std::string_view("abc"), std::string_view("abd")));
        QVERIFY(!constantTimeEqual(std::string_view("abc"), std::string_view("ab")));
        QVERIFY(constantTimeEqual(std::string_view(), std::string_view()));
        std::string text = "secret";
        wipe(text.data(), text.size());
        QCOMPARE(text, std::string(6, '\0'));
    }

    void seededRandomRepeats()
    {
        SeededRandom a(7);
        SeededRandom b(7);
        SeededRandom c(8);
        const auto first = a.next64();
        QCOMPARE(first, b.next64());
        QVERIFY(first != c.next64());
    }

    void boundIsKept()
    {
        SeededRandom random(test::testSeed());
        std::array<int, 6> seen{};
        for (int i = 0; i < 6000; ++i)
            ++seen[random.below(6)];
        // About 1000 each, a standard deviation of 29.
        for (const int count : seen)
            QVERIFY2(count > 750 && count < 1250, std::to_string(count).c_str());
        QCOMPARE(random.below(1), std::uint64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestSecret)

#include "tst_base_secret.moc"
