// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionService.h"

#include "core/crypto/Password.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/PeopleStore.h"
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

constexpr const char* kPassword = "correct horse battery staple";
constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kDay = 24 * 3600 * kSecond;

/// One person with a password, and the service over the World's store and clock.
struct Signing {
    explicit Signing(const QString& engine)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org, Role::Member, hash()))), gate(world->database(), world->clock),
          service(world->database(), gate, world->clock, world->random,
                  Secret::fromText("the rotation key of these tests."))
    {
    }

    static const std::string& hash()
    {
        static const std::string made = crypto::hashPassword(kPassword);
        return made;
    }
    std::string email() const { return ada.caller.user.value + "@example.org"; }
    Result<Login::Response> login(const std::string& email, const char* password,
                                  std::optional<OrgId> wanted = {})
    {
        Login::Request request;
        request.email = Email(email);
        request.password = PasswordText(password);
        request.deviceName = Name("laptop");
        request.orgId = wanted;
        return service.login({}, request);
    }
    Result<TokenPair> refresh(const std::string& token) { return service.refresh({}, {token}); }
    std::int64_t auditCount(std::string_view action)
    {
        return must(world->database().read(ada.caller.scope(), [&](db::Tx& tx) -> Result<std::int64_t> {
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
    void signsIn_data() { test::addEngineRows(); }
    void signsIn()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto answer = *must(s.login(s.email(), kPassword)).signedIn;
        QCOMPARE(answer.person.id, s.ada.caller.user);
        QCOMPARE(answer.membership.orgId, s.org);
        QCOMPARE(answer.membership.inboxId, s.ada.inbox);
        QCOMPARE(answer.tokens.accessExpiresAt.ms, s.world->clock.now().ms + 5 * 60 * kSecond);
        QCOMPARE(answer.tokens.refreshExpiresAt.ms, s.world->clock.now().ms + 7 * kDay);
        QCOMPARE(s.auditCount("session.create"), std::int64_t(1));
        // Upper case is the same address.
        std::string shouted = s.email();
        std::ranges::transform(shouted, shouted.begin(), [](unsigned char c) { return std::toupper(c); });
        QCOMPARE(outcomeText(s.login(shouted, kPassword)), QString("ok"));
    }

    void refusesAllAlike_data() { test::addEngineRows(); }
    void refusesAllAlike()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto wrong = s.login(s.email(), "correct horse battery stapld");
        const auto unknown = s.login("nobody@example.org", kPassword);
        s.disable(true);
        const auto disabled = s.login(s.email(), kPassword);
        QVERIFY(!wrong && !unknown && !disabled);
        QCOMPARE(wrong.error().code, ErrorCode::Unauthenticated);
        QCOMPARE(unknown.error(), wrong.error());
        QCOMPARE(disabled.error(), wrong.error());
        s.disable(false);
        const auto foreign = must(s.world->addOrganisation("Two"));
        const auto none = s.login(s.email(), kPassword, makeId<OrgId>(s.world->clock, s.world->random));
        const auto not_ours = s.login(s.email(), kPassword, foreign);
        QVERIFY(!none && !not_ours);
        QCOMPARE(not_ours.error(), none.error());
        QCOMPARE(s.auditCount("session.create"), std::int64_t(0));
    }

    void rotates_data() { test::addEngineRows(); }
    void rotates()
    {
        QFETCH(QString, engine);
        Signing s(engine);
        const auto first = must(s.login(s.email(), kPassword)).signedIn->tokens;
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
        const auto stolen = must(s.login(s.email(), kPassword)).signedIn->tokens;
        const auto elsewhere = must(s.login(s.email(), kPassword)).signedIn->tokens;
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
        const auto first = must(s.login(s.email(), kPassword)).signedIn->tokens;
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
        const auto idle = must(s.login(s.email(), kPassword)).signedIn->tokens;
        auto busy = must(s.login(s.email(), kPassword)).signedIn->tokens;
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
        const auto tokens = must(s.login(s.email(), kPassword)).signedIn->tokens;
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
        const auto first = must(s.login(s.email(), kPassword)).signedIn->tokens;
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
        const auto answer = *must(s.login(s.email(), kPassword)).signedIn;
        auto caller = s.ada.caller;
        caller.session = answer.sessionId;
        must(s.world->database().write(caller.scope(), [&](db::Tx& tx) {
            return s.service.logout(tx, caller);
        }));
        QCOMPARE(outcomeText(s.refresh(answer.tokens.refreshToken)), QString("unauthenticated"));
        QCOMPARE(s.auditCount("session.end"), std::int64_t(1));
        const auto me = must(s.world->database().read(caller.scope(), [&](db::Tx& tx) {
            return s.service.me(tx, caller);
        }));
        QCOMPARE(me.permissions.size(), kPermissionCount);
    }
};

QTEST_GUILESS_MAIN(TestSessionService)

#include "tst_identity_sessionservice.moc"
