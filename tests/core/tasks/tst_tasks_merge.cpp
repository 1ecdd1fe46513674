// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/tasks/Merge.h"

#include "core/contract/Tasks.h"
#include "tests/support/AnyValue.h"
#include "tests/support/Seed.h"

#include <QTest>

#include <algorithm>

using namespace taskward;
using namespace taskward::contract;
using namespace taskward::tasks;

namespace {

Task taskAt(std::int64_t version)
{
    Task task;
    task.title = Title("old");
    task.orderKey = OrderKey("a0");
    task.version = version;
    return task;
}

TaskFields titled(const char* title)
{
    TaskFields fields;
    fields.title = Title(title);
    return fields;
}

bool clashed(const MergeReport& report, const std::string& field)
{
    return std::ranges::any_of(report.clashes, [&](const auto& c) { return c.field == field; });
}

} // namespace

class TestMerge : public QObject {
    Q_OBJECT

private slots:
    void versionsAreText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("again");
        QTest::newRow("empty") << "" << "";
        QTest::newRow("one") << "title=12" << "title=12";
        QTest::newRow("authors") << "title=12@u1;due=40@u2" << "title=12@u1;due=40@u2";
        QTest::newRow("mixed") << "title=12;due=40@u2" << "title=12;due=40@u2";
        QTest::newRow("trailing") << "title=12;" << "title=12";
        QTest::newRow("damaged") << "nonsense;title=3" << "title=3";
    }
    void versionsAreText()
    {
        QFETCH(QString, text);
        QFETCH(QString, again);
        QCOMPARE(QString::fromStdString(FieldVersions::parse(text.toStdString()).text()), again);
    }

    void versionsKnowWhoAndWhen()
    {
        FieldVersions versions;
        QCOMPARE(versions.of("title"), std::int64_t(0));
        QVERIFY(!versions.changedAfter(0));
        versions.set("title", 7, "ada");
        versions.set("order_key", 9, "bob");
        QCOMPARE(versions.of("title"), std::int64_t(7));
        QCOMPARE(versions.authorOf("title"), std::string("ada"));
        QVERIFY(versions.authorOf("due").empty());
        QVERIFY(versions.changedAfter(6));
        // Another place in the list is no change that a person would miss.
        QVERIFY(!versions.changedAfter(7));
        versions.set("title", 10, "bob");
        QCOMPARE(FieldVersions::parse(versions.text()).authorOf("title"), std::string("bob"));
    }

    void onNothingNewIsApplied()
    {
        auto task = taskAt(5);
        FieldVersions versions;
        const auto report = mergeFields(task, titled("new"), 5, 6, versions, "ada");
        QVERIFY(report.changed && !report.othersChanged && report.clashes.empty());
        QCOMPARE(report.fields, std::vector<std::string>{"title"});
        QCOMPARE(task.title.str(), std::string("new"));
        QCOMPARE(versions.text(), std::string("title=6@ada"));
        QCOMPARE(task.version, std::int64_t(5));  // the caller's to set
    }

    void otherMembersAreKept()
    {
        auto task = taskAt(8);
        task.note = Note("bob's");
        auto versions = FieldVersions::parse("note=8@bob");
        const auto report = mergeFields(task, titled("new"), 5, 9, versions, "ada");
        QVERIFY(report.changed && report.othersChanged && report.clashes.empty());
        QCOMPARE(task.note.str(), std::string("bob's"));
        QCOMPARE(task.title.str(), std::string("new"));
    }

    void sameMemberClashes()
    {
        auto task = taskAt(8);
        auto versions = FieldVersions::parse("title=8@bob");
        const auto report = mergeFields(task, titled("ada's"), 5, 9, versions, "ada");
        QCOMPARE(report.clashes.size(), std::size_t(1));
        QVERIFY(report.clashes[0] == (FieldClash{"title", "\"ada's\"", "\"old\"", "bob"}));
        QCOMPARE(task.title.str(), std::string("ada's"));
        QCOMPARE(versions.authorOf("title"), std::string("ada"));
    }

    void sameValueIsNoClash()
    {
        auto task = taskAt(8);
        auto versions = FieldVersions::parse("title=8@bob");
        const auto report = mergeFields(task, titled("old"), 5, 9, versions, "ada");
        QVERIFY(!report.changed && report.clashes.empty() && report.othersChanged);
        QCOMPARE(versions.text(), std::string("title=8@bob"));
    }

    void placeNeverClashes()
    {
        auto task = taskAt(8);
        auto versions = FieldVersions::parse("order_key=8@bob");
        TaskFields fields;
        fields.orderKey = OrderKey("a1");
        const auto report = mergeFields(task, fields, 5, 9, versions, "ada");
        QVERIFY(report.changed && report.clashes.empty());
        QCOMPARE(task.orderKey.str(), std::string("a1"));
    }

    void clearingIsAChange()
    {
        auto task = taskAt(8);
        task.due = When{"2026-11-25"};
        auto versions = FieldVersions::parse("due=8@bob");
        TaskFields fields;
        fields.due = std::optional<When>();
        const auto report = mergeFields(task, fields, 5, 9, versions, "ada");
        QVERIFY(!task.due);
        QVERIFY(report.clashes.size() == 1 && report.clashes[0].newValue == "null" &&
                report.clashes[0].oldValue == "\"2026-11-25\"");
    }

    void everyWritableMemberIsMerged()
    {
        // A member that the entity has under another name or type would be lost without a word.
        SeededRandom random(test::testSeed());
        boost::mp11::mp_for_each<json::Members<TaskFields>>([&](auto d) {
            TaskFields fields;
            auto& patch = fields.*d.pointer;
            using Value = std::remove_cvref_t<decltype(patch.value)>;
            auto task = taskAt(1);
            const auto before = task;
            FieldVersions versions;
            for (int i = 0; i < 40 && task == before; ++i) {
                patch = Patch<Value>(test::anyValue<Value>(random));
                mergeFields(task, fields, 1, 2, versions);
            }
            QVERIFY2(!(task == before), d.name);
            QCOMPARE(versions.of(json::snakeCase(d.name)), std::int64_t(2));
        });
    }

    void anyTwoSides()
    {
        SeededRandom random(test::testSeed());
        for (int i = 0; i < 500; ++i) {
            auto task = test::anyValue<Task>(random);
            task.version = 10;
            const auto original = task;
            const auto bob = test::anyValue<TaskFields>(random);
            const auto ada = test::anyValue<TaskFields>(random);
            FieldVersions versions;
            mergeFields(task, bob, 10, 11, versions, "bob");
            const auto between = task;
            task.version = 11;
            const auto report = mergeFields(task, ada, 10, 12, versions, "ada");
            boost::mp11::mp_for_each<json::Members<TaskFields>>([&](auto d) {
                boost::mp11::mp_for_each<json::Members<Task>>([&](auto e) {
                    using Member = std::remove_cvref_t<decltype(task.*e.pointer)>;
                    using Wanted = std::remove_cvref_t<decltype((ada.*d.pointer).value)>;
                    if constexpr (std::is_same_v<Member, Wanted>) {
                        if (std::string_view(d.name) != e.name)
                            return;
                        const auto& a = ada.*d.pointer;
                        const auto& b = bob.*d.pointer;
                        const auto& expected =
                            a.present ? a.value : b.present ? b.value : original.*e.pointer;
                        QVERIFY2(task.*e.pointer == expected, d.name);
                        const bool bobChanged = !(between.*e.pointer == original.*e.pointer);
                        const bool differ = a.present && !(a.value == between.*e.pointer);
                        const std::string field = json::snakeCase(d.name);
                        QVERIFY2(clashed(report, field) ==
                                     (bobChanged && differ && field != "order_key"),
                                 d.name);
                    }
                });
            });
            // The same change once more changes nothing.
            task.version = 12;
            const auto once = task;
            const auto again = mergeFields(task, ada, 10, 13, versions, "ada");
            QVERIFY(!again.changed && again.clashes.empty() && task == once);
        }
    }
};

QTEST_GUILESS_MAIN(TestMerge)

#include "tst_tasks_merge.moc"
