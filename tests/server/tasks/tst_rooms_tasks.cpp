// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/TaskService.h"

#include "server-stub/tasks/ProjectService.h"
#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <QTest>

using namespace taskward;
using namespace taskward::contract;
using test::must;
using test::outcomeText;
using test::World;

namespace {

/// Two people of one organisation, one of another, and what each of them owns.
struct Stage {
    explicit Stage(const QString& engine) : world(must(World::open(engine)))
    {
        const auto org = must(world->addOrganisation("One"));
        ada = must(world->addMember(org));
        bob = must(world->addMember(org));
        eve = must(world->addMember(must(world->addOrganisation("Two"))));
        shared = must(world->project(ada, "Shared"));
        hidden = must(world->project(bob, "Bob's", Visibility::Private));
        foreign = must(world->project(eve, "Eve's"));
    }
    std::unique_ptr<World> world;
    World::Member ada, bob, eve;
    Project shared, hidden, foreign;
};

TaskFields in(const ProjectId& project)
{
    TaskFields fields;
    fields.projectId = project;
    return fields;
}

TaskFields below(const std::optional<TaskId>& parent)
{
    TaskFields fields;
    fields.parentId = parent;
    return fields;
}

} // namespace

class TestTasks : public QObject {
    Q_OBJECT

private slots:
    void foreignIdsAreAsNone_data() { test::addEngineRows(); }
    void foreignIdsAreAsNone()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto hiddenSection = must(w.section(s.bob, s.hidden.id, "s"));
        const auto foreignSection = must(w.section(s.eve, s.foreign.id, "s"));
        const auto foreignLabel = must(w.label(s.eve, "l"));
        const auto hiddenTask = must(w.task(s.bob, s.hidden.id, "t"));
        const auto foreignTask = must(w.task(s.eve, s.foreign.id, "t"));
        const auto create = [&](auto set) {
            auto fields = in(s.shared.id);
            set(fields);
            const auto made = w.task(s.ada, fields);
            return made ? Error{} : made.error();
        };
        const auto same = [&](auto member, const std::vector<std::string>& ids, const char* pointer) {
            const auto none = create([&](TaskFields& f) { member(f, w.newUuid()); });
            QCOMPARE(none.code, ErrorCode::ValidationFailed);
            QCOMPARE(none.pointer, std::string(pointer));
            for (const auto& id : ids)
                QCOMPARE(create([&](TaskFields& f) { member(f, id); }), none);
        };
        same([](TaskFields& f, const std::string& id) { f.projectId = ProjectId{id}; },
             {s.hidden.id.value, s.foreign.id.value}, "/project_id");
        same([](TaskFields& f, const std::string& id) { f.sectionId = std::optional(SectionId{id}); },
             {hiddenSection.id.value, foreignSection.id.value}, "/section_id");
        same([](TaskFields& f, const std::string& id) { f.parentId = std::optional(TaskId{id}); },
             {hiddenTask.id.value, foreignTask.id.value}, "/parent_id");
        same([](TaskFields& f, const std::string& id) { f.labelIds = LabelIds{LabelId{id}}; },
             {foreignLabel.id.value}, "/label_ids/0");
        same([](TaskFields& f, const std::string& id) { f.assigneeId = std::optional(UserId{id}); },
             {s.eve.caller.user.value}, "/assignee_id");

        TaskFields change;
        change.title = Title("x");
        const auto none = w.updateTask(s.ada, TaskId{w.newUuid()}, change, {1, true});
        QCOMPARE(outcomeText(none), QString("not-found"));
        for (const auto& task : {hiddenTask, foreignTask}) {
            QCOMPARE(w.findTask(s.ada, task.id).error(), none.error());
            QCOMPARE(w.updateTask(s.ada, task.id, change, {task.version, true}).error(), none.error());
            QCOMPARE(w.removeTask(s.ada, task.id).error(), none.error());
        }
    }

    void createNeedsTitleAndProject_data() { test::addEngineRows(); }
    void createNeedsTitleAndProject()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        QCOMPARE(outcomeText(w.task(s.ada, TaskFields{})), QString("validation-failed /project_id"));
        const auto made = w.change(s.ada, [&](tasks::Change& change) {
            return tasks::TaskService().create(change, change.newId<TaskId>(), in(s.shared.id));
        });
        QCOMPARE(outcomeText(made), QString("validation-failed /title"));
        auto fields = in(s.shared.id);
        fields.orderKey = OrderKey("a00");
        QCOMPARE(outcomeText(w.task(s.ada, fields)), QString("validation-failed /order_key"));
        const auto label = must(w.label(s.ada, "l"));
        fields = in(s.shared.id);
        fields.labelIds = LabelIds{label.id, label.id};
        QCOMPARE(outcomeText(w.task(s.ada, fields)), QString("validation-failed /label_ids"));
        const auto task = must(w.task(s.ada, s.shared.id, "t"));
        const auto again = w.change(s.ada, [&](tasks::Change& change) {
            auto same = in(s.shared.id);
            same.title = Title("x");
            return tasks::TaskService().create(change, task.id, same);
        });
        QCOMPARE(outcomeText(again), QString("conflict"));
    }

    void keepsEveryMember_data() { test::addEngineRows(); }
    void keepsEveryMember()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        auto fields = in(s.shared.id);
        fields.title = Title("Caf\xc3\xa9 \xf0\x9f\x92\xa1");
        fields.note = Note("line\n\ttwo");
        fields.sectionId = std::optional(must(w.section(s.ada, s.shared.id, "s")).id);
        fields.priority = Priority(2);
        fields.start = std::optional(When{"2026-11-25"});
        fields.due = std::optional(When{"2026-11-25T14:00"});
        fields.completedAt = std::optional(Timestamp{-1});
        fields.labelIds = LabelIds{must(w.label(s.ada, "b")).id, must(w.label(s.ada, "a")).id};
        fields.assigneeId = std::optional(s.bob.caller.user);
        const auto made = must(w.task(s.ada, fields));
        QVERIFY(made == must(w.findTask(s.ada, made.id)));
        QVERIFY(made == must(w.findTask(s.bob, made.id)));
        TaskFields cleared;
        cleared.sectionId = std::optional<SectionId>();
        cleared.start = cleared.due = std::optional<When>();
        cleared.completedAt = std::optional<Timestamp>();
        cleared.labelIds = LabelIds{};
        cleared.assigneeId = std::optional<UserId>();
        w.clock.advance(1);
        const auto after = must(w.updateTask(s.bob, made.id, cleared));
        QVERIFY(after == must(w.findTask(s.ada, made.id)));
        QVERIFY(!after.due && !after.sectionId && after.labelIds.empty() && !after.assigneeId);
        QCOMPARE(after.title, made.title);
        QCOMPARE(after.createdBy, s.ada.caller.user);
        QVERIFY(after.version > made.version && after.updatedAt > made.updatedAt);
    }

    void ifMatchIsExact_data() { test::addEngineRows(); }
    void ifMatchIsExact()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto task = must(w.task(s.ada, s.shared.id, "t"));
        TaskFields change;
        change.title = Title("x");
        for (const std::int64_t wrong : {task.version - 1, task.version + 1, std::int64_t(0)})
            QCOMPARE(outcomeText(w.updateTask(s.ada, task.id, change, {wrong, true})),
                     QString("version-mismatch"));
        QCOMPARE(outcomeText(w.updateTask(s.ada, task.id, change, {task.version, true})), QString("ok"));
        QCOMPARE(outcomeText(w.updateTask(s.ada, task.id, change, {task.version, true})),
                 QString("version-mismatch"));
        const auto removed = w.change(s.ada, [&](tasks::Change& c) -> Result<bool> {
            TW_TRY(tasks::TaskService().remove(c, task.id, tasks::Base{task.version, true}));
            return true;
        });
        QCOMPARE(outcomeText(removed), QString("version-mismatch"));
    }

    void treesHaveNoCyclesAndADepth_data() { test::addEngineRows(); }
    void treesHaveNoCyclesAndADepth()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        std::vector<TaskId> chain;
        std::optional<TaskId> parent;
        for (std::size_t i = 0; i < limits::kMaxSubtaskDepth; ++i) {
            chain.push_back(must(w.task(s.ada, s.shared.id, "t", parent)).id);
            parent = chain.back();
        }
        QCOMPARE(outcomeText(w.task(s.ada, s.shared.id, "t", parent)),
                 QString("validation-failed /parent_id"));
        for (const auto& id : chain)
            QCOMPARE(outcomeText(w.updateTask(s.ada, chain[0], below(id))),
                     QString("validation-failed /parent_id"));
        // A tree that is itself one deep does not fit where a single task would.
        const auto top = must(w.task(s.ada, s.shared.id, "top"));
        must(w.task(s.ada, s.shared.id, "child", top.id));
        QCOMPARE(outcomeText(w.updateTask(s.ada, top.id, below(chain[6]))),
                 QString("validation-failed /parent_id"));
        QCOMPARE(outcomeText(w.updateTask(s.ada, top.id, below(chain[5]))), QString("ok"));
        QCOMPARE(outcomeText(w.updateTask(s.ada, top.id, below(std::nullopt))), QString("ok"));
        QCOMPARE(outcomeText(w.updateTask(s.ada, chain[1], below(top.id))), QString("ok"));
    }

    void removesTheWholeTree_data() { test::addEngineRows(); }
    void removesTheWholeTree()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto top = must(w.task(s.ada, s.shared.id, "top"));
        const auto left = must(w.task(s.ada, s.shared.id, "left", top.id));
        const auto leaf = must(w.task(s.ada, s.shared.id, "leaf", left.id));
        const auto other = must(w.task(s.ada, s.shared.id, "other"));
        const auto seen = must(w.pull(s.bob));
        must(w.removeTask(s.ada, top.id));
        for (const auto& id : {top.id, left.id, leaf.id})
            QCOMPARE(outcomeText(w.findTask(s.ada, id)), QString("not-found"));
        QCOMPARE(outcomeText(w.findTask(s.ada, other.id)), QString("ok"));
        QCOMPARE(must(w.pull(s.bob, seen.cursor)).removals.size(), std::size_t(3));
        QVERIFY(must(w.pull(s.eve)).removals.empty());
    }

    void movesWithItsSubTasks_data() { test::addEngineRows(); }
    void movesWithItsSubTasks()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto section = must(w.section(s.ada, s.shared.id, "s"));
        auto fields = in(s.shared.id);
        fields.sectionId = std::optional(section.id);
        const auto top = must(w.task(s.ada, fields, "top"));
        const auto child = must(w.task(s.ada, s.shared.id, "child", top.id));
        const auto leaf = must(w.task(s.ada, s.shared.id, "leaf", child.id));
        const auto target = must(w.project(s.ada, "Target"));
        const auto moved = must(w.updateTask(s.ada, top.id, in(target.id)));
        QVERIFY(!moved.sectionId);
        for (const auto& id : {top.id, child.id, leaf.id})
            QCOMPARE(must(w.findTask(s.bob, id)).projectId, target.id);
        // A sub-task that goes by itself leaves its parent.
        const auto alone = must(w.updateTask(s.ada, child.id, in(s.shared.id)));
        QVERIFY(!alone.parentId);
        QCOMPARE(must(w.findTask(s.ada, leaf.id)).projectId, s.shared.id);
        QCOMPARE(outcomeText(w.updateTask(s.ada, top.id, in(s.hidden.id))),
                 QString("validation-failed /project_id"));
        QCOMPARE(outcomeText(w.updateTask(s.bob, top.id, in(s.hidden.id))), QString("ok"));
        QCOMPARE(outcomeText(w.findTask(s.ada, top.id)), QString("not-found"));
    }

    void labelsAreTakenEverywhere_data() { test::addEngineRows(); }
    void labelsAreTakenEverywhere()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto one = must(w.label(s.ada, "one")).id;
        const auto two = must(w.label(s.ada, "two")).id;
        const auto three = must(w.label(s.ada, "three")).id;
        auto fields = in(s.shared.id);
        fields.labelIds = LabelIds{one, two, three};
        const auto all = must(w.task(s.ada, fields));
        fields.labelIds = LabelIds{three};
        const auto other = must(w.task(s.ada, fields));
        must(w.change(s.bob, [&](tasks::Change& change) -> Result<bool> {
            TW_TRY(tasks::LabelService().remove(change, two, std::nullopt));
            return true;
        }));
        const auto after = must(w.findTask(s.ada, all.id));
        QVERIFY(after.labelIds == (LabelIds{one, three}));
        QVERIFY(after.version > all.version);
        QVERIFY(must(w.findTask(s.ada, other.id)) == other);
    }

    void sectionGoesTasksStay_data() { test::addEngineRows(); }
    void sectionGoesTasksStay()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto section = must(w.section(s.ada, s.shared.id, "s"));
        auto fields = in(s.shared.id);
        fields.sectionId = std::optional(section.id);
        const auto task = must(w.task(s.ada, fields));
        const auto seen = must(w.pull(s.bob));
        must(w.change(s.ada, [&](tasks::Change& change) -> Result<bool> {
            TW_TRY(tasks::SectionService().remove(change, section.id, std::nullopt));
            return true;
        }));
        QVERIFY(!must(w.findTask(s.ada, task.id)).sectionId);
        const auto page = must(w.pull(s.bob, seen.cursor));
        QCOMPARE(page.tasks.size(), std::size_t(1));
        QCOMPARE(page.removals.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestTasks)

#include "tst_rooms_tasks.moc"
