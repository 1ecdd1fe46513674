// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/DropPlace.h"

#include <QTest>

using namespace taskward;
using namespace taskward::ui;

namespace {

TaskLinePtr task(const char* id, int depth, const char* section = "")
{
    TaskLine line;
    line.key = id;
    line.row.task.id = TaskId{id};
    line.row.depth = depth;
    if (*section)
        line.row.task.sectionId = SectionId{section};
    return std::make_shared<const TaskLine>(std::move(line));
}

TaskLinePtr heading(const char* section)
{
    TaskLine line;
    line.kind = TaskLine::Kind::Heading;
    line.key = std::string("group:") + section;
    return std::make_shared<const TaskLine>(std::move(line));
}

// 0 a | 1 b | 2   b1 | 3   b2 | 4 c | 5 = s1 | 6 d | 7 = s2
const std::vector<TaskLinePtr> kLines{task("a", 0),       task("b", 0), task("b1", 1),
                                      task("b2", 1),      task("c", 0), heading("s1"),
                                      task("d", 0, "s1"), heading("s2")};

QString words(const std::optional<DropPlace>& place)
{
    if (!place)
        return QStringLiteral("nothing");
    const auto text = [](const auto& id) { return id ? id->value : std::string("-"); };
    return QString::fromStdString("depth " + std::to_string(place->depth) + " parent " +
                                  text(place->parent) + " section " + text(place->section) +
                                  " between " + place->before.value + " and " + place->after.value);
}

} // namespace

class TestDropPlace : public QObject {
    Q_OBJECT

private slots:
    void lands_data()
    {
        QTest::addColumn<QString>("dragged");
        QTest::addColumn<int>("gap");
        QTest::addColumn<int>("depth");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* dragged, int gap, int depth,
                            const char* expected) {
            QTest::newRow(name) << dragged << gap << depth << expected;
        };
        row("to the top", "c", 0, 0, "depth 0 parent - section - between  and a");
        row("between two", "c", 1, 0, "depth 0 parent - section - between a and b");
        row("first child", "c", 2, 1, "depth 1 parent b section - between  and b1");
        row("not between parent and child", "c", 2, 0,
            "depth 1 parent b section - between  and b1");
        row("child of the one above", "c", 1, 1, "depth 1 parent a section - between  and ");
        row("not deeper than the one above allows", "c", 1, 5,
            "depth 1 parent a section - between  and ");
        row("after the children", "a", 4, 0, "depth 0 parent - section - between b and c");
        row("as last child", "a", 4, 1, "depth 1 parent b section - between b2 and ");
        row("grandchild", "a", 4, 2, "depth 2 parent b2 section - between  and ");
        row("into a section", "a", 6, 0, "depth 0 parent - section s1 between  and d");
        row("end of a section", "a", 7, 0, "depth 0 parent - section s1 between d and ");
        row("an empty section", "a", 8, 0, "depth 0 parent - section s2 between  and ");
        row("out of a section", "d", 5, 0, "depth 0 parent - section - between c and ");
        row("child in a section", "a", 7, 1, "depth 1 parent d section s1 between  and ");
        row("its own place", "c", 4, 0, "nothing");
        row("below itself", "c", 5, 0, "nothing");
        row("into its own children", "b", 3, 1, "nothing");
        row("child to the level above", "b2", 4, 0, "depth 0 parent - section - between b and c");
        row("parent with children", "b", 0, 0, "depth 0 parent - section - between  and a");
    }

    void lands()
    {
        QFETCH(QString, dragged);
        QFETCH(int, gap);
        QFETCH(int, depth);
        const auto place = dropPlace(kLines, gap, depth, TaskId{dragged.toStdString()});
        QTEST(words(place), "expected");
    }

    void subtreeEnds()
    {
        QCOMPARE(endOfSubtree(kLines, 1), 4);
        QCOMPARE(endOfSubtree(kLines, 0), 1);
        QCOMPARE(endOfSubtree(kLines, 4), 5);
    }

    /// Whatever is asked for, the answer keeps the tree: its depth is its parent's plus one, and
    /// its neighbours are its siblings.
    void alwaysATree()
    {
        for (const TaskLinePtr& line : kLines) {
            if (!line->isTask())
                continue;
            for (int gap = 0; gap <= int(kLines.size()); ++gap) {
                for (int depth = 0; depth < 4; ++depth) {
                    const auto place = dropPlace(kLines, gap, depth, line->id());
                    if (!place)
                        continue;
                    int parentDepth = -1;
                    for (const TaskLinePtr& other : kLines) {
                        if (place->parent && other->id() == *place->parent)
                            parentDepth = other->row.depth;
                        if (other->isTask() &&
                            (other->id() == place->before || other->id() == place->after))
                            QCOMPARE(other->row.depth, place->depth);
                    }
                    QCOMPARE(place->depth, parentDepth + 1);
                    QVERIFY(place->before != line->id() && place->after != line->id());
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDropPlace)
#include "tst_tasks_dropplace.moc"
