// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/ConflictText.h"
#include "ui/tasks/RowText.h"

#include <QTest>

using namespace taskward;
using namespace taskward::ui;

namespace {

const QDate kToday(2026, 11, 25); // a Wednesday
const QLocale kEnglish(QLocale::English, QLocale::UnitedKingdom);

} // namespace

class TestRowText : public QObject {
    Q_OBJECT

private slots:
    void due_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("tone");
        const auto row = [](const char* when, const char* text, DueTone tone) {
            QTest::newRow(when) << when << text << int(tone);
        };
        row("2026-11-25", "Today", DueTone::Today);
        row("2026-11-25T14:00", "Today 14:00", DueTone::Today);
        row("2026-11-26", "Tomorrow", DueTone::Tomorrow);
        row("2026-11-24", "Yesterday", DueTone::Overdue);
        row("2026-11-20", "20 Nov", DueTone::Overdue);
        row("2026-12-01", "Tuesday", DueTone::Soon);
        row("2026-12-02", "2 Dec", DueTone::Later);
        row("2027-01-02", "2 Jan 2027", DueTone::Later);
    }

    void due()
    {
        QFETCH(QString, when);
        QFETCH(QString, text);
        QFETCH(int, tone);
        const DueText due = dueText({when.toStdString()}, kToday, kEnglish);
        QCOMPARE(due.text, text);
        QCOMPARE(int(due.tone), tone);
    }

    void everythingIsSpoken()
    {
        client::TaskRow row;
        row.task.title = contract::Title("Water the plants");
        row.task.priority = contract::Priority(1);
        row.task.due = contract::When{"2026-11-24"};
        row.task.note = contract::Note("x");
        row.subtasks = 3;
        row.subtasksDone = 1;
        row.projectName = "Garden";
        row.pending = true;
        row.clashed = true;
        QCOMPARE(spokenRow(row, kToday, kEnglish),
                 QStringLiteral("Water the plants, priority 1, overdue, due Yesterday, in Garden, "
                                "1 of 3 sub-tasks done, has a note, changed by two people, needs a "
                                "look, waiting to be sent"));
    }

    void groups()
    {
        client::Overview overview;
        contract::Section section;
        section.id = SectionId{"s1"};
        section.name = contract::Name("Design");
        overview.sections = {section};
        client::TaskRow row;
        const auto group = [&](client::View view) {
            return groupOf(row, view, overview, kToday, kEnglish);
        };
        QVERIFY(group(client::View::Project).key.empty());
        row.task.sectionId = SectionId{"s1"};
        QCOMPARE(group(client::View::Project).title, QStringLiteral("Design"));
        QVERIFY(group(client::View::Search).key.empty());
        row.task.due = contract::When{"2026-11-20"};
        QCOMPARE(group(client::View::Today).key, std::string(kOverdueKey));
        row.task.completedAt = Timestamp{1};
        QCOMPARE(group(client::View::Today).key, std::string("2026-11-25"));
        row.task.due = contract::When{"2026-11-27T08:00"};
        QCOMPARE(group(client::View::Upcoming).title, QStringLiteral("Friday · 27 Nov"));
    }

    void conflictValues()
    {
        client::Overview overview;
        contract::Label label;
        label.id = LabelId{"l1"};
        label.name = contract::Name("phone");
        overview.labels = {label};
        QCOMPARE(valueText("due", "\"2026-11-26\"", overview, kToday), QStringLiteral("Tomorrow"));
        QCOMPARE(valueText("due", "null", overview, kToday), QStringLiteral("nothing"));
        QCOMPARE(valueText("title", "\"A \\u201cB\\u201d\"", overview, kToday),
                 QStringLiteral("A “B”"));
        QCOMPARE(valueText("label_ids", "[\"l1\"]", overview, kToday), QStringLiteral("phone"));
        QCOMPARE(valueText("priority", "2", overview, kToday), QStringLiteral("P2"));
        QCOMPARE(fieldName("due"), QStringLiteral("Due"));
    }
};

QTEST_GUILESS_MAIN(TestRowText)
#include "tst_tasks_rowtext.moc"
