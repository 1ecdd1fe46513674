// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/PasswordService.h"
#include "tests/server/identity/SignInFixture.h"

#include <QTest>

using namespace taskward;
using namespace taskward::contract;
using namespace taskward::test;

namespace {

constexpr const char* kNext = "seven lanterns over Trondheim 42";

struct Office : SignInFixture {
    explicit Office(const QString& engine)
        : SignInFixture(engine), owner(must(world->addMember(org, Role::Owner)).caller),
          administrator(must(world->addMember(org, Role::Administrator)).caller)
    {}
    /// `work` is Result<T>(Tx&).
    template <typename W>
    auto as(const http::Caller& caller, W&& work)
    {
        return world->database().write(caller.scope(), work);
    }
    Result<NoBody> change(const http::Caller& caller, const char* current, const char* password,
                          bool keep = false)
    {
        return node->passwords.change(caller,
                                      {PasswordText(current), PasswordText(password), keep});
    }
    Result<NoBody> reset(const std::string& token, const char* password)
    {
        return node->passwords.reset(from(kStranger), {TokenText(token), PasswordText(password)});
    }
    Result<OfferPasswordReset::Response> offer(const http::Caller& caller, const UserId& id)
    {
        return as(caller, [&](db::Tx& tx) {
            return node->admin.offerReset(tx, caller, {id, Reason("asked by phone")});
        });
    }
    bool lives(const SignedIn& signedIn)
    {
        return must(world->database().read({}, [&](db::Tx& tx) -> Result<bool> {
            return identity::SessionStore(tx).find(signedIn.sessionId).has_value();
        }));
    }

    http::Caller owner;
    http::Caller administrator;
};

} // namespace

/// New passwords, and what administrators may do about the accounts of others.
class TestPasswords : public QObject {
    Q_OBJECT

private slots:
    void changes_data() { addEngineRows(); }
    void changes()
    {
        QFETCH(QString, engine);
        Office o(engine);
        const auto here = *must(o.login()).signedIn;
        const auto there = *must(o.login("the phone's key")).signedIn;
        const auto caller = o.callerOf(here);
        o.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(o.change(caller, "wrong", kNext)),
                 QString("validation-failed /current"));
        const auto rejected = o.change(caller, kPassword, "password1234");
        QCOMPARE(outcomeText(rejected), QString("password-rejected /password"));
        QVERIFY(std::ranges::find(rejected.error().reasons, "too-short") !=
                rejected.error().reasons.end());
        QVERIFY(o.lives(there));
        QCOMPARE(outcomeText(o.change(caller, kPassword, kNext)), QString("ok"));
        QVERIFY(o.lives(here));
        QVERIFY(!o.lives(there));
        QCOMPARE(outcomeText(o.login()), QString("unauthenticated"));
        QCOMPARE(outcomeText(o.login(kLaptop, kNext)), QString("ok"));
        QCOMPARE(o.count("password.changed"), std::int64_t(1));
    }

    void newOneIsAskedForOnce_data() { addEngineRows(); }
    void newOneIsAskedForOnce()
    {
        QFETCH(QString, engine);
        Office o(engine);
        must(o.as(o.owner, [&](db::Tx& tx) -> Result<bool> {
            identity::PeopleStore(tx).setRenewPassword(o.ada.caller.user, true,
                                                       o.world->clock.now());
            return true;
        }));
        const auto restricted = *must(o.login()).signedIn;
        QCOMPARE(restricted.restriction, std::optional(Restriction::NewPassword));
        o.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(o.change(o.callerOf(restricted), kPassword, kNext)), QString("ok"));
        QVERIFY(!must(o.login(kLaptop, kNext)).signedIn->restriction);
    }

    void resetsOnce_data() { addEngineRows(); }
    void resetsOnce()
    {
        QFETCH(QString, engine);
        Office o(engine);
        const auto before = *must(o.login()).signedIn;
        const auto old = must(o.offer(o.administrator, o.ada.caller.user));
        const auto offered = must(o.offer(o.administrator, o.ada.caller.user));
        QCOMPARE(outcomeText(o.reset(old.token, kNext)), QString("unauthenticated"));
        QCOMPARE(outcomeText(o.reset(offered.token, "short")),
                 QString("password-rejected /password"));
        o.world->clock.advance(kSecond);
        QCOMPARE(outcomeText(o.reset(offered.token, kNext)), QString("ok"));
        QVERIFY(!o.lives(before));
        QCOMPARE(outcomeText(o.login(kLaptop, kNext)), QString("ok"));
        const auto spent = o.reset(offered.token, kPassword);
        const auto unknown = o.reset("twp_nobody-has-made-this-one", kPassword);
        QVERIFY(!spent && !unknown && spent.error() == unknown.error());
        const auto late = must(o.offer(o.administrator, o.ada.caller.user));
        o.world->clock.advance(60 * kMinute);
        const auto expired = o.reset(late.token, kPassword);
        QVERIFY(!expired && expired.error() == unknown.error());
    }

    void administratorsReachTheirOwnPeopleOnly_data() { addEngineRows(); }
    void administratorsReachTheirOwnPeopleOnly()
    {
        QFETCH(QString, engine);
        Office o(engine);
        const auto foreignOrg = must(o.world->addOrganisation("Two"));
        const auto foreign = must(o.world->addMember(foreignOrg)).caller.user;
        const auto each = [&](const http::Caller& caller, const UserId& id) {
            const Reason why("help desk");
            QStringList out;
            out << outcomeText(o.offer(caller, id));
            out << outcomeText(o.as(caller, [&](db::Tx& tx) {
                return o.node->admin.clearLocks(tx, caller, {id, why});
            }));
            out << outcomeText(o.as(caller, [&](db::Tx& tx) {
                return o.node->admin.resetFactor(tx, caller, {id, why});
            }));
            out << outcomeText(o.as(caller, [&](db::Tx& tx) {
                return o.node->admin.setDisabled(tx, caller, {id, true, why});
            }));
            out.removeDuplicates();
            return out.join(' ');
        };
        QCOMPARE(each(o.owner, foreign), QString("not-found"));
        QCOMPARE(each(o.administrator, o.owner.user), QString("permission-denied"));
        QCOMPARE(each(o.administrator, o.ada.caller.user), QString("ok"));
        QCOMPARE(outcomeText(o.login()), QString("unauthenticated"));
        const auto page = must(o.as(o.owner, [&](db::Tx& tx) {
            return o.node->admin.events(tx, o.owner, {o.ada.caller.user, {}, {}});
        }));
        QCOMPARE(page.items.back().kind, std::string("password.reset-offered"));
        QCOMPARE(page.items.back().actor, std::string("Person"));
        const auto hidden = o.as(o.owner, [&](db::Tx& tx) {
            return o.node->admin.events(tx, o.owner, {foreign, {}, {}});
        });
        QCOMPARE(outcomeText(hidden), QString("not-found"));
    }

    void locksAreSeenAndCleared_data() { addEngineRows(); }
    void locksAreSeenAndCleared()
    {
        QFETCH(QString, engine);
        Office o(engine);
        for (int i = 0; i < 5; ++i)
            static_cast<void>(o.login(kStranger, "wrong"));
        const auto locks = [&](const http::Caller& caller) {
            return must(o.as(caller,
                             [&](db::Tx& tx) { return o.node->admin.locks(tx, caller, {}); }))
                .items;
        };
        const auto seen = locks(o.administrator);
        QCOMPARE(seen.size(), std::size_t(1));
        QCOMPARE(seen[0].userId, o.ada.caller.user);
        QCOMPARE(seen[0].cause, std::string("misses-from-address"));
        QCOMPARE(seen[0].source, std::string("192.0.2.0/24"));
        QCOMPARE(seen[0].until->ms, o.world->clock.now().ms + kSecond);
        const auto elsewhere = must(o.world->addOrganisation("Two"));
        QVERIFY(locks(must(o.world->addMember(elsewhere, Role::Owner)).caller).empty());
        must(o.as(o.administrator, [&](db::Tx& tx) {
            return o.node->admin.clearLocks(tx, o.administrator,
                                            {o.ada.caller.user, Reason("called back")});
        }));
        QVERIFY(locks(o.administrator).empty());
        QCOMPARE(outcomeText(o.login(kStranger)), QString("ok"));
        QCOMPARE(o.count("auth.unlock"), std::int64_t(1));
    }

    void policyIsVersioned_data() { addEngineRows(); }
    void policyIsVersioned()
    {
        QFETCH(QString, engine);
        Office o(engine);
        const auto set = [&](std::optional<std::int64_t> version) {
            SetSecurityPolicy::Request request;
            request.factorRoles.assign({Role::Member, Role::Member});
            request.graceDays = 0;
            request.ifMatch = version;
            return o.as(o.owner,
                        [&](db::Tx& tx) { return o.node->admin.setPolicy(tx, o.owner, request); });
        };
        QCOMPARE(outcomeText(set({})), QString("precondition-required"));
        QCOMPARE(outcomeText(set(7)), QString("version-mismatch"));
        const auto policy = must(set(0));
        QCOMPARE(policy.version, std::int64_t(1));
        QCOMPARE(policy.factorRoles.size(), std::size_t(1));
        QCOMPARE(must(o.login()).signedIn->restriction, std::optional(Restriction::SetUpFactor));
    }
};

QTEST_GUILESS_MAIN(TestPasswords)

#include "tst_identity_passwords.moc"
