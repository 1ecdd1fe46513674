// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/FactorService.h"
#include "tests/server/identity/SignInFixture.h"

#include <QTest>
#include <thread>

using namespace taskward;
using namespace taskward::contract;
using namespace taskward::test;

namespace {

std::int64_t fact(const Error& error, const std::string& name)
{
    for (const auto& [known, value] : error.facts) {
        if (known == name)
            return value;
    }
    return INT64_MIN;
}

} // namespace

/// Authenticators and recovery codes, on the way in and in a session.
class TestFactors : public QObject {
    Q_OBJECT

private slots:
    void asksForTheCode_data() { addEngineRows(); }
    void asksForTheCode()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        const auto step = must(f.login());
        QVERIFY(step.challenge && !step.signedIn);
        QCOMPARE(step.challenge->attemptsLeft, std::int64_t(5));
        const auto in = must(f.answer(step.challenge->token, f.codeOf(seed)));
        QCOMPARE(in.signedIn->person.id, f.ada.caller.user);
        // A challenge is good for one session.
        f.world->clock.advance(crypto::kTotpStepMs);
        QCOMPARE(outcomeText(f.answer(step.challenge->token, f.codeOf(seed))),
                 QString("challenge-over"));
    }

    void acceptsACodeOnce_data() { addEngineRows(); }
    void acceptsACodeOnce()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        const auto code = f.codeOf(seed);
        QCOMPARE(outcomeText(f.answer(f.challenge(), code)), QString("ok"));
        QCOMPARE(outcomeText(f.answer(f.challenge(), code)), QString("code-wrong"));
        // Nor after a restart, nor when the clock has stepped back, nor one from before it.
        f.node = std::make_unique<Node>(*f.world);
        f.world->clock.advance(-crypto::kTotpStepMs);
        QCOMPARE(outcomeText(f.answer(f.challenge(), code)), QString("code-wrong"));
        QCOMPARE(outcomeText(f.answer(f.challenge(), f.codeOf(seed))), QString("code-wrong"));
    }

    void twoNodesAcceptACodeOnce_data() { addEngineRows(); }
    void twoNodesAcceptACodeOnce()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        Node other(*f.world);
        for (int round = 0; round < 5; ++round) {
            const auto code = f.codeOf(seed);
            AnswerChallenge::Request there;
            there.challenge = ChallengeText(f.challenge());
            there.code = CodeText(code);
            const auto here = f.challenge();
            QString first;
            QString second;
            std::thread racer(
                [&] { first = outcomeText(other.signIn.answer(f.from(kLaptop), there)); });
            second = outcomeText(f.answer(here, code));
            racer.join();
            QStringList both{first, second};
            both.sort();
            QCOMPARE(both, QStringList({"code-wrong", "ok"}));
            f.world->clock.advance(crypto::kTotpStepMs);
        }
    }

    void locksAndStaysLocked_data() { addEngineRows(); }
    void locksAndStaysLocked()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        auto challenge = f.challenge();
        for (int i = 4; i >= 0; --i) {
            const auto wrong = f.answer(challenge, "000000");
            QCOMPARE(outcomeText(wrong), QString("code-wrong"));
            QCOMPARE(fact(wrong.error(), "attempts_left"), std::int64_t(i));
        }
        QCOMPARE(outcomeText(f.answer(challenge, f.codeOf(seed))), QString("challenge-over"));
        challenge = f.challenge();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(outcomeText(f.answer(challenge, "000000")), QString("code-wrong"));
        QCOMPARE(f.count("auth.lock", "codes"), std::int64_t(1));
        // The lock is in the store, whatever came of the answers; and it waits its time.
        f.node = std::make_unique<Node>(*f.world);
        const auto locked = f.answer(f.challenge(), f.codeOf(seed));
        QCOMPARE(outcomeText(locked), QString("challenge-over"));
        QCOMPARE(fact(locked.error(), "retry_after_seconds"), std::int64_t(900));
        f.world->clock.advance(15 * kMinute);
        QCOMPARE(outcomeText(f.answer(f.challenge(), f.codeOf(seed))), QString("ok"));
    }

    void stopsAfterAHundred_data() { addEngineRows(); }
    void stopsAfterAHundred()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        std::vector<std::string> codes;
        const Secret seed = f.enrol(&codes);
        const auto judge = [&](const std::string& code) {
            return must(
                f.world->database().write({}, [&](db::Tx& tx) -> Result<identity::CodeVerdict> {
                    const auto user = identity::PeopleStore(tx).find(f.ada.caller.user);
                    return f.node->factors.judge(tx, f.from(kLaptop), *user, code);
                }));
        };
        using Kind = identity::CodeVerdict::Kind;
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(judge("000000").kind, Kind::Wrong);
            if (i % 10 == 9)
                f.world->clock.advance(15 * kMinute);
        }
        QCOMPARE(judge(f.codeOf(seed)).kind, Kind::Locked);
        f.world->clock.advance(kDay);
        QCOMPARE(judge(f.codeOf(seed)).kind, Kind::Locked);
        QCOMPARE(judge(codes[0]).kind, Kind::Recovery);
        QCOMPARE(judge(f.codeOf(seed)).kind, Kind::Totp);
    }

    void tellsADriftAndBurnsWhatItTold_data() { addEngineRows(); }
    void tellsADriftAndBurnsWhatItTold()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        const auto ahead = f.codeOf(seed, 4);
        const auto early = f.answer(f.challenge(), ahead);
        QCOMPARE(outcomeText(early), QString("code-wrong"));
        QVERIFY(fact(early.error(), "drift_seconds") > 60);
        f.world->clock.advance(4 * crypto::kTotpStepMs);
        QCOMPARE(outcomeText(f.answer(f.challenge(), ahead)), QString("code-wrong"));
        f.world->clock.advance(crypto::kTotpStepMs);
        QCOMPARE(outcomeText(f.answer(f.challenge(), f.codeOf(seed))), QString("ok"));
    }

    void recoveryCodesStandInOnce_data() { addEngineRows(); }
    void recoveryCodesStandInOnce()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        std::vector<std::string> codes;
        const Secret seed = f.enrol(&codes);
        QCOMPARE(codes.size(), std::size_t(10));
        const auto in = *must(f.answer(f.challenge(), codes[3])).signedIn;
        QCOMPARE(outcomeText(f.answer(f.challenge(), codes[3])), QString("code-wrong"));
        const auto caller = f.callerOf(in);
        QCOMPARE(outcomeText(f.node->factors.proveCodes(caller, codes[3])), QString("code-wrong"));
        QCOMPARE(outcomeText(f.node->factors.proveCodes(caller, codes[4])), QString("ok"));
        const auto security = must(f.world->database().read(
            caller.scope(), [&](db::Tx& tx) { return f.node->factors.describe(tx, caller); }));
        QCOMPARE(security.recoveryCodesLeft, std::int64_t(9));
        QVERIFY(security.recoveryCodesSaved && security.totp);
        const auto renewed = must(f.node->factors.renewCodes(caller)).recoveryCodes;
        QCOMPARE(outcomeText(f.answer(f.challenge(), codes[5])), QString("code-wrong"));
        QCOMPARE(outcomeText(f.answer(f.challenge(), renewed[0])), QString("ok"));
        // The phone that was lost is replaced; the old one ends with the confirmation.
        const auto begun = must(f.node->factors.enrol(caller));
        const Secret next = must(crypto::totpSeedFromText(begun.key));
        QCOMPARE(outcomeText(f.answer(f.challenge(), f.codeOf(seed))), QString("ok"));
        must(f.node->factors.confirm(caller, f.codeOf(next)));
        f.world->clock.advance(crypto::kTotpStepMs);
        QCOMPARE(outcomeText(f.answer(f.challenge(), f.codeOf(seed))), QString("code-wrong"));
        QCOMPARE(outcomeText(f.answer(f.challenge(), f.codeOf(next))), QString("ok"));
    }

    void challengesEndWithWhatTheyStoodOn_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("change");
        for (const char* engine : {"embedded", "postgres"}) {
            for (const char* change : {"disabled", "password", "factor", "device", "time"})
                QTest::addRow("%s, %s", engine, change) << engine << change;
        }
    }
    void challengesEndWithWhatTheyStoodOn()
    {
        QFETCH(QString, engine);
        QFETCH(QString, change);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        const auto challenge = f.challenge();
        auto owner = must(f.world->addMember(f.org, Role::Owner)).caller;
        const auto id = f.ada.caller.user;
        f.world->clock.advance(1);
        must(f.world->database().write(owner.scope(), [&](db::Tx& tx) -> Result<NoBody> {
            if (change == "disabled")
                return f.node->admin.setDisabled(tx, owner, {id, true, Reason("left us")});
            if (change == "factor")
                return f.node->admin.resetFactor(tx, owner, {id, Reason("lost phone")});
            if (change == "password")
                identity::PeopleStore(tx).setPasswordHash(id, "!", f.world->clock.now());
            return NoBody{};
        }));
        if (change == "time")
            f.world->clock.advance(5 * kMinute);
        const auto key = change == "device" ? "another key" : kLaptop;
        QCOMPARE(outcomeText(f.answer(challenge, f.codeOf(seed), key)), QString("challenge-over"));
    }

    void stepsUpWithBoth_data() { addEngineRows(); }
    void stepsUpWithBoth()
    {
        QFETCH(QString, engine);
        SignInFixture f(engine);
        const Secret seed = f.enrol();
        const auto caller = f.callerOf(*must(f.answer(f.challenge(), f.codeOf(seed))).signedIn);
        const auto stepUp = [&](const char* password, std::optional<std::string> code) {
            StepUp::Request request;
            request.password = PasswordText(password);
            if (code)
                request.code = CodeText(*code);
            return outcomeText(f.node->signIn.stepUp(caller, request));
        };
        f.world->clock.advance(crypto::kTotpStepMs);
        QCOMPARE(stepUp("wrong", {}), QString("validation-failed /password"));
        QCOMPARE(stepUp(kPassword, {}), QString("validation-failed /code"));
        QCOMPARE(stepUp(kPassword, "000000"), QString("code-wrong"));
        QCOMPARE(stepUp(kPassword, f.codeOf(seed)), QString("ok"));
        QCOMPARE(stepUp(kPassword, f.codeOf(seed)), QString("code-wrong"));
    }
};

QTEST_GUILESS_MAIN(TestFactors)

#include "tst_identity_factors.moc"
