// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SessionService.h"
#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <QTest>
#include <set>
#include <thread>

using namespace taskward;
using namespace taskward::contract;
using test::must;
using test::outcomeText;
using test::World;

namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDay = 24 * 3600 * kSecond;
const std::string kLaptop = "thumbprint-of-the-laptop";
const std::string kThief = "thumbprint-of-another-key";

/// One person, and the service over the World's store and clock.
struct Signing {
    explicit Signing(const QString& engine)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org))), gate(world->database(), world->clock, world->random),
          service(world->database(), gate, world->clock, world->random,
                  Secret::fromText("the rotation key of these tests."))
    {}

    static http::Caller device(const std::string& key)
    {
        http::Caller caller;
        caller.deviceKey = key;
        caller.remoteAddress = "192.0.2.77";
        return caller;
    }
    Result<SignedIn> open(const std::string& key = kLaptop,
                          std::optional<Restriction> restriction = {},
                          std::optional<OrgId> wanted = {})
    {
        const db::Scope scope{wanted.value_or(org), ada.caller.user};
        return world->database().write(scope, [&](db::Tx& tx) {
            const auto user = identity::PeopleStore(tx).find(ada.caller.user);
            return service.open(tx, device(key), *user, scope.org,
                                {"laptop", "Debian 12", restriction, world->clock.now()});
        });
    }
    TokenPair tokens(const std::string& key = kLaptop) { return must(open(key)).tokens; }
    Result<TokenPair> refresh(const std::string& token, const std::string& key = kLaptop)
    {
        return service.refresh(device(key), {token});
    }
    std::vector<SecurityEvent> events()
    {
        return must(
            world->database().read({}, [&](db::Tx& tx) -> Result<std::vector<SecurityEvent>> {
                return identity::SecurityEventStore(tx).list(ada.caller.user, "", 100);
            }));
    }
    std::int64_t auditCount(std::string_view action)
    {
        return must(
            world->database().read(ada.caller.scope(), [&](db::Tx& tx) -> Result<std::int64_t> {
                std::int64_t count = 0;
                for (const auto& row : audit::AuditStore(tx).after(org, 0, 1000))
                    count += row.action == action ? 1 : 0;
                return count;
            }));
    }
    void disable(bool disabled)
    {
        must(world->database().write({}, [&](db::Tx& tx) -> Result<bool> {
            identity::PeopleStore(tx).setDisabled(ada.caller.user, disabled, world->clock.now());
            return true;
        }));
    }

    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada;
    identity::SessionGate gate;
    identity::SessionService service;
};

} // namespace

class TestSessionService : public QObject {
    Q_OBJECT

private slots:
    void begins_data() { test::addEngineRows(); }
    void begins()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto answer = must(s.open());
        QCOMPARE(answer.person.id, s.ada.caller.user);
        QCOMPARE(answer.membership.orgId, s.org);
        QCOMPARE(answer.membership.inboxId, s.ada.inbox);
        QCOMPARE(answer.tokens.accessExpiresAt.ms, s.world->clock.now().ms + 5 * 60 * kSecond);
        QCOMPARE(answer.tokens.refreshExpiresAt.ms, s.world->clock.now().ms + 7 * kDay);
        QVERIFY(!answer.restriction);
        QCOMPARE(s.auditCount("session.create"), std::int64_t(1));
        // The same key is the same device; it is news once.
        QCOMPARE(must(s.open()).deviceId, answer.deviceId);
        QCOMPARE(s.events().size(), std::size_t(1));
        QCOMPARE(s.events().front().kind, std::string("auth.device.new"));
        QCOMPARE(s.events().front().address, std::string("192.0.2.0/24"));
        QVERIFY(s.events().front().newDevice);
        QVERIFY(must(s.open(kThief)).deviceId != answer.deviceId);
        QCOMPARE(s.events().size(), std::size_t(2));

        QCOMPARE(outcomeText(s.open("")), QString("invalid-dpop-proof"));
        const auto foreign = must(s.world->addOrganisation("Two"));
        QCOMPARE(outcomeText(s.open(kLaptop, {}, foreign)), QString("not-found"));
        QCOMPARE(outcomeText(s.open(kLaptop, {}, makeId<OrgId>(s.world->clock, s.world->random))),
                 QString("not-found"));
    }

    void beginsRestricted_data() { test::addEngineRows(); }
    void beginsRestricted()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        QCOMPARE(must(s.open(kLaptop, Restriction::SetUpFactor)).restriction,
                 std::optional(Restriction::SetUpFactor));
        must(s.world->database().write({}, [&](db::Tx& tx) -> Result<bool> {
            identity::PeopleStore(tx).setRenewPassword(s.ada.caller.user, true,
                                                       s.world->clock.now());
            return true;
        }));
        QCOMPARE(must(s.open()).restriction, std::optional(Restriction::NewPassword));
    }

    void theOneIdleLongestMakesRoom_data() { test::addEngineRows(); }
    void theOneIdleLongestMakesRoom()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        std::vector<TokenPair> all;
        for (std::size_t i = 0; i < limits::kMaxSessionsPerPerson; ++i) {
            s.world->clock.advance(kSecond);
            all.push_back(s.tokens());
        }
        s.world->clock.advance(kSecond);
        all[0] = must(s.refresh(all[0].refreshToken)); // so the second is idle longest
        s.tokens();
        QCOMPARE(outcomeText(s.refresh(all[1].refreshToken)), QString("unauthenticated"));
        for (std::size_t i = 2; i < all.size(); ++i)
            QCOMPARE(outcomeText(s.refresh(all[i].refreshToken)), QString("ok"));
        QCOMPARE(outcomeText(s.refresh(all[0].refreshToken)), QString("ok"));
    }

    void anotherKeyEndsTheSession_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<bool>("spent");
        for (const char* engine : {"embedded", "postgres"}) {
            QTest::addRow("%s, the present token", engine) << engine << false;
            QTest::addRow("%s, the one before, in its minute", engine) << engine << true;
        }
    }
    void anotherKeyEndsTheSession()
    {
        QFETCH(QString, engine);
        QFETCH(bool, spent);
        Signing s(engine);
        const auto first = s.tokens();
        const auto second = must(s.refresh(first.refreshToken));
        const auto& stolen = spent ? first : second;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(outcomeText(s.refresh(stolen.refreshToken, kThief)),
                     QString("unauthenticated"));
        QCOMPARE(outcomeText(s.refresh(second.refreshToken)), QString("unauthenticated"));
        std::int64_t critical = 0;
        for (const auto& event : s.events())
            critical += event.critical && event.kind == "auth.refresh.reuse" ? 1 : 0;
        QCOMPARE(critical, std::int64_t(1));
        QCOMPARE(outcomeText(s.service.refresh({}, {second.refreshToken})),
                 QString("invalid-dpop-proof"));
    }

    void rotates_data() { test::addEngineRows(); }
    void rotates()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto first = s.tokens();
        s.world->clock.advance(kSecond);
        const auto second = must(s.refresh(first.refreshToken));
        QVERIFY(second.refreshToken != first.refreshToken);
        QVERIFY(second.accessToken != first.accessToken);
        QCOMPARE(second.accessExpiresAt.ms, s.world->clock.now().ms + 5 * 60 * kSecond);
        // A lost reply: the same token within a minute gets the same pair.
        s.world->clock.advance(60 * kSecond);
        QCOMPARE(must(s.refresh(first.refreshToken)), second);
        const auto third = must(s.refresh(second.refreshToken));
        QVERIFY(third.refreshToken != second.refreshToken);
        QCOMPARE(s.auditCount("session.refresh"), std::int64_t(2));
        QCOMPARE(outcomeText(s.refresh("twr_something-else-entirely")), QString("unauthenticated"));
        QCOMPARE(outcomeText(s.refresh(third.accessToken)), QString("unauthenticated"));
        QCOMPARE(outcomeText(s.refresh(third.refreshToken)), QString("ok"));
    }

    void reuseEndsTheSession_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<int>("generations");
        for (const char* engine : {"embedded", "postgres"}) {
            QTest::addRow("%s, the one before", engine) << engine << 1;
            QTest::addRow("%s, an older one", engine) << engine << 3;
        }
    }
    void reuseEndsTheSession()
    {
        QFETCH(QString, engine);
        QFETCH(int, generations);
        Signing s(engine);
        const auto stolen = s.tokens();
        const auto elsewhere = s.tokens();
        auto last = stolen;
        for (int i = 0; i < generations; ++i) {
            s.world->clock.advance(120 * kSecond);
            last = must(s.refresh(last.refreshToken));
        }
        s.world->clock.advance(60 * kSecond + 1);
        QCOMPARE(outcomeText(s.refresh(stolen.refreshToken)), QString("unauthenticated"));
        // The ending is in the store although the answer was an error.
        QCOMPARE(s.auditCount("session.reuse_detected"), std::int64_t(1));
        QCOMPARE(outcomeText(s.refresh(last.refreshToken)), QString("unauthenticated"));
        // Other sessions of the person go on.
        QCOMPARE(outcomeText(s.refresh(elsewhere.refreshToken)), QString("ok"));
    }

    void lateOneRightAfterARotationEndsNothing_data() { test::addEngineRows(); }
    void lateOneRightAfterARotationEndsNothing()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto first = s.tokens();
        const auto second = must(s.refresh(first.refreshToken));
        const auto third = must(s.refresh(second.refreshToken));
        QCOMPARE(outcomeText(s.refresh(first.refreshToken)), QString("unauthenticated"));
        QCOMPARE(outcomeText(s.refresh(third.refreshToken)), QString("ok"));
    }

    void expires_data() { test::addEngineRows(); }
    void expires()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto idle = s.tokens();
        auto busy = s.tokens();
        const auto start = s.world->clock.now().ms;
        for (int day = 6; day < 30; day += 6) {
            s.world->clock.advance(6 * kDay);
            busy = must(s.refresh(busy.refreshToken));
            QVERIFY(busy.refreshExpiresAt.ms <= start + 30 * kDay);
        }
        QCOMPARE(outcomeText(s.refresh(idle.refreshToken)), QString("unauthenticated"));
        QCOMPARE(busy.refreshExpiresAt.ms, start + 30 * kDay);
        s.world->clock.advance(6 * kDay);
        QCOMPARE(outcomeText(s.refresh(busy.refreshToken)), QString("unauthenticated"));
    }

    void disabledPersonCannotRefresh_data() { test::addEngineRows(); }
    void disabledPersonCannotRefresh()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto tokens = s.tokens();
        s.disable(true);
        QCOMPARE(outcomeText(s.refresh(tokens.refreshToken)), QString("unauthenticated"));
        s.disable(false);
        QCOMPARE(outcomeText(s.refresh(tokens.refreshToken)), QString("ok"));
    }

    void fiftyAtOnceMakeOneLineage_data() { test::addEngineRows(); }
    void fiftyAtOnceMakeOneLineage()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto first = s.tokens();
        std::vector<Result<TokenPair>> answers(50, fail(ErrorCode::Internal));
        std::vector<std::thread> threads;
        for (auto& answer : answers)
            threads.emplace_back([&] { answer = s.refresh(first.refreshToken); });
        for (auto& thread : threads)
            thread.join();
        std::set<std::string> successors;
        for (const auto& answer : answers) {
            QCOMPARE(outcomeText(answer), QString("ok"));
            successors.insert(answer->refreshToken);
        }
        QCOMPARE(successors.size(), std::size_t(1));
        QCOMPARE(s.auditCount("session.refresh"), std::int64_t(1));
    }

    void signsOut_data() { test::addEngineRows(); }
    void signsOut()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto answer = must(s.open());
        auto caller = s.ada.caller;
        caller.session = answer.sessionId;
        must(s.world->database().write(caller.scope(),
                                       [&](db::Tx& tx) { return s.service.logout(tx, caller); }));
        QCOMPARE(outcomeText(s.refresh(answer.tokens.refreshToken)), QString("unauthenticated"));
        QCOMPARE(s.auditCount("session.end"), std::int64_t(1));
        const auto me = must(s.world->database().read(
            caller.scope(), [&](db::Tx& tx) { return s.service.me(tx, caller); }));
        QVERIFY(me.permissions.size() < kPermissionCount); // a member is no administrator
        QVERIFY(!me.permissions.empty());
    }
};

QTEST_GUILESS_MAIN(TestSessionService)

#include "tst_identity_sessionservice.moc"
