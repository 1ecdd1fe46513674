// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/ApiKeyService.h"
#include "server-stub/identity/DeviceService.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SessionService.h"
#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <QTest>

using namespace taskward;
using namespace taskward::contract;
using test::must;
using test::outcomeText;
using test::World;

namespace {

const std::string kReasonDetail = "{\"reason\":\"left the \\\"company\\\"\"}";
const std::string kReportDetail = "{\"unsent_edits\":4,\"complete\":true}";

/// Ada on two devices, her administrator, and a stranger of another organisation.
struct Devices {
    explicit Devices(const QString& engine)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org))), admin(must(world->addMember(org, Role::Administrator))),
          gate(world->database(), world->clock, world->random),
          sessions(world->database(), gate, world->clock, world->random,
                   Secret::fromText("the rotation key of these tests.")),
          service(world->database(), gate, world->clock, world->random), laptop(open("laptop")),
          phone(open("phone"))
    {}

    /// A session of Ada's, as its caller.
    http::Caller open(const std::string& key)
    {
        world->clock.advance(1000);
        http::Caller caller = ada.caller;
        caller.deviceKey = key;
        caller.remoteAddress = "198.51.100.20";
        const auto begun = must(world->database().write(caller.scope(), [&](db::Tx& tx) {
            const auto user = identity::PeopleStore(tx).find(caller.user);
            return sessions.open(tx, caller, *user, org,
                                 {key, "Debian 12", {}, world->clock.now()});
        }));
        caller.session = begun.sessionId;
        caller.device = begun.deviceId;
        return caller;
    }
    template <typename W>
    auto run(const http::Caller& caller, W work)
    {
        return world->database().write(caller.scope(), work);
    }
    std::vector<DeviceSession> list(const http::Caller& caller)
    {
        return must(run(caller,
                        [&](db::Tx& tx) {
                            return Result<ListSessions::Response>(service.list(tx, caller));
                        }))
            .items;
    }
    Result<NoBody> end(const http::Caller& caller, const SessionId& id, bool wipe)
    {
        return run(caller, [&](db::Tx& tx) { return service.end(tx, caller, {id, wipe}); });
    }
    bool isLive(const SessionId& id)
    {
        return must(world->database().read({}, [&](db::Tx& tx) -> Result<bool> {
            return identity::SessionStore(tx).find(id).has_value();
        }));
    }
    std::int64_t events(std::string_view kind, std::string_view actor = "")
    {
        return must(world->database().read({}, [&](db::Tx& tx) -> Result<std::int64_t> {
            std::int64_t count = 0;
            for (const auto& event :
                 identity::SecurityEventStore(tx).list(ada.caller.user, "", 200))
                count += event.kind == kind && event.actor == actor ? 1 : 0;
            return count;
        }));
    }
    std::vector<audit::AuditRow> audited(std::string_view action)
    {
        return must(run(admin.caller, [&](db::Tx& tx) -> Result<std::vector<audit::AuditRow>> {
            auto rows = audit::AuditStore(tx).after(org, 0, 1000);
            std::erase_if(rows, [&](const auto& row) { return row.action != action; });
            return rows;
        }));
    }

    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada;
    World::Member admin;
    identity::SessionGate gate;
    identity::SessionService sessions;
    identity::DeviceService service;
    http::Caller laptop;
    http::Caller phone;
};

} // namespace

class TestDeviceService : public QObject {
    Q_OBJECT

private slots:
    void listsOnesDevices_data() { test::addEngineRows(); }
    void listsOnesDevices()
    {
        QFETCH(QString, engine);
        Devices d(engine);
        const auto items = d.list(d.laptop);
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].deviceName, std::string("phone")); // the last used first
        QCOMPARE(items[1].deviceName, std::string("laptop"));
        QCOMPARE(items[1].platform, std::string("Debian 12"));
        QCOMPARE(items[1].address, std::string("198.51.100.0/24"));
        QVERIFY(items[1].thisDevice && !items[0].thisDevice);
        QVERIFY(d.list(d.admin.caller).empty());
    }

    void endsOneOrAllOthers_data() { test::addEngineRows(); }
    void endsOneOrAllOthers()
    {
        QFETCH(QString, engine);
        Devices d(engine);
        QCOMPARE(outcomeText(d.end(d.admin.caller, d.phone.session, false)), QString("not-found"));
        QVERIFY(d.isLive(d.phone.session));
        must(d.end(d.laptop, d.phone.session, false));
        QVERIFY(!d.isLive(d.phone.session));
        QCOMPARE(d.events("auth.session.end"), std::int64_t(1));
        must(d.end(d.laptop, d.phone.session, false)); // over already: nothing new to tell
        QCOMPARE(d.events("auth.session.end"), std::int64_t(1));

        const auto tablet = d.open("tablet");
        const auto count = must(d.run(d.laptop, [&](db::Tx& tx) {
            return Result<Count>(d.service.endOthers(tx, d.laptop));
        }));
        QCOMPARE(count.ended, std::int64_t(1));
        QVERIFY(!d.isLive(tablet.session) && d.isLive(d.laptop.session));
    }

    void erasesADevice_data() { test::addEngineRows(); }
    void erasesADevice()
    {
        QFETCH(QString, engine);
        Devices d(engine);
        const auto again = d.open("phone");
        must(d.end(d.laptop, d.phone.session, false));
        must(d.end(d.laptop, d.phone.session,
                   true)); // the session is over, its device does not know
        QVERIFY(!d.isLive(again.session));
        QCOMPARE(d.list(d.laptop).size(), std::size_t(2));
        QVERIFY(d.list(d.laptop)[1].wipeRequested || d.list(d.laptop)[0].wipeRequested);

        http::Caller device;
        device.deviceKey = "phone";
        const ReportWipe::Request report{4, true};
        QCOMPARE(outcomeText(d.service.reportWipe({}, report)), QString("invalid-dpop-proof"));
        http::Caller stranger;
        stranger.deviceKey = "laptop";
        QCOMPARE(outcomeText(d.service.reportWipe(stranger, report)), QString("not-found"));
        must(d.service.reportWipe(device, report));
        must(d.service.reportWipe(device, report)); // the reply was lost
        QCOMPARE(d.events("auth.device.wiped"), std::int64_t(1));
        const auto rows = d.audited("device.wiped");
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].detail, kReportDetail);
        QCOMPARE(d.list(d.laptop).size(), std::size_t(1));
        d.open("phone"); // may come back
    }

    void notMeTakesAwayFromEverybodyElse_data() { test::addEngineRows(); }
    void notMeTakesAwayFromEverybodyElse()
    {
        QFETCH(QString, engine);
        Devices d(engine);
        identity::ApiKeyService keys(&d.gate, d.world->clock, d.world->random);
        must(d.run(d.laptop, [&](db::Tx& tx) {
            return keys.create(tx, d.laptop, {"script", {"task.read"}, {}, 10, 600});
        }));
        const auto notMe = [&](std::optional<SecurityEventId> event) {
            return d.run(d.laptop,
                         [&](db::Tx& tx) { return d.service.notMe(tx, d.laptop, {event}); });
        };
        QCOMPARE(outcomeText(notMe(makeId<SecurityEventId>(d.world->clock, d.world->random))),
                 QString("not-found"));
        QVERIFY(d.isLive(d.phone.session));
        const auto answer = must(notMe(std::nullopt));
        QCOMPARE(answer.endedSessions, std::int64_t(1));
        QCOMPARE(answer.frozenKeys, std::int64_t(1));
        QVERIFY(!d.isLive(d.phone.session) && d.isLive(d.laptop.session));
        QCOMPARE(d.events("auth.not_me"), std::int64_t(1));
        const auto fact = [&](auto ask) {
            return must(d.run(d.laptop, [&](db::Tx& tx) -> Result<bool> { return ask(tx); }));
        };
        const auto isKnown = [&](const char* key) {
            return fact([&](db::Tx& tx) {
                return identity::DeviceStore(tx).isKnown(d.ada.caller.user, key);
            });
        };
        QVERIFY(isKnown("laptop") && !isKnown("phone"));
        QVERIFY(fact([&](db::Tx& tx) {
            return identity::PeopleStore(tx).find(d.ada.caller.user)->renewPassword;
        }));
    }

    void administratorsEndWhatIsTheirs_data() { test::addEngineRows(); }
    void administratorsEndWhatIsTheirs()
    {
        QFETCH(QString, engine);
        Devices d(engine);
        const auto foreign = must(d.world->addOrganisation("Two"));
        const auto stranger = must(d.world->addMember(foreign, Role::Owner));
        EndPersonSessions::Request request;
        request.id = d.ada.caller.user;
        request.reason = Reason("left the \"company\"");
        const auto endAs = [&](const http::Caller& caller) {
            return d.run(caller, [&](db::Tx& tx) { return d.service.endOf(tx, caller, request); });
        };
        const auto listAs = [&](const http::Caller& caller) {
            return d.run(caller, [&](db::Tx& tx) {
                return d.service.listOf(tx, caller, d.ada.caller.user);
            });
        };
        QCOMPARE(outcomeText(endAs(stranger.caller)), QString("not-found"));
        QCOMPARE(outcomeText(listAs(stranger.caller)), QString("not-found"));
        QCOMPARE(must(listAs(d.admin.caller)).items.size(), std::size_t(2));
        request.sessionId = d.phone.session;
        QCOMPARE(must(endAs(d.admin.caller)).ended, std::int64_t(1));
        QVERIFY(d.isLive(d.laptop.session));
        request.sessionId.reset();
        request.wipe = true;
        QCOMPARE(must(endAs(d.admin.caller)).ended, std::int64_t(1));
        QVERIFY(!d.isLive(d.laptop.session));
        QCOMPARE(d.events("auth.device.wipe", "Person"), std::int64_t(1)); // who did it is told
        const auto rows = d.audited("person.end_sessions");
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].detail, kReasonDetail);
    }
};

QTEST_GUILESS_MAIN(TestDeviceService)

#include "tst_identity_deviceservice.moc"
