// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SignInService.h"
#include "tests/server/identity/SignInFixture.h"

#include <QTest>
#include <atomic>
#include <thread>

using namespace taskward;
using namespace taskward::contract;
using namespace taskward::test;

/// Passwords: who gets in, what guessing costs, and whom it delays.
class TestSignIn : public QObject {
    Q_OBJECT

private slots:
    void signsIn_data() { addEngineRows(); }
    void signsIn()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const auto step = must(f.login());
        QVERIFY(step.signedIn && !step.challenge);
        QCOMPARE(step.signedIn->person.id, f.ada.caller.user);
        QVERIFY(!step.signedIn->restriction);
        QVERIFY(f.node->devices.contains(kLaptop));
        QCOMPARE(outcomeText(f.login("")), QString("invalid-dpop-proof"));
    }

    void refusesAllAlikeAfterTheSameWork_data() { addEngineRows(); }
    void refusesAllAlikeAfterTheSameWork()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const auto work = [&](const std::string& who, const std::string& address) {
            const auto before = f.node->hasher.runs();
            const auto refused = f.login(SignInFixture::from(kStranger, address), who, "wrong");
            return std::pair(refused ? Error{} : refused.error(), f.node->hasher.runs() - before);
        };
        const auto wrong = work(f.email(), "192.0.2.1");
        const auto unknown = work("nobody@example.org", "192.0.2.1");
        must(f.world->database().write({}, [&](db::Tx& tx) -> Result<bool> {
            identity::PeopleStore(tx).setDisabled(f.ada.caller.user, true, f.world->clock.now());
            return true;
        }));
        const auto disabled = work(f.email(), "192.0.2.2");
        QCOMPARE(wrong.first.code, ErrorCode::Unauthenticated);
        QCOMPARE(wrong.second, std::int64_t(1));
        QVERIFY(unknown == wrong);
        QVERIFY(disabled == wrong);
        // Slowed: the same answer and no work at all, whether or not somebody has the name.
        for (int i = 0; i < 5; ++i) {
            work(f.email(), "192.0.2.1");
            work("nobody@example.org", "192.0.2.1");
        }
        const auto slowed = work(f.email(), "192.0.2.1");
        QVERIFY(slowed.first == wrong.first);
        QCOMPARE(slowed.second, std::int64_t(0));
        QVERIFY(work("nobody@example.org", "192.0.2.1") == slowed);
    }

    void waitsDoubleForOneAddress_data() { addEngineRows(); }
    void waitsDoubleForOneAddress()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(outcomeText(f.login(kStranger, "wrong")), QString("unauthenticated"));
        // The right password has to wait like any other, and is let in when the wait is over.
        QCOMPARE(outcomeText(f.login(kStranger)), QString("unauthenticated"));
        QCOMPARE(f.count("auth.lock", "misses-from-address"), std::int64_t(1));
        f.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(f.login(kStranger, "wrong")), QString("unauthenticated"));
        f.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(f.login(kStranger)), QString("unauthenticated"));
        f.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(f.login(kStranger)), QString("ok"));
        QCOMPARE(f.count("auth.unlock"), std::int64_t(1));
    }

    void knownDeviceIsNeverDelayedByOthers_data() { addEngineRows(); }
    void knownDeviceIsNeverDelayedByOthers()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        must(f.login());
        const auto before = f.node->hasher.runs();
        for (int i = 0; i < 200; ++i) {
            const auto address = "198.51.100." + std::to_string(i);
            f.login(SignInFixture::from(kStranger, address), f.email(), "wrong");
        }
        QVERIFY(f.node->hasher.runs() - before <= identity::throttle::kSpreadBurst);
        // An unknown device is slowed, wherever it is; hers is not, and its own counter is untouched.
        QCOMPARE(outcomeText(f.login("another new key")), QString("unauthenticated"));
        QCOMPARE(outcomeText(f.login(kLaptop, "a slip")), QString("unauthenticated"));
        QCOMPARE(outcomeText(f.login()), QString("ok"));
        QVERIFY(f.count("auth.lock", "misses-spread") > 0);
    }

    void knownDeviceIsToldHowLong_data() { addEngineRows(); }
    void knownDeviceIsToldHowLong()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        must(f.login());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(outcomeText(f.login(kLaptop, "wrong")), QString("unauthenticated"));
        const auto told = f.login();
        QCOMPARE(outcomeText(told), QString("rate-limited"));
        QCOMPARE(told.error().facts.front().first, std::string("retry_after_seconds"));
        QCOMPARE(told.error().facts.front().second, std::int64_t(1));
        f.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(f.login()), QString("ok"));
        QCOMPARE(outcomeText(f.login(kLaptop, "wrong")), QString("unauthenticated"));
        QCOMPARE(outcomeText(f.login()), QString("ok"));
    }

    void countersSurviveARestartAndAFailedSignIn_data() { addEngineRows(); }
    void countersSurviveARestartAndAFailedSignIn()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(outcomeText(f.login(kStranger, "wrong")), QString("unauthenticated"));
        f.node = std::make_unique<Node>(*f.world);
        QCOMPARE(outcomeText(f.login(kStranger)), QString("unauthenticated"));
        QCOMPARE(f.node->hasher.runs(), std::int64_t(0));
        // From another place the right password, for an organisation that is not hers: rolled back.
        Login::Request request;
        request.email = Email(f.email());
        request.password = PasswordText(kPassword);
        request.deviceName = Name("x");
        request.orgId = makeId<OrgId>(f.world->clock, f.world->random);
        const auto elsewhere = SignInFixture::from(kStranger, "203.0.113.9");
        QCOMPARE(outcomeText(f.node->signIn.login(elsewhere, request)), QString("not-found"));
        QCOMPARE(outcomeText(f.login(kStranger)), QString("unauthenticated"));
        QVERIFY(!f.node->devices.contains(kStranger));
    }

    void fiftyAtOnceFromOneDevice_data() { addEngineRows(); }
    void fiftyAtOnceFromOneDevice()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        must(f.login());
        std::vector<std::string> outcomes(50);
        std::vector<std::thread> threads;
        std::atomic<std::size_t> next{0};
        for (int worker = 0; worker < 4; ++worker)
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < outcomes.size(); i = next++)
                    outcomes[i] = outcomeText(f.login()).toStdString();
            });
        for (auto& thread : threads)
            thread.join();
        for (const auto& outcome : outcomes)
            QCOMPARE(outcome, std::string("ok"));
    }

    void graceEndsInASessionForTheFactor_data() { addEngineRows(); }
    void graceEndsInASessionForTheFactor()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine, Role::Owner);
        QVERIFY(!must(f.login()).signedIn->restriction);
        f.world->clock.advance(7 * kDay - 1);
        QVERIFY(!must(f.login()).signedIn->restriction);
        f.world->clock.advance(1);
        const auto signedIn = *must(f.login()).signedIn;
        QCOMPARE(signedIn.restriction, std::optional(Restriction::SetUpFactor));
        const auto caller = f.callerOf(signedIn);
        const auto security = must(f.world->database().read(
            caller.scope(), [&](db::Tx& tx) { return f.node->factors.describe(tx, caller); }));
        QVERIFY(security.factorRequired);
        QCOMPARE(security.factorDeadline->ms, f.world->clock.now().ms);
        const auto begun = must(f.node->factors.enrol(caller));
        const auto seed = must(crypto::totpSeedFromText(begun.key));
        must(f.node->factors.confirm(caller, f.codeOf(seed)));
        const auto session = must(f.world->database().read(
            caller.scope(), [&](db::Tx& tx) -> Result<std::optional<identity::SessionRow>> {
                return identity::SessionStore(tx).find(caller.session);
            }));
        QVERIFY(session && !session->restriction);
        const auto removal = f.world->database().write(
            caller.scope(), [&](db::Tx& tx) { return f.node->factors.remove(tx, caller); });
        QCOMPARE(outcomeText(removal), QString("conflict"));
    }
};

QTEST_GUILESS_MAIN(TestSignIn)

#include "tst_identity_signin.moc"
