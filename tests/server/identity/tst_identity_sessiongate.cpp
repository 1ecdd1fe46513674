// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Digest.h"
#include "server-stub/identity/DeviceStore.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SessionGate.h"
#include "tests/support/Expect.h"
#include "tests/support/TestDevice.h"
#include "tests/support/World.h"

#include <QTest>
#include <future>

using namespace taskward;
using test::must;
using test::outcomeText;
using test::TestDevice;
using test::World;

namespace {

const std::string kToken = "twa_good";

/// A session of Ada's laptop, and two processes over one store.
struct Gated {
    explicit Gated(const QString& engine)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org))), gate(world->database(), world->clock, world->random),
          other(world->database(), world->clock, world->random)
    {
        identity::DeviceRow device;
        device.id = makeId<DeviceId>(world->clock, world->random);
        device.user = ada.caller.user;
        device.key = laptop.thumbprint();
        device.name = "laptop";
        identity::SessionRow session;
        session.id = ada.caller.session;
        session.user = ada.caller.user;
        session.org = org;
        session.device = device.id;
        session.deviceKey = laptop.thumbprint();
        session.deviceName = "laptop";
        session.authenticatedAt = world->clock.now();
        session.accessDigest = crypto::sha256Hex(kToken);
        session.accessExpiresAt = {world->clock.now().ms + 300'000};
        session.refreshDigest = crypto::sha256Hex("twr_good");
        session.refreshExpiresAt = session.absoluteExpiresAt = {world->clock.now().ms + 900'000};
        write([&](db::Tx& tx) {
            identity::DeviceStore(tx).insert(device, world->clock.now());
            identity::SessionStore(tx).insert(session, world->clock.now());
        });
    }

    template <typename W>
    void write(W work)
    {
        must(world->database().write(ada.caller.scope(), [&](db::Tx& tx) -> Result<bool> {
            work(tx);
            return true;
        }));
    }
    static Result<http::Caller> ask(identity::SessionGate& gate, const http::Request& request)
    {
        std::promise<Result<http::Caller>> answer;
        gate.authenticate(
            request, [&](Result<http::Caller> caller) { answer.set_value(std::move(caller)); });
        return answer.get_future().get();
    }
    Result<http::Caller> ask(const http::Request& request) { return ask(gate, request); }
    /// As the laptop does it.
    Result<http::Caller> ask() { return ask(laptop.request(kToken, gate.nonce())); }
    Result<http::Caller> askOther() { return ask(other, laptop.request(kToken, other.nonce())); }
    std::vector<std::string> events()
    {
        return must(world->database().read({}, [&](db::Tx& tx) -> Result<std::vector<std::string>> {
            std::vector<std::string> kinds;
            for (const auto& event : identity::SecurityEventStore(tx).list(ada.caller.user, "", 50))
                kinds.push_back(event.kind + (event.critical ? "!" : ""));
            return kinds;
        }));
    }

    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada;
    TestDevice laptop;
    TestDevice thief;
    identity::SessionGate gate;
    identity::SessionGate other;
};

http::Request with(http::Request request, const std::string& name, const std::string& value)
{
    std::erase_if(request.headers, [&](const auto& header) { return header.first == name; });
    request.headers.emplace_back(name, value);
    return request;
}

} // namespace

class TestSessionGate : public QObject {
    Q_OBJECT

private slots:
    void knowsTheSession_data() { test::addEngineRows(); }
    void knowsTheSession()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        for (int i = 0; i < 2; ++i) { // from the store, then from memory
            const auto caller = must(g.ask());
            QCOMPARE(caller.user, g.ada.caller.user);
            QCOMPARE(caller.org, g.org);
            QCOMPARE(caller.role, contract::Role::Member);
            QCOMPARE(caller.deviceKey, g.laptop.thumbprint());
            QCOMPARE(caller.authenticatedAt, g.world->clock.now());
            QCOMPARE(caller.requestId, std::string("r1"));
            QCOMPARE(caller.remoteAddress, std::string("127.0.0.1"));
            QVERIFY(!caller.byApiKey());
        }
        const auto shouted =
            with(g.laptop.request(kToken, g.gate.nonce()), "authorization", "dPOP " + kToken);
        QCOMPARE(outcomeText(g.ask(shouted)), QString("ok"));
    }

    void refusesOtherCredentials()
    {
        Gated g("embedded");
        const auto good = [&] { return g.laptop.request(kToken, g.gate.nonce()); };
        for (const std::string bad : {"", "DPoP ", "DPoP", "Basic twa_good", "twa_good",
                                      "Bearer twa_good", "Bearer twr_good"})
            QCOMPARE(outcomeText(g.ask(with(good(), "authorization", bad))),
                     QString("unauthenticated"));
        auto twice = good();
        twice.headers.emplace_back("authorization", "DPoP " + kToken);
        QCOMPARE(outcomeText(g.ask(twice)), QString("unauthenticated"));
        const std::string long_ = std::string(5000, 'x');
        QCOMPARE(outcomeText(g.ask(g.laptop.request(long_, g.gate.nonce()))),
                 QString("unauthenticated"));
        QCOMPARE(outcomeText(g.ask(g.laptop.request("twa_bad", g.gate.nonce()))),
                 QString("unauthenticated"));
        QCOMPARE(outcomeText(g.ask()), QString("ok"));
        QVERIFY(g.events().empty());
    }

    void refusesAProofThatIsNotForThisRequest()
    {
        Gated g("embedded");
        const std::string nonce = g.gate.nonce();
        const auto url = "https://localhost/v1/me";
        const auto base = g.laptop.request(kToken, nonce);
        const auto proven = [&](const std::string& proof) {
            return outcomeText(g.ask(with(base, "dpop", proof)));
        };
        const QString wrong = "invalid-dpop-proof";
        QCOMPARE(proven(g.laptop.proof("POST", url, kToken, nonce)), wrong);
        QCOMPARE(proven(g.laptop.proof("GET", "https://localhost/v1/tasks", kToken, nonce)), wrong);
        QCOMPARE(proven(g.laptop.proof("GET", "https://elsewhere.test/v1/me", kToken, nonce)),
                 wrong);
        QCOMPARE(proven(g.laptop.proof("GET", "http://localhost/v1/me", kToken, nonce)), wrong);
        QCOMPARE(proven(g.laptop.proof("GET", url, "twa_another", nonce)), wrong);
        QCOMPARE(proven(g.laptop.proof("GET", url, "", nonce)), wrong);
        QCOMPARE(proven("no.proof.atall"), wrong);
        auto none = base;
        std::erase_if(none.headers, [](const auto& header) { return header.first == "dpop"; });
        QCOMPARE(outcomeText(g.ask(none)), wrong);
        auto two = base;
        two.headers.emplace_back("dpop", g.laptop.proof("GET", url, kToken, nonce));
        QCOMPARE(outcomeText(g.ask(two)), wrong);
        QCOMPARE(outcomeText(g.ask(base)), QString("ok"));
        QCOMPARE(outcomeText(g.ask(base)), wrong); // the very same once more
        QVERIFY(g.events().empty());
    }

    void asksForItsOwnNonce()
    {
        Gated g("embedded");
        const QString again = "use-dpop-nonce";
        QCOMPARE(outcomeText(g.ask(g.laptop.request(kToken, ""))), again);
        QCOMPARE(outcomeText(g.ask(g.laptop.request(kToken, "made-up"))), again);
        // A proof that was used at one process is of no use at another, nor after a restart.
        const auto used = g.laptop.request(kToken, g.gate.nonce());
        QCOMPARE(outcomeText(g.ask(used)), QString("ok"));
        QCOMPARE(outcomeText(Gated::ask(g.other, used)), again);
        QCOMPARE(outcomeText(g.askOther()), QString("ok"));
        const std::string old = g.gate.nonce();
        const auto kept = g.laptop.request(kToken, old);
        g.world->clock.advance(2 * crypto::DpopNonce::kSlotMs);
        QCOMPARE(outcomeText(g.ask(kept)), again);
        QVERIFY(g.gate.nonce() != old);
    }

    void stolenTokenEndsTheSessionOnce_data() { test::addEngineRows(); }
    void stolenTokenEndsTheSessionOnce()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        must(g.ask());
        must(g.askOther());
        std::vector<std::future<QString>> attempts;
        for (int i = 0; i < 8; ++i) {
            attempts.push_back(std::async(std::launch::async, [&] {
                return outcomeText(g.ask(g.thief.request(kToken, g.gate.nonce())));
            }));
        }
        for (auto& attempt : attempts)
            QCOMPARE(attempt.get(), QString("unauthenticated"));
        QCOMPARE(outcomeText(g.ask()), QString("unauthenticated"));
        g.world->clock.advance(999); // the other process is not told
        QCOMPARE(outcomeText(g.askOther()), QString("unauthenticated"));
        QCOMPARE(outcomeText(g.ask(g.thief.request(kToken, g.gate.nonce()))),
                 QString("unauthenticated"));
        QCOMPARE(g.events(), std::vector<std::string>{"auth.token.theft!"});
    }

    void tellsADeviceToErase_data() { test::addEngineRows(); }
    void tellsADeviceToErase()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        const auto device = must(g.ask()).device;
        g.write([&](db::Tx& tx) {
            identity::DeviceStore(tx).requestWipe(device, g.ada.caller.session, g.ada.caller.user,
                                                  g.world->clock.now());
            identity::SessionStore(tx).end(g.ada.caller.session, g.world->clock.now());
        });
        g.gate.forget(g.ada.caller.session);
        QCOMPARE(outcomeText(g.ask()), QString("device-wiped"));
        QCOMPARE(outcomeText(g.ask(g.laptop.request("twa_long_gone", g.gate.nonce()))),
                 QString("device-wiped"));
        QCOMPARE(outcomeText(g.ask(g.thief.request(kToken, g.gate.nonce()))),
                 QString("unauthenticated"));
        g.write([&](db::Tx& tx) {
            identity::DeviceStore(tx).reportWipe(device, 3, true, g.world->clock.now());
        });
        QCOMPARE(outcomeText(g.ask()), QString("unauthenticated"));
    }

    void changesAreInForceWithinASecond_data() { test::addEngineRows(); }
    void changesAreInForceWithinASecond()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        must(g.ask());
        // On another process: this one is not told.
        g.write([&](db::Tx& tx) {
            tx.run("UPDATE memberships SET role = $2 WHERE user_id = $1", g.ada.caller.user,
                   contract::Role::Viewer);
        });
        g.world->clock.advance(999);
        QCOMPARE(must(g.ask()).role, contract::Role::Viewer);
        g.write([&](db::Tx& tx) {
            identity::PeopleStore(tx).setDisabled(g.ada.caller.user, true, g.world->clock.now());
        });
        g.world->clock.advance(999);
        QCOMPARE(outcomeText(g.ask()), QString("unauthenticated"));
    }

    void forgetsAtOnce()
    {
        Gated g("embedded");
        must(g.ask());
        g.write([&](db::Tx& tx) {
            identity::SessionStore(tx).end(g.ada.caller.session, g.world->clock.now());
        });
        g.gate.forget(g.ada.caller.session);
        QCOMPARE(outcomeText(g.ask()), QString("unauthenticated"));
    }

    void expiresOnTime_data() { test::addEngineRows(); }
    void expiresOnTime()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        g.world->clock.advance(299'999);
        QCOMPARE(outcomeText(g.ask()), QString("ok"));
        g.world->clock.advance(1); // still remembered, and refused all the same
        QCOMPARE(outcomeText(g.ask()), QString("unauthenticated"));
    }

    /// An answer that goes on: fresh tokens leave it as it is, the end of the session ends it.
    void rechecksByTheSession_data() { test::addEngineRows(); }
    void rechecksByTheSession()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        const auto caller = must(g.ask());
        const auto recheck = [&] {
            std::promise<QString> answer;
            g.gate.recheck(caller,
                           [&](Result<http::Caller> now) { answer.set_value(outcomeText(now)); });
            return answer.get_future().get();
        };
        g.world->clock.advance(300'001);
        QCOMPARE(recheck(), QString("ok"));
        g.write([&](db::Tx& tx) {
            identity::SessionStore(tx).end(g.ada.caller.session, g.world->clock.now());
        });
        QCOMPARE(recheck(), QString("unauthenticated"));
    }

    void provesKeysOfOpenRequests()
    {
        Gated g("embedded");
        QCOMPARE(must(g.gate.provenKey(TestDevice::bare())), std::string());
        const auto request = g.laptop.request("", g.gate.nonce());
        QCOMPARE(must(g.gate.provenKey(request)), g.laptop.thumbprint());
        QCOMPARE(outcomeText(g.gate.provenKey(request)), QString("invalid-dpop-proof"));
        QCOMPARE(outcomeText(g.gate.provenKey(g.laptop.request("", ""))),
                 QString("use-dpop-nonce"));
    }
};

QTEST_GUILESS_MAIN(TestSessionGate)

#include "tst_identity_sessiongate.moc"
