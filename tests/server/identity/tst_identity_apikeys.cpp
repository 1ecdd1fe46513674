// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/policy/Roles.h"
#include "server-stub/identity/ApiKeyService.h"
#include "server-stub/identity/PeopleStore.h"
#include "tests/support/Expect.h"
#include "tests/support/TestDevice.h"
#include "tests/support/World.h"

#include <QTest>
#include <future>

using namespace taskward;
using contract::Permission;
using identity::AddressList;
using identity::KeyWish;
using test::must;
using test::outcomeText;
using test::World;

namespace {

constexpr std::int64_t kDayMs = std::int64_t(24) * 3600 * 1000;

struct Keyed {
    explicit Keyed(const QString& engine)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org))), gate(world->database(), world->clock, world->random),
          service(&gate, world->clock, world->random)
    {}

    static KeyWish wish() { return {"backup", {"task.read"}, {}, 30, 600}; }
    Result<contract::CreateApiKey::Response> create(const KeyWish& wish)
    {
        return world->database().write(
            ada.caller.scope(), [&](db::Tx& tx) { return service.create(tx, ada.caller, wish); });
    }
    Result<http::Caller> ask(const std::string& secret, const std::string& address = "192.0.2.7")
    {
        auto request = test::TestDevice::bare();
        request.remoteAddress = address;
        request.headers.emplace_back("authorization", "Bearer " + secret);
        std::promise<Result<http::Caller>> answer;
        gate.authenticate(
            request, [&](Result<http::Caller> caller) { answer.set_value(std::move(caller)); });
        return answer.get_future().get();
    }
    std::vector<contract::ApiKey> list()
    {
        return must(world->database().read(ada.caller.scope(),
                                           [&](db::Tx& tx) {
                                               return Result<contract::ListApiKeys::Response>(
                                                   service.list(tx, ada.caller));
                                           }))
            .items;
    }
    template <typename W>
    void write(W work)
    {
        must(world->database().write(ada.caller.scope(), [&](db::Tx& tx) -> Result<bool> {
            work(tx);
            return true;
        }));
    }

    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada;
    identity::SessionGate gate;
    identity::ApiKeyService service;
};

} // namespace

class TestApiKeys : public QObject {
    Q_OBJECT

private slots:
    void letsInWithItsScopes_data() { test::addEngineRows(); }
    void letsInWithItsScopes()
    {
        QFETCH(QString, engine);
        Keyed k(engine);
        const auto made = must(k.create(Keyed::wish()));
        for (int i = 0; i < 2; ++i) { // from the store, then from memory
            const auto caller = must(k.ask(made.secret));
            QVERIFY(caller.byApiKey());
            QVERIFY(!caller.signedIn());
            QCOMPARE(caller.user, k.ada.caller.user);
            QCOMPARE(caller.scopes, std::vector{Permission::TaskRead});
            QCOMPARE(caller.role, contract::Role::Member);
        }
        // Noted beside the request: the next write comes after it in the queue.
        const auto used = k.world->clock.now();
        k.write([](db::Tx&) {});
        QTRY_COMPARE(k.list().at(0).lastUsedAt, std::optional(used));
        QCOMPARE(k.list().at(0).lastAddress, std::string("192.0.2.0/24"));
        auto wrong = made.secret;
        wrong[30] = wrong[30] == 'A' ? 'B' : 'A';
        QCOMPARE(outcomeText(k.ask(wrong)), QString("unauthenticated"));
    }

    void refusesWhatAKeyMayNotBe()
    {
        Keyed k("embedded");
        const auto outcome = [&](auto change) {
            KeyWish wish = Keyed::wish();
            change(wish);
            return outcomeText(k.create(wish));
        };
        QCOMPARE(outcome([](KeyWish&) {}), QString("ok"));
        QCOMPARE(outcome([](KeyWish& w) { w.days = 366; }), QString("validation-failed /days"));
        QCOMPARE(outcome([](KeyWish& w) { w.days = 0; }), QString("validation-failed /days"));
        QCOMPARE(outcome([](KeyWish& w) { w.scopes = {}; }), QString("validation-failed /scopes"));
        QCOMPARE(outcome([](KeyWish& w) { w.scopes = {"task.read", "task.fly"}; }),
                 QString("validation-failed /scopes/1"));
        QCOMPARE(outcome([](KeyWish& w) { w.scopes = {"security.read"}; }),
                 QString("permission-denied"));
        QCOMPARE(outcome([](KeyWish& w) { w.addresses = {"10.0.0.0/8", "10.0.0.1/8"}; }),
                 QString("validation-failed /addresses/1"));
        for (std::size_t i = k.list().size(); i < limits::kMaxApiKeysPerPerson; ++i)
            must(k.create(Keyed::wish()));
        QCOMPARE(outcome([](KeyWish&) {}), QString("conflict"));
    }

    void endsWithWhatItStandsOn_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("event");
        for (const char* engine : {"embedded", "postgres"}) {
            for (const char* event : {"disabled", "revoked", "frozen", "expired", "gone"})
                QTest::addRow("%s %s", engine, event) << engine << event;
        }
    }
    void endsWithWhatItStandsOn()
    {
        QFETCH(QString, engine);
        QFETCH(QString, event);
        Keyed k(engine);
        const auto made = must(k.create(Keyed::wish()));
        must(k.ask(made.secret));
        const auto now = k.world->clock.now();
        k.write([&](db::Tx& tx) {
            // In another process: this gate is not told.
            if (event == "disabled")
                identity::PeopleStore(tx).setDisabled(k.ada.caller.user, true, now);
            if (event == "revoked")
                QVERIFY(identity::ApiKeyStore(tx).revoke(made.key.id, k.ada.caller.user, now));
            if (event == "frozen")
                QCOMPARE(identity::ApiKeyStore(tx).freezeAllOf(k.ada.caller.user, now), 1);
            if (event == "gone")
                tx.run("DELETE FROM memberships WHERE user_id = $1", k.ada.caller.user);
        });
        k.world->clock.advance(event == "expired" ? 30 * kDayMs : 999);
        QCOMPARE(outcomeText(k.ask(made.secret)), QString("unauthenticated"));
    }

    void shrinksWithItsOwner_data() { test::addEngineRows(); }
    void shrinksWithItsOwner()
    {
        QFETCH(QString, engine);
        Keyed k(engine);
        KeyWish wish = Keyed::wish();
        wish.scopes = {"task.read", "task.create"};
        const auto made = must(k.create(wish));
        must(k.ask(made.secret));
        k.write([&](db::Tx& tx) {
            tx.run("UPDATE memberships SET role = $2 WHERE user_id = $1", k.ada.caller.user,
                   contract::Role::Viewer);
        });
        k.world->clock.advance(999);
        const auto caller = must(k.ask(made.secret));
        QVERIFY(policy::roleAllows(caller.role, Permission::TaskRead));
        QVERIFY(!policy::roleAllows(caller.role, Permission::TaskCreate));
    }

    void isThrottledByItself()
    {
        Keyed k("embedded");
        KeyWish wish = Keyed::wish();
        wish.perMinute = 60;
        const auto slow = must(k.create(wish));
        const auto other = must(k.create(wish));
        for (int i = 0; i < 6; ++i)
            QCOMPARE(outcomeText(k.ask(slow.secret)), QString("ok"));
        const auto refused = k.ask(slow.secret);
        QCOMPARE(outcomeText(refused), QString("rate-limited"));
        QCOMPARE(refused.error().facts.at(0).second, std::int64_t(1));
        QCOMPARE(outcomeText(k.ask(other.secret)), QString("ok"));
        k.world->clock.advance(1000);
        QCOMPARE(outcomeText(k.ask(slow.secret)), QString("ok"));
        QCOMPARE(outcomeText(k.ask(slow.secret)), QString("rate-limited"));
    }

    void staysWithinItsAddresses()
    {
        Keyed k("embedded");
        KeyWish wish = Keyed::wish();
        wish.addresses = {"192.0.2.0/24", "2001:db8::/32", "198.51.100.9"};
        const auto made = must(k.create(wish));
        QCOMPARE(made.key.addresses,
                 (std::vector<std::string>{"192.0.2.0/24", "2001:db8::/32", "198.51.100.9/32"}));
        for (const char* inside :
             {"192.0.2.1", "::ffff:192.0.2.255", "2001:db8:1::5", "198.51.100.9"})
            QCOMPARE(outcomeText(k.ask(made.secret, inside)), QString("ok"));
        for (const char* outside :
             {"192.0.3.1", "2001:db9::", "198.51.100.8", "::1", "", "nonsense"})
            QCOMPARE(outcomeText(k.ask(made.secret, outside)), QString("unauthenticated"));
    }

    void readsNetworksStrictly()
    {
        for (const char* good : {"0.0.0.0/0", "::/0", "10.0.0.0/8", "10.1.2.3", "2001:db8::1/128"})
            QCOMPARE(outcomeText(AddressList::parse({good})), QString("ok"));
        for (const char* bad : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-0",
                                "10.0.0.0/+8", "10.0.0.0/8 ", " 10.0.0.0/8", "10.0.0/8",
                                "010.0.0.0/8", "10.0.0.1/8", "2001:db8::/129", "2001:db8::1/32",
                                "::ffff:10.0.0.0/104", "fe80::1%eth0", "localhost", "10.0.0.0/8/8"})
            QCOMPARE(outcomeText(AddressList::parse({bad})),
                     QString("validation-failed /addresses/0"));
    }
};

QTEST_GUILESS_MAIN(TestApiKeys)

#include "tst_identity_apikeys.moc"
