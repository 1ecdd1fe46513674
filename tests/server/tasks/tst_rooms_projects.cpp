// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/ProjectService.h"

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
        eve = must(world->addMember(must(world->addOrganisation("Two"))));
    }
    std::unique_ptr<World> world;
    World::Member ada, bob, eve;
};

ProjectFields visible(Visibility visibility)
{
    ProjectFields fields;
    fields.visibility = visibility;
    return fields;
}

ProjectFields under(const std::optional<ProjectId>& parent)
{
    ProjectFields fields;
    fields.parentId = parent;
    return fields;
}

bool removes(const SyncPull::Response& page, EntityKind kind, const std::string& id)
{
    return std::ranges::any_of(page.removals,
                               [&](const auto& r) { return r.kind == kind && r.id == id; });
}

bool holds(const SyncPull::Response& page, const ProjectId& id)
{
    return std::ranges::any_of(page.projects, [&](const auto& p) { return p.id == id; });
}

} // namespace

class TestProjects : public QObject {
    Q_OBJECT

private slots:
    void unseenIsAsNone_data() { test::addEngineRows(); }
    void unseenIsAsNone()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto hidden = must(w.project(s.bob, "Bob's", Visibility::Private));
        const auto foreign = must(w.project(s.eve, "Eve's"));
        const auto own = must(w.project(s.ada, "Ada's"));
        ProjectFields renamed;
        renamed.name = Name("x");
        const ProjectId none{w.newUuid()};
        const auto noUpdate = w.updateProject(s.ada, none, renamed);
        const auto noParent = w.updateProject(s.ada, own.id, under(none));
        const auto noSection = w.section(s.ada, none, "s");
        QCOMPARE(outcomeText(noUpdate), QString("not-found"));
        QCOMPARE(outcomeText(noParent), QString("validation-failed /parent_id"));
        QCOMPARE(outcomeText(noSection), QString("validation-failed /project_id"));
        for (const auto& id : {hidden.id, foreign.id, s.bob.inbox, s.eve.inbox}) {
            QCOMPARE(w.updateProject(s.ada, id, renamed).error(), noUpdate.error());
            QCOMPARE(w.removeProject(s.ada, id).error(), noUpdate.error());
            QCOMPARE(w.updateProject(s.ada, own.id, under(id)).error(), noParent.error());
            QCOMPARE(w.section(s.ada, id, "s").error(), noSection.error());
        }
    }

    void inboxStays_data() { test::addEngineRows(); }
    void inboxStays()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto other = must(w.project(s.ada, "Other"));
        ProjectFields archived;
        archived.archived = true;
        QCOMPARE(outcomeText(w.removeProject(s.ada, s.ada.inbox)), QString("conflict"));
        QCOMPARE(outcomeText(w.updateProject(s.ada, s.ada.inbox, archived)), QString("conflict"));
        QCOMPARE(outcomeText(w.updateProject(s.ada, s.ada.inbox, under(other.id))), QString("conflict"));
        QCOMPARE(outcomeText(w.updateProject(s.ada, s.ada.inbox, visible(Visibility::Organisation))),
                 QString("conflict"));
        ProjectFields coloured;
        coloured.colour = Colour("teal");
        QCOMPARE(outcomeText(w.updateProject(s.ada, s.ada.inbox, coloured)), QString("ok"));
    }

    void treesHaveNoCyclesAndADepth_data() { test::addEngineRows(); }
    void treesHaveNoCyclesAndADepth()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        std::vector<ProjectId> chain{must(w.project(s.ada, "p")).id};
        for (int i = 0; i < 8; ++i)
            chain.push_back(must(w.project(s.ada, "p", Visibility::Organisation, chain.back())).id);
        QCOMPARE(outcomeText(w.project(s.ada, "p", Visibility::Organisation, chain.back())),
                 QString("validation-failed /parent_id"));
        for (const auto& id : chain)
            QCOMPARE(outcomeText(w.updateProject(s.ada, chain[0], under(id))),
                     QString("validation-failed /parent_id"));
        const auto top = must(w.project(s.ada, "top"));
        must(w.project(s.ada, "child", Visibility::Organisation, top.id));
        QCOMPARE(outcomeText(w.updateProject(s.ada, top.id, under(chain[7]))),
                 QString("validation-failed /parent_id"));
        QCOMPARE(outcomeText(w.updateProject(s.ada, top.id, under(chain[6]))), QString("ok"));
    }

    void onlyTheOwnerHidesAndShows_data() { test::addEngineRows(); }
    void onlyTheOwnerHidesAndShows()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto project = must(w.project(s.ada, "Shared"));
        const auto section = must(w.section(s.ada, project.id, "s"));
        const auto task = must(w.task(s.bob, project.id, "bob's task"));
        QCOMPARE(outcomeText(w.updateProject(s.bob, project.id, visible(Visibility::Private))),
                 QString("permission-denied"));
        const auto before = must(w.pull(s.bob));
        const auto own = must(w.pull(s.ada));

        must(w.updateProject(s.ada, project.id, visible(Visibility::Private)));
        QCOMPARE(outcomeText(w.findTask(s.bob, task.id)), QString("not-found"));
        QCOMPARE(outcomeText(w.findTask(s.ada, task.id)), QString("ok"));
        const auto lost = must(w.pull(s.bob, before.cursor));
        QVERIFY(removes(lost, EntityKind::Project, project.id.value));
        QVERIFY(!holds(lost, project.id));
        QVERIFY(must(w.pull(s.ada, own.cursor)).removals.empty());
        QVERIFY(must(w.pull(s.eve)).removals.empty());

        must(w.updateProject(s.ada, project.id, visible(Visibility::Organisation)));
        const auto found = must(w.pull(s.bob, lost.cursor));
        QVERIFY(holds(found, project.id));
        QCOMPARE(found.sections.size(), std::size_t(1));
        QCOMPARE(found.sections[0].id, section.id);
        QCOMPARE(found.tasks.size(), std::size_t(1));
        QCOMPARE(found.tasks[0].id, task.id);
    }

    void goesWithAllThatIsInIt_data() { test::addEngineRows(); }
    void goesWithAllThatIsInIt()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto project = must(w.project(s.ada, "Shared"));
        const auto child = must(w.project(s.bob, "Child", Visibility::Private, project.id));
        const auto label = must(w.label(s.ada, "l"));
        must(w.section(s.ada, project.id, "s"));
        TaskFields fields;
        fields.projectId = project.id;
        fields.labelIds = LabelIds{label.id};
        const auto task = must(w.task(s.ada, fields));
        must(w.task(s.ada, project.id, "below", task.id));
        const auto before = must(w.pull(s.bob));
        must(w.removeProject(s.bob, project.id));
        QCOMPARE(outcomeText(w.findTask(s.ada, task.id)), QString("not-found"));
        const auto page = must(w.pull(s.bob, before.cursor));
        QVERIFY(removes(page, EntityKind::Project, project.id.value));
        QVERIFY(holds(page, child.id));
        QVERIFY(!page.projects[0].parentId);
        // Its id is free again for nobody's surprise: the same person may undo by making it anew.
        QCOMPARE(outcomeText(w.removeProject(s.ada, project.id)), QString("not-found"));
    }

    void privateOneGoesQuietly_data() { test::addEngineRows(); }
    void privateOneGoesQuietly()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto project = must(w.project(s.ada, "Ada's", Visibility::Private));
        const auto own = must(w.pull(s.ada));
        const auto others = must(w.pull(s.bob));
        must(w.removeProject(s.ada, project.id));
        QVERIFY(removes(must(w.pull(s.ada, own.cursor)), EntityKind::Project, project.id.value));
        QVERIFY(must(w.pull(s.bob, others.cursor)).removals.empty());
        QVERIFY(must(w.pull(s.bob)).removals.empty());
    }

    void sectionStaysInItsProject_data() { test::addEngineRows(); }
    void sectionStaysInItsProject()
    {
        QFETCH(QString, engine);
        Stage s(engine);
        auto& w = *s.world;
        const auto one = must(w.project(s.ada, "One"));
        const auto two = must(w.project(s.ada, "Two"));
        const auto section = must(w.section(s.ada, one.id, "s"));
        SectionFields fields;
        fields.projectId = two.id;
        const auto moved = w.change(s.ada, [&](tasks::Change& change) {
            return tasks::SectionService().update(change, section.id, fields, {section.version, true});
        });
        QCOMPARE(outcomeText(moved), QString("conflict"));
        fields.projectId = one.id;
        fields.name = Name("renamed");
        const auto renamed = w.change(s.ada, [&](tasks::Change& change) {
            return tasks::SectionService().update(change, section.id, fields, {section.version, true});
        });
        QCOMPARE(outcomeText(renamed), QString("ok"));
    }
};

QTEST_GUILESS_MAIN(TestProjects)

#include "tst_rooms_projects.moc"
