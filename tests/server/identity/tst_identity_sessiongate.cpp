// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionGate.h"

#include "core/crypto/Digest.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SessionStore.h"
#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <QTest>

#include <future>

using namespace taskward;
using test::must;
using test::outcomeText;
using test::World;

namespace {

struct Gated {
    explicit Gated(const QString& engine)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org))), gate(world->database(), world->clock)
    {
        identity::SessionRow session;
        session.id = ada.caller.session;
        session.user = ada.caller.user;
        session.org = org;
        session.deviceName = "laptop";
        session.accessDigest = crypto::sha256Hex("twa_good");
        session.accessExpiresAt = {world->clock.now().ms + 300'000};
        session.refreshDigest = crypto::sha256Hex("twr_good");
        session.refreshExpiresAt = session.absoluteExpiresAt = {world->clock.now().ms + 900'000};
        must(world->database().write({}, [&](db::Tx& tx) -> Result<bool> {
            identity::SessionStore(tx).insert(session, world->clock.now());
            return true;
        }));
    }

    Result<http::Caller> ask(const std::string& header)
    {
        http::Request request;
        request.requestId = "r1";
        request.remoteAddress = "127.0.0.1";
        if (!header.empty())
            request.headers.emplace_back("authorization", header);
        std::promise<Result<http::Caller>> answer;
        gate.authenticate(request, [&](Result<http::Caller> caller) { answer.set_value(std::move(caller)); });
        return answer.get_future().get();
    }

    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada;
    identity::SessionGate gate;
};

} // namespace

class TestSessionGate : public QObject {
    Q_OBJECT

private slots:
    void knowsTheBearer_data() { test::addEngineRows(); }
    void knowsTheBearer()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        for (int i = 0; i < 2; ++i) {  // from the store, then from memory
            const auto caller = must(g.ask("Bearer twa_good"));
            QCOMPARE(caller.user, g.ada.caller.user);
            QCOMPARE(caller.org, g.org);
            QCOMPARE(caller.role, contract::Role::Member);
            QCOMPARE(caller.requestId, std::string("r1"));
            QCOMPARE(caller.remoteAddress, std::string("127.0.0.1"));
        }
        for (const char* bad : {"", "Bearer ", "Bearer twa_bad", "Basic twa_good", "twa_good",
                                       "Bearer twr_good"})
            QCOMPARE(outcomeText(g.ask(bad)), QString("unauthenticated"));
        QCOMPARE(outcomeText(g.ask("Bearer " + std::string(5000, 'x'))), QString("unauthenticated"));
    }

    void forgetsAtOnce_data() { test::addEngineRows(); }
    void forgetsAtOnce()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        must(g.ask("Bearer twa_good"));
        must(g.world->database().write({}, [&](db::Tx& tx) -> Result<bool> {
            identity::SessionStore(tx).end(g.ada.caller.session, g.world->clock.now());
            return true;
        }));
        g.gate.forget(g.ada.caller.session);
        QCOMPARE(outcomeText(g.ask("Bearer twa_good")), QString("unauthenticated"));
    }

    void disabledPersonIsOutWithinASecond_data() { test::addEngineRows(); }
    void disabledPersonIsOutWithinASecond()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        must(g.ask("Bearer twa_good"));
        // On another process: this one is not told.
        must(g.world->database().write({}, [&](db::Tx& tx) -> Result<bool> {
            identity::PeopleStore(tx).setDisabled(g.ada.caller.user, true, g.world->clock.now());
            return true;
        }));
        g.world->clock.advance(999);
        QCOMPARE(outcomeText(g.ask("Bearer twa_good")), QString("unauthenticated"));
    }

    void expiresOnTime_data() { test::addEngineRows(); }
    void expiresOnTime()
    {
        QFETCH(QString, engine);
        Gated g(engine);
        g.world->clock.advance(299'999);
        QCOMPARE(outcomeText(g.ask("Bearer twa_good")), QString("ok"));
        g.world->clock.advance(1);  // still remembered, and refused all the same
        QCOMPARE(outcomeText(g.ask("Bearer twa_good")), QString("unauthenticated"));
    }
};

QTEST_GUILESS_MAIN(TestSessionGate)

#include "tst_identity_sessiongate.moc"
