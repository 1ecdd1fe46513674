// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/audit/AuditStore.h"

#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <QTest>

using namespace taskward;
using audit::AuditRow;
using test::must;
using test::World;

namespace {

std::vector<AuditRow> rowsOf(World& world, const World::Member& member, std::int64_t after = 0)
{
    return must(world.database().read(
        member.caller.scope(), [&](db::Tx& tx) -> Result<std::vector<AuditRow>> {
            return audit::AuditStore(tx).after(member.caller.org, after, 1000);
        }));
}

} // namespace

class TestAuditStore : public QObject {
    Q_OBJECT

private slots:
    void countsWithoutGaps_data() { test::addEngineRows(); }
    void countsWithoutGaps()
    {
        QFETCH(QString, engine);
        const auto world = must(World::open(engine));
        const auto org = must(world->addOrganisation("One"));
        const auto other = must(world->addOrganisation("Two"));
        const auto ada = must(world->addMember(org));
        const auto eve = must(world->addMember(other));
        for (int i = 0; i < 20; ++i) {
            must(world->task(ada, ada.inbox, "t"));
            must(world->task(eve, eve.inbox, "t"));
            // A change that is rolled back takes its row and its number with it.
            const auto failed = world->change(ada, [&](tasks::Change& change) -> Result<int> {
                change.audit("task.create", "task", "nothing");
                return fail(ErrorCode::Conflict);
            });
            QCOMPARE(test::outcomeText(failed), QString("conflict"));
        }
        for (const auto& member : {ada, eve}) {
            const auto rows = rowsOf(*world, member);
            QCOMPARE(rows.size(), std::size_t(21));  // the Inbox first
            for (std::size_t i = 0; i < rows.size(); ++i) {
                QCOMPARE(rows[i].seq, std::int64_t(i + 1));
                QCOMPARE(rows[i].actorId, member.caller.user.value);
                QCOMPARE(rows[i].requestId, member.caller.requestId);
                QCOMPARE(rows[i].action, std::string(i == 0 ? "project.create" : "task.create"));
            }
            QCOMPARE(rowsOf(*world, member, 19).size(), std::size_t(2));
        }
    }

    void holdsNamesNotContent_data() { test::addEngineRows(); }
    void holdsNamesNotContent()
    {
        QFETCH(QString, engine);
        const auto world = must(World::open(engine));
        const auto ada = must(world->addMember(must(world->addOrganisation("One"))));
        const auto task = must(world->task(ada, ada.inbox, "a plain secret"));
        contract::TaskFields fields;
        fields.title = contract::Title("another secret");
        fields.note = contract::Note("hidden");
        must(world->updateTask(ada, task.id, fields));
        const auto rows = rowsOf(*world, ada);
        QCOMPARE(rows.back().action, std::string("task.update"));
        QCOMPARE(rows.back().objectId, task.id.value);
        QCOMPARE(rows.back().detail, std::string(R"({"fields":["title","note"]})"));
        for (const auto& row : rows)
            QVERIFY2(row.detail.find("secret") == std::string::npos, row.detail.c_str());
    }

    void everyRemovedTaskIsNamed_data() { test::addEngineRows(); }
    void everyRemovedTaskIsNamed()
    {
        QFETCH(QString, engine);
        const auto world = must(World::open(engine));
        const auto ada = must(world->addMember(must(world->addOrganisation("One"))));
        const auto top = must(world->task(ada, ada.inbox, "top"));
        const auto below = must(world->task(ada, ada.inbox, "below", top.id));
        must(world->removeTask(ada, top.id));
        const auto rows = rowsOf(*world, ada, 3);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].objectId, top.id.value);
        QCOMPARE(rows[1].objectId, below.id.value);
        QCOMPARE(rows[1].action, std::string("task.delete"));
    }
};

QTEST_GUILESS_MAIN(TestAuditStore)

#include "tst_audit_auditstore.moc"
