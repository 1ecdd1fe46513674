// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/capture/QuickAdd.h"

#include <QTest>
#include <algorithm>
#include <random>

using namespace taskward;
using namespace std::chrono_literals;

namespace {

// A Wednesday.
constexpr std::chrono::year_month_day kToday{2026y, std::chrono::November, 25d};

capture::Vocabulary vocabulary()
{
    return {[](std::string_view name) { return name == "Home" || name == "Home Office"; },
            [](std::string_view name) { return name == "errand" || name == "phone"; }};
}

} // namespace

class TestQuickAdd : public QObject {
    Q_OBJECT

private slots:
    void understands_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("due");
        QTest::addColumn<int>("priority");
        QTest::addColumn<QString>("project");
        QTest::addColumn<QString>("labels");
        const auto row = [](const char* text, const char* title, const char* due, int priority,
                            const char* project, const char* labels) {
            QTest::newRow(text) << text << title << due << priority << project << labels;
        };
        row("Buy milk", "Buy milk", "", 0, "", "");
        row("Buy milk today", "Buy milk", "2026-11-25", 0, "", "");
        row("Buy milk TOMORROW p1", "Buy milk", "2026-11-26", 1, "", "");
        row("Call Ann fri 14:00", "Call Ann", "2026-11-27T14:00", 0, "", "");
        row("Call Ann 9am monday", "Call Ann", "2026-11-30T09:00", 0, "", "");
        row("12am today sleep", "sleep", "2026-11-25T00:00", 0, "", "");
        row("wed is not today", "wed is not", "2026-11-25", 0, "", "");
        row("report wednesday", "report", "2026-12-02", 0, "", "");
        row("plan next week", "plan", "2026-11-30", 0, "", "");
        row("pay 2027-02-28 p4", "pay", "2027-02-28", 4, "", "");
        row("pay 2027-02-29", "pay 2027-02-29", "", 0, "", "");
        row("desk #\"Home Office\" p2", "desk", "", 2, "Home Office", "");
        row("desk #Home @phone @errand", "desk", "", 0, "Home", "phone,errand");
        row("fix #1234 p1", "fix #1234", "", 1, "", "");
        row("fix \\#Home \\p1", "fix #Home p1", "", 0, "", "");
        row("p1 p2 both", "p1 both", "", 2, "", "");
        row("today", "today", "", 0, "", "");
        row("mail a@b.example", "mail a@b.example", "", 0, "", "");
        row("  spaced   out  ", "spaced out", "", 0, "", "");
        row("", "", "", 0, "", "");
        row("at 25:00 today", "at 25:00", "2026-11-25", 0, "", "");
    }

    void understands()
    {
        QFETCH(QString, text);
        const capture::QuickAdd read =
            capture::parseQuickAdd(text.toStdString(), kToday, vocabulary());
        QTEST(QString::fromStdString(read.title), "title");
        QTEST(QString::fromStdString(read.due ? read.due->value : std::string()), "due");
        QTEST(read.priority, "priority");
        QTEST(QString::fromStdString(read.project), "project");
        QStringList labels;
        for (const std::string& label : read.labels)
            labels << QString::fromStdString(label);
        QTEST(labels.join(QLatin1Char(',')), "labels");
    }

    void tokensPointIntoTheText()
    {
        const std::string text = "Call Ann fri 14:00 p1 #Home";
        const capture::QuickAdd read = capture::parseQuickAdd(text, kToday, vocabulary());
        QCOMPARE(read.tokens.size(), std::size_t(3));
        QCOMPARE(text.substr(read.tokens[0].begin, read.tokens[0].end - read.tokens[0].begin),
                 std::string("fri 14:00"));
        QCOMPARE(read.tokens[1].kind, capture::TokenKind::Priority);
        QCOMPARE(text.substr(read.tokens[2].begin), std::string("#Home"));
    }

    /// No input loses a character: what is not in the title is in a token, a space, or an escape.
    void losesNothing()
    {
        const unsigned seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const std::vector<std::string> pieces{"today", "p1",  "#Home", "@phone", "x",   "\"", "\\",
                                              "14:00", "fri", " ",     "é",      "#\"", "p9"};
        std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            for (int i = 0; i < 8; ++i)
                text += pieces[pick(random)] + (random() % 2 ? " " : "");
            const capture::QuickAdd read = capture::parseQuickAdd(text, kToday, vocabulary());
            std::string kept = read.title;
            for (const capture::Token& token : read.tokens)
                kept += text.substr(token.begin, token.end - token.begin);
            const auto strip = [](std::string s) {
                std::erase_if(s, [](char c) { return c == ' ' || c == '\\'; });
                std::ranges::sort(s);
                return s;
            };
            QCOMPARE(strip(kept), strip(text));
        }
    }
};

QTEST_GUILESS_MAIN(TestQuickAdd)
#include "tst_capture_quickadd.moc"
