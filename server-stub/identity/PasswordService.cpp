// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/PasswordService.h"

#include "core/crypto/Digest.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/ChallengeStore.h"
#include "server-stub/identity/FactorStore.h"
#include "server-stub/identity/ResetStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SignInService.h"

namespace taskward::identity {

using namespace contract;

Status acceptPassword(std::string_view password, const crypto::PasswordRules& rules,
                      std::string_view pointer)
{
    const auto report = crypto::checkPassword(password, rules);
    if (report.accepted())
        return {};
    Error error{ErrorCode::PasswordRejected, "the policy says no", std::string(pointer)};
    for (const auto& finding : report.findings) {
        error.reasons.emplace_back(crypto::passwordFaultName(finding.fault));
        if (finding.fault == crypto::PasswordFault::TooShort)
            error.facts.emplace_back("min_chars", static_cast<std::int64_t>(finding.number));
    }
    return fail(std::move(error));
}

Result<PasswordService::Account> PasswordService::accountOf(db::Tx& tx, const UserId& id,
                                                            const OrgId& org)
{
    auto user = PeopleStore(tx).find(id);
    if (!user)
        return fail(ErrorCode::Unauthenticated, "no such person");
    tx.setScope({org.empty() ? user->defaultOrg : org, id});
    const auto membership =
        PeopleStore(tx).membership(org.empty() ? user->defaultOrg : org, user->id);
    Account account;
    account.rules.hasSecondFactor = FactorStore(tx).inForce(id);
    account.rules.contextWords = crypto::passwordContext(
        membership ? membership->orgName : std::string(), user->name, user->email);
    account.user = std::move(*user);
    return account;
}

Result<JudgePassword::Response> PasswordService::judge(const http::Caller& caller,
                                                       JudgePassword::Request request)
{
    TW_ASSIGN(const auto account, m_database.read(caller.scope(), [&](db::Tx& tx) {
        return accountOf(tx, caller.user, caller.org);
    }));
    const auto report = crypto::checkPassword(request.password, account.rules);
    wipe(request.password.data(), request.password.size());
    JudgePassword::Response answer{report.accepted(), report.strength, {}};
    for (const auto& finding : report.findings)
        answer.reasons.emplace_back(crypto::passwordFaultName(finding.fault));
    return answer;
}

/// What every new password brings with it, however it was set.
void PasswordService::settle(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                             std::string_view hash, std::string_view kind)
{
    const Timestamp now = m_clock.now();
    PeopleStore people(tx);
    people.setPasswordHash(user.id, hash, now);
    people.setRenewPassword(user.id, false, now);
    ChallengeStore(tx).eraseOf(user.id);
    ResetStore(tx).eraseOf(user.id);
    SecurityEventStore(tx).append(user.id,
                                  {.kind = kind, .address = caller.remoteAddress, .critical = true},
                                  m_clock, m_random);
    http::Caller actor = caller;
    actor.user = user.id;
    if (actor.org.empty())
        actor.org = user.defaultOrg;
    audit::AuditStore(tx).append(actor, {"user.set_password", "user", user.id.value}, now);
}

Result<NoBody> PasswordService::change(const http::Caller& caller, ChangePassword::Request request)
{
    TW_ASSIGN(const auto account, m_database.read(caller.scope(), [&](db::Tx& tx) {
        return accountOf(tx, caller.user, caller.org);
    }));
    const auto proof = m_guard.check(caller, account.user.email, request.current);
    wipe(request.current.data(), request.current.size());
    if (!proof && proof.error().code == ErrorCode::Unauthenticated)
        return fail(ErrorCode::ValidationFailed, "wrong password", "/current");
    if (!proof)
        return fail(proof.error());
    TW_TRY(acceptPassword(request.password, account.rules, "/password"));
    const std::string hash = m_hasher.hash(request.password);
    wipe(request.password.data(), request.password.size());
    if (hash.empty())
        return fail(ErrorCode::Overloaded, "not enough memory for the password hash");
    return m_database.write(caller.scope(), [&](db::Tx& tx) -> Result<NoBody> {
        const auto user = PeopleStore(tx).find(caller.user);
        if (!user || user->passwordSetAt != proof->user.passwordSetAt)
            return fail(ErrorCode::Conflict, "the password was changed meanwhile");
        settle(tx, caller, *user, hash, "password.changed");
        // Somebody who had to set a new one may have been driven out: nobody else stays in.
        if (!request.keepOtherSessions || caller.restriction)
            m_sessions.endAllOf(tx, caller.user, caller.session);
        if (caller.restriction)
            m_sessions.restrict(
                tx, caller,
                restrictionFor(tx, caller.org, caller.user, caller.role, m_clock.now()));
        return NoBody{};
    });
}

Result<NoBody> PasswordService::reset(const http::Caller& caller, ResetPassword::Request request)
{
    if (caller.deviceKey.empty())
        return fail(ErrorCode::InvalidDpopProof, "this needs the proof of a device's key");
    const std::string digest = crypto::sha256Hex(request.token);
    TW_ASSIGN(const auto account, m_database.read({}, [&](db::Tx& tx) -> Result<Account> {
        const auto user = ResetStore(tx).find(digest, m_clock.now());
        if (!user)
            return fail(ErrorCode::Unauthenticated, "no such reset");
        return accountOf(tx, *user, {});
    }));
    if (account.user.disabled)
        return fail(ErrorCode::Unauthenticated, "no such reset");
    TW_TRY(acceptPassword(request.password, account.rules, "/password"));
    const std::string hash = m_hasher.hash(request.password);
    wipe(request.password.data(), request.password.size());
    if (hash.empty())
        return fail(ErrorCode::Overloaded, "not enough memory for the password hash");
    const db::Scope scope{account.user.defaultOrg, account.user.id};
    return m_database.write(scope, [&](db::Tx& tx) -> Result<NoBody> {
        const auto user = PeopleStore(tx).find(account.user.id);
        if (!ResetStore(tx).spend(digest, m_clock.now()) || !user || user->disabled)
            return fail(ErrorCode::Unauthenticated, "no such reset");
        settle(tx, caller, *user, hash, "password.reset");
        m_sessions.endAllOf(tx, user->id);
        return NoBody{};
    });
}

} // namespace taskward::identity
