// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/sync/SyncService.h"

#include "tests/support/Expect.h"
#include "tests/support/Seed.h"
#include "tests/support/World.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace taskward;
using namespace taskward::contract;
using test::must;
using test::World;

namespace {

/// A device: what it holds, by the rules of docs/sync-protocol.md and nothing else.
struct Replica {
    std::map<std::string, Project> projects;
    std::map<std::string, Task> tasks;
    std::optional<std::string> cursor;
    std::size_t received = 0;

    /// True while there is more.
    bool apply(const SyncPull::Response& page)
    {
        for (const auto& project : page.projects)
            projects[project.id.value] = project;
        for (const auto& task : page.tasks)
            tasks[task.id.value] = task;
        for (const auto& removal : page.removals)
            remove(removal);
        received += page.projects.size() + page.tasks.size() + page.removals.size();
        cursor = page.cursor;
        return page.more;
    }
    void remove(const Removal& removal)
    {
        if (removal.kind == EntityKind::Task) {
            const auto held = tasks.find(removal.id);
            if (held != tasks.end() && held->second.version < removal.version)
                tasks.erase(held);
        }
        if (removal.kind == EntityKind::Project) {
            const auto held = projects.find(removal.id);
            if (held != projects.end() && held->second.version >= removal.version)
                return;
            if (held != projects.end())
                projects.erase(held);
            std::erase_if(tasks, [&](const auto& t) {
                return t.second.projectId.value == removal.id && t.second.version < removal.version;
            });
        }
    }
    void syncAll(World& world, const World::Member& member, std::int64_t limit)
    {
        while (apply(must(world.pull(member, cursor, limit)))) {
        }
    }
    bool operator==(const Replica& other) const
    {
        return projects == other.projects && tasks == other.tasks;
    }
};

Replica fresh(World& world, const World::Member& member, std::int64_t limit = 2000)
{
    Replica replica;
    replica.syncAll(world, member, limit);
    return replica;
}

/// Makes random changes to projects, tasks, places and visibility by any of the members.
struct Scrambler {
    World& world;
    Random& random;
    std::vector<World::Member> members;
    std::vector<ProjectId> projects;
    std::vector<TaskId> tasks;

    void step()
    {
        const auto& who = members[random.below(members.size())];
        const auto project = projects[random.below(projects.size())];
        const auto what = random.below(20);
        if (what == 0)
            addProject(who);
        else if (what == 1 && projects.size() > 3)
            (void)world.removeProject(who, project);
        else if (what < 4)
            show(who, project);
        else if (what < 11 || tasks.empty())
            addTask(who, project);
        else if (what == 11)
            (void)world.removeTask(who, tasks[random.below(tasks.size())]);
        else
            edit(who, project);
    }
    void addProject(const World::Member& who)
    {
        const auto visibility = random.below(2) == 0 ? Visibility::Private : Visibility::Organisation;
        projects.push_back(must(world.project(who, "p", visibility)).id);
    }
    void show(const World::Member& who, const ProjectId& project)
    {
        ProjectFields fields;
        fields.visibility = random.below(2) == 0 ? Visibility::Private : Visibility::Organisation;
        (void)world.updateProject(who, project, fields);
    }
    void addTask(const World::Member& who, const ProjectId& project)
    {
        std::optional<TaskId> parent;
        if (!tasks.empty() && random.below(2) == 0)
            parent = tasks[random.below(tasks.size())];
        if (const auto made = world.task(who, project, "t", parent))
            tasks.push_back(made->id);
        else if (const auto top = world.task(who, project, "t"))
            tasks.push_back(top->id);
    }
    void edit(const World::Member& who, const ProjectId& project)
    {
        TaskFields fields;
        if (random.below(2) == 0)
            fields.projectId = project;
        else
            fields.title = Title(std::to_string(random.below(1000)));
        (void)world.updateTask(who, tasks[random.below(tasks.size())], fields);
    }
};

struct Stage {
    explicit Stage(const QString& engine) : world(must(World::open(engine)))
    {
        org = must(world->addOrganisation("One"));
        ada = must(world->addMember(org));
        bob = must(world->addMember(org));
    }
    Scrambler scrambler(Random& random)
    {
        Scrambler out{*world, random, {ada, bob}, {ada.inbox, bob.inbox}, {}};
        for (const auto& who : out.members) {
            out.projects.push_back(must(world->project(who, "p")).id);
            out.projects.push_back(must(world->project(who, "q", Visibility::Private)).id);
        }
        return out;
    }
    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada, bob;
};

} // namespace

class TestPull : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_seed = test::testSeed(); }

    void pagesOfEverySizeMakeTheSame_data() { test::addEngineRows(); }
    void pagesOfEverySizeMakeTheSame()
    {
        QFETCH(QString, engine);
        SeededRandom random(m_seed);
        Stage s(engine);
        auto scrambler = s.scrambler(random);
        for (int i = 0; i < 60; ++i)
            scrambler.step();
        const auto whole = fresh(*s.world, s.ada);
        for (std::int64_t size = 1; size <= std::int64_t(whole.received) + 1; ++size) {
            const auto paged = fresh(*s.world, s.ada, size);
            QCOMPARE(paged.received, whole.received);  // none skipped, none twice
            QVERIFY2(paged == whole, std::to_string(size).c_str());
        }
    }

    void devicesFollowWhileOthersWrite_data() { test::addEngineRows(); }
    void devicesFollowWhileOthersWrite()
    {
        QFETCH(QString, engine);
        SeededRandom random(m_seed);
        Stage s(engine);
        auto scrambler = s.scrambler(random);
        // Four devices that ask now and then, each with pages of its own size, in the middle of changes.
        struct Device {
            World::Member member;
            std::int64_t limit;
            Replica replica{};
        };
        std::vector<Device> devices{{s.ada, 1}, {s.ada, 7}, {s.bob, 3}, {s.bob, 500}};
        for (int round = 0; round < 120; ++round) {
            scrambler.step();
            auto& device = devices[random.below(devices.size())];
            device.replica.apply(
                must(s.world->pull(device.member, device.replica.cursor, device.limit)));
        }
        for (auto& device : devices) {
            device.replica.syncAll(*s.world, device.member, device.limit);
            const auto truth = fresh(*s.world, device.member);
            for (const auto& [id, task] : device.replica.tasks)
                QVERIFY2(truth.tasks.contains(id), ("kept for ever: " + toJson(task)).c_str());
            for (const auto& [id, task] : truth.tasks)
                QVERIFY2(device.replica.tasks.contains(id), ("missing: " + toJson(task)).c_str());
            QVERIFY(device.replica == truth);
        }
    }

    void otherCursorsCountAsNone_data() { test::addEngineRows(); }
    void otherCursorsCountAsNone()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        const auto other = must(s.world->addOrganisation("Two"));
        const auto eve = must(s.world->addMember(other));
        const auto own = must(s.world->pull(s.ada));
        QVERIFY(must(s.world->pull(s.ada, own.cursor)).projects.empty());
        auto tampered = own.cursor;
        tampered[tampered.size() / 2] = tampered[tampered.size() / 2] == 'A' ? 'B' : 'A';
        const auto list = s.world->cursor.seal("tasks manual", {"a", "b", "c", "d"});
        for (const auto& cursor : {must(s.world->pull(eve)).cursor, tampered, list, std::string("x")}) {
            const auto page = must(s.world->pull(s.ada, cursor));
            QVERIFY(page.projects == own.projects);
            QCOMPARE(page.epoch, own.epoch);
        }
        QVERIFY(must(s.world->pull(eve)).epoch != own.epoch);
    }

    void nothingNewIsAnEmptyPage_data() { test::addEngineRows(); }
    void nothingNewIsAnEmptyPage()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        const auto first = must(s.world->pull(s.ada));
        QVERIFY(!first.more);
        const auto second = must(s.world->pull(s.ada, first.cursor));
        QCOMPARE(second.cursor, first.cursor);
        QCOMPARE(second.revision, first.revision);
        QVERIFY(second.projects.empty() && second.removals.empty());
        must(s.world->task(s.bob, s.bob.inbox, "private"));
        const auto third = must(s.world->pull(s.ada, first.cursor));
        QVERIFY(third.tasks.empty() && third.revision > first.revision);
    }

    void removalsReachOnlyThoseWhoCouldSee_data() { test::addEngineRows(); }
    void removalsReachOnlyThoseWhoCouldSee()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto eve = must(w.addMember(must(w.addOrganisation("Two"))));
        const auto shared = must(w.project(s.ada, "Shared"));
        const auto seen = must(w.task(s.ada, shared.id, "seen"));
        const auto unseen = must(w.task(s.ada, s.ada.inbox, "unseen"));
        must(w.removeTask(s.ada, seen.id));
        must(w.removeTask(s.ada, unseen.id));
        QCOMPARE(must(w.pull(s.ada)).removals.size(), std::size_t(2));
        const auto others = must(w.pull(s.bob)).removals;
        QCOMPARE(others.size(), std::size_t(1));
        QCOMPARE(others[0].id, seen.id.value);
        QVERIFY(must(w.pull(eve)).removals.empty());
    }

    void movedAndHiddenBeforeADeviceAsks_data() { test::addEngineRows(); }
    void movedAndHiddenBeforeADeviceAsks()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto from = must(w.project(s.ada, "From"));
        const auto to = must(w.project(s.ada, "To"));
        const auto task = must(w.task(s.ada, from.id, "t"));
        auto device = fresh(w, s.bob);
        TaskFields moved;
        moved.projectId = to.id;
        must(w.updateTask(s.ada, task.id, moved));
        auto quick = device;
        quick.syncAll(w, s.bob, 2000);
        QCOMPARE(quick.tasks.at(task.id.value).projectId, to.id);
        ProjectFields hidden;
        hidden.visibility = Visibility::Private;
        must(w.updateProject(s.ada, to.id, hidden));
        device.syncAll(w, s.bob, 2000);
        quick.syncAll(w, s.bob, 2000);
        QVERIFY(device.tasks.empty());
        QVERIFY(quick.tasks.empty());
    }

private:
    std::uint64_t m_seed = 0;
};

QTEST_GUILESS_MAIN(TestPull)

#include "tst_sync_pull.moc"
