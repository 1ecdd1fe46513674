// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/sync/SyncService.h"

#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <QTest>

#include <algorithm>

using namespace taskward;
using namespace taskward::contract;
using test::must;
using test::outcomeText;
using test::World;

namespace {

struct Stage {
    explicit Stage(const QString& engine) : world(must(World::open(engine)))
    {
        const auto org = must(world->addOrganisation("One"));
        ada = must(world->addMember(org));
        bob = must(world->addMember(org));
        guest = must(world->addMember(org, Role::Viewer));
        shared = must(world->project(ada, "Shared"));
        task = must(world->task(ada, shared.id, "old"));
    }
    Operation create(const ProjectId& project, const char* title)
    {
        TaskFields fields;
        fields.projectId = project;
        fields.title = Title(title);
        auto op = world->update(TaskId{world->newUuid()}, 0, fields);
        op.action = Action::Create;
        return op;
    }
    OperationResult pushOne(const World::Member& member, const Operation& op)
    {
        return must(world->push(member, {op})).results.at(0);
    }
    std::unique_ptr<World> world;
    World::Member ada, bob, guest;
    Project shared;
    Task task;
};

TaskFields titled(const char* title)
{
    TaskFields fields;
    fields.title = Title(title);
    return fields;
}

TaskFields noted(const char* note)
{
    TaskFields fields;
    fields.note = Note(note);
    return fields;
}

QString text(const OperationResult& result)
{
    auto out = std::string(json::enumName(result.outcome));
    if (result.code)
        out += ' ' + *result.code;
    if (result.pointer)
        out += ' ' + *result.pointer;
    return QString::fromStdString(out);
}

} // namespace

class TestPush : public QObject {
    Q_OBJECT

private slots:
    void isAppliedOnceEver_data() { test::addEngineRows(); }
    void isAppliedOnceEver()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        const auto op = s.world->update(s.task.id, s.task.version, titled("ada's"));
        const auto first = s.pushOne(s.ada, op);
        QCOMPARE(text(first), QString("applied"));
        must(s.world->updateTask(s.bob, s.task.id, titled("bob's")));
        // The reply was lost; the same operation again changes nothing and gets the same answer, also
        // twice in one batch.
        const auto again = must(s.world->push(s.ada, {op, op}));
        QVERIFY(again.results.at(0) == first && again.results.at(1) == first);
        QCOMPARE(must(s.world->findTask(s.ada, s.task.id)).title.str(), std::string("bob's"));
        const auto creation = s.create(s.shared.id, "new");
        QCOMPARE(text(s.pushOne(s.ada, creation)), QString("applied"));
        QCOMPARE(text(s.pushOne(s.ada, creation)), QString("applied"));
        // The id of an operation belongs to its person: somebody else's is another operation.
        QCOMPARE(text(s.pushOne(s.bob, creation)), QString("refused conflict"));
    }

    void mergesByField_data() { test::addEngineRows(); }
    void mergesByField()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        const auto base = s.task.version;
        QCOMPARE(text(s.pushOne(s.bob, s.world->update(s.task.id, base, noted("bob's")))),
                 QString("applied"));
        const auto merged = s.pushOne(s.ada, s.world->update(s.task.id, base, titled("ada's")));
        QCOMPARE(text(merged), QString("merged"));
        const auto task = must(s.world->findTask(s.ada, s.task.id));
        QCOMPARE(task.title.str(), std::string("ada's"));
        QCOMPARE(task.note.str(), std::string("bob's"));
        QCOMPARE(task.version, merged.version);
        QVERIFY(must(s.world->pull(s.ada)).conflicts.empty());
    }

    void clashIsKeptForBoth_data() { test::addEngineRows(); }
    void clashIsKeptForBoth()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto base = s.task.version;
        s.pushOne(s.bob, w.update(s.task.id, base, titled("bob's")));
        const auto seen = must(w.pull(s.bob));
        QCOMPARE(text(s.pushOne(s.ada, w.update(s.task.id, base, titled("ada's")))), QString("clashed"));
        QCOMPARE(must(w.findTask(s.bob, s.task.id)).title.str(), std::string("ada's"));
        for (const auto& page : {must(w.pull(s.ada)), must(w.pull(s.bob, seen.cursor))}) {
            QCOMPARE(page.conflicts.size(), std::size_t(1));
            const auto& c = page.conflicts[0];
            QCOMPARE(c.entityId, s.task.id.value);
            QCOMPARE(c.field, std::string("title"));
            QCOMPARE(c.keptValue, std::string("\"ada's\""));
            QCOMPARE(c.otherValue, std::string("\"bob's\""));
            QCOMPARE(c.keptBy, s.ada.caller.user);
            QCOMPARE(c.otherBy, s.bob.caller.user);
        }
        // Either of them dismisses it, for both; twice does no harm.
        const auto conflict = must(w.pull(s.ada)).conflicts[0];
        const auto mark = must(w.pull(s.ada)).cursor;
        const auto dismissal = w.removal(EntityKind::Conflict, conflict.id.value, 0);
        QCOMPARE(text(s.pushOne(s.bob, dismissal)), QString("applied"));
        QCOMPARE(text(s.pushOne(s.ada, w.removal(EntityKind::Conflict, conflict.id.value, 0))),
                 QString("applied"));
        const auto after = must(w.pull(s.ada, mark));
        QCOMPARE(after.removals.size(), std::size_t(1));
        QCOMPARE(after.removals[0].kind, EntityKind::Conflict);
        QVERIFY(must(w.pull(s.bob)).conflicts.empty());
    }

    void conflictFollowsItsTask_data() { test::addEngineRows(); }
    void conflictFollowsItsTask()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        s.pushOne(s.bob, w.update(s.task.id, s.task.version, titled("bob's")));
        s.pushOne(s.ada, w.update(s.task.id, s.task.version, titled("ada's")));
        TaskFields home;
        home.projectId = s.ada.inbox;
        must(w.updateTask(s.ada, s.task.id, home));
        QCOMPARE(must(w.pull(s.ada)).conflicts.size(), std::size_t(1));
        QVERIFY(must(w.pull(s.bob)).conflicts.empty());
        must(w.removeTask(s.ada, s.task.id));
        QVERIFY(must(w.pull(s.ada)).conflicts.empty());
    }

    void refusedOneLeavesOthersAlone_data() { test::addEngineRows(); }
    void refusedOneLeavesOthersAlone()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        auto clashing = s.create(s.shared.id, "taken id");
        clashing.entityId = Text<36, 36>(s.task.id.value);
        auto shapeless = w.update(s.task.id, s.task.version, titled("x"));
        shapeless.kind = EntityKind::Project;
        auto doubled = w.update(s.task.id, s.task.version, titled("x"));
        doubled.label = LabelFields{};
        auto odd = w.removal(EntityKind::Conflict, w.newUuid(), 0);
        odd.action = Action::Update;
        auto nameless = w.update(s.task.id, s.task.version, titled("x"));
        nameless.entityId = Text<36, 36>(std::string(36, 'x'));
        auto deletion = w.removal(EntityKind::Task, w.newUuid(), 0);
        deletion.task = titled("x");
        const auto response = must(w.push(
            s.ada, {s.create(s.shared.id, "first"), w.update(TaskId{w.newUuid()}, 1, titled("x")),
                    s.create(s.bob.inbox, "not hers"), clashing, shapeless, doubled, odd, nameless,
                    deletion, w.removal(EntityKind::Task, w.newUuid(), 0), s.create(s.shared.id, "last")}));
        QStringList outcomes;
        for (const auto& result : response.results)
            outcomes << text(result);
        QCOMPARE(outcomes,
                 (QStringList{"applied", "refused not-found", "refused validation-failed /project_id",
                              "refused conflict", "refused validation-failed /kind",
                              "refused validation-failed /kind", "refused validation-failed /action",
                              "refused validation-failed /entity_id", "refused validation-failed /kind",
                              "applied", "applied"}));
        QCOMPARE(must(w.pull(s.bob)).tasks.size(), std::size_t(3));
        // What was refused is not remembered: the same operation may succeed later.
        auto later = w.update(TaskId{w.newUuid()}, 1, titled("x"));
        QCOMPARE(text(s.pushOne(s.ada, later)), QString("refused not-found"));
        later.entityId = Text<36, 36>(s.task.id.value);
        QCOMPARE(text(s.pushOne(s.ada, later)), QString("merged"));
    }

    void viewerOnlyReads_data() { test::addEngineRows(); }
    void viewerOnlyReads()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        QCOMPARE(must(w.pull(s.guest)).tasks.size(), std::size_t(1));
        for (const auto& op :
             {s.create(s.guest.inbox, "own"), w.update(s.task.id, s.task.version, titled("x")),
              w.removal(EntityKind::Task, s.task.id.value, s.task.version),
              w.removal(EntityKind::Conflict, w.newUuid(), 0)})
            QCOMPARE(text(s.pushOne(s.guest, op)), QString("refused permission-denied"));
    }

    void deletionKeepsWhatOthersWrote_data() { test::addEngineRows(); }
    void deletionKeepsWhatOthersWrote()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto base = s.task.version;
        const auto before = must(w.pull(s.ada));
        TaskFields place;
        place.orderKey = OrderKey("a5");
        must(w.updateTask(s.bob, s.task.id, place));
        must(w.updateTask(s.bob, s.task.id, noted("do not lose this")));
        const auto mark = must(w.pull(s.ada)).cursor;
        const auto blind = w.removal(EntityKind::Task, s.task.id.value, base);
        QCOMPARE(text(s.pushOne(s.ada, blind)), QString("refused conflict"));
        QVERIFY(must(w.pull(s.ada, mark)).removals.empty());
        const auto now = must(w.findTask(s.ada, s.task.id));
        must(w.updateTask(s.bob, s.task.id, [&] {
            TaskFields again;
            again.orderKey = OrderKey("a6");
            return again;
        }()));
        // Another place in the list is nothing that would be lost.
        const auto aware = w.removal(EntityKind::Task, s.task.id.value, now.version);
        QCOMPARE(text(s.pushOne(s.ada, aware)), QString("applied"));
        QCOMPARE(text(s.pushOne(s.bob, w.removal(EntityKind::Task, s.task.id.value, base))),
                 QString("applied"));
        QCOMPARE(text(s.pushOne(s.bob, w.update(s.task.id, now.version, titled("late")))),
                 QString("refused not-found"));
    }
};

QTEST_GUILESS_MAIN(TestPush)

#include "tst_sync_push.moc"
