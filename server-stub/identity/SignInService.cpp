// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SignInService.h"

#include "core/crypto/Digest.h"
#include "server-stub/identity/DeviceStore.h"
#include "server-stub/identity/SecurityPolicyStore.h"

namespace taskward::identity {

using namespace contract;

namespace {

constexpr std::string_view kChallengePrefix = "twc_";

tl::unexpected<Error> over()
{
    return fail(ErrorCode::ChallengeOver, "sign in from the start");
}

void wipeText(std::string& text)
{
    wipe(text.data(), text.size());
}

/// The person as they were when the password was right, and still may come in.
std::optional<UserRow> sameAs(db::Tx& tx, const UserId& id, Timestamp passwordSetAt)
{
    auto user = PeopleStore(tx).find(id);
    if (!user || user->disabled || user->passwordSetAt != passwordSetAt)
        return std::nullopt;
    return user;
}

} // namespace

std::optional<Restriction> restrictionFor(db::Tx& tx, const OrgId& org, const UserId& user,
                                          Role role, Timestamp now)
{
    SecurityPolicyStore policies(tx);
    const auto policy = policies.find(org);
    if (!asksFactorOf(policy, role) || FactorStore(tx).inForce(user))
        return std::nullopt;
    const Timestamp end = graceEnd(policy, policies.graceSince(org, user, now));
    return now < end ? std::nullopt : std::optional(Restriction::SetUpFactor);
}

Result<SignedIn> SignInService::open(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                                     const OrgId& org, SessionStart start)
{
    const Timestamp now = m.clock.now();
    start.authenticatedAt = now;
    if (const auto membership = PeopleStore(tx).membership(org, user.id))
        start.restriction = restrictionFor(tx, org, user.id, membership->role, now);
    return m.sessions.open(tx, caller, user, org, start);
}

Challenge SignInService::challenge(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                                   const OrgId& org, const Login::Request& request)
{
    const Timestamp now = m.clock.now();
    Challenge made;
    made.token = crypto::makeToken(kChallengePrefix, m.random);
    made.expiresAt = {now.ms + std::chrono::milliseconds(limits::kChallengeLife).count()};
    made.attemptsLeft = codethrottle::kTriesPerChallenge;
    made.serverTime = now;
    ChallengeRow row;
    row.digest = crypto::sha256Hex(made.token);
    row.user = user.id;
    row.org = org;
    row.deviceKey = caller.deviceKey;
    row.deviceName = request.deviceName;
    row.platform = request.platform ? request.platform->str() : std::string();
    row.passwordSetAt = user.passwordSetAt;
    row.expiresAt = made.expiresAt;
    ChallengeStore(tx).insert(row, now);
    return made;
}

Result<SignInStep> SignInService::proceed(db::Tx& tx, const http::Caller& caller,
                                          const PasswordGuard::Proof& proof, const OrgId& org,
                                          const Login::Request& request)
{
    const auto user = sameAs(tx, proof.user.id, proof.user.passwordSetAt);
    if (!user)
        return fail(ErrorCode::Unauthenticated, "not signed in");
    PeopleStore people(tx);
    if (!proof.newHash.empty())
        people.rehash(user->id, proof.newHash, proof.user.passwordHash);
    if (!people.membership(org, user->id))
        return fail(ErrorCode::NotFound, "not in this organisation");
    if (FactorStore(tx).inForce(user->id))
        return SignInStep{std::nullopt, challenge(tx, caller, *user, org, request)};
    SessionStart start;
    start.deviceName = request.deviceName;
    start.platform = request.platform ? request.platform->str() : std::string();
    TW_ASSIGN(auto signedIn, open(tx, caller, *user, org, std::move(start)));
    return SignInStep{std::move(signedIn), std::nullopt};
}

Result<SignInStep> SignInService::login(const http::Caller& caller, Login::Request request)
{
    if (caller.deviceKey.empty())
        return fail(ErrorCode::InvalidDpopProof, "signing in needs the proof of a device's key");
    auto proof = m.guard.check(caller, request.email, request.password);
    wipeText(request.password);
    if (!proof)
        return fail(std::move(proof).error());
    const OrgId org = request.orgId.value_or(proof->user.defaultOrg);
    auto step = m.database.write({org, proof->user.id}, [&](db::Tx& tx) -> Result<SignInStep> {
        return proceed(tx, caller, *proof, org, request);
    });
    if (step && step->signedIn)
        m.devices.add(caller.deviceKey);
    return step;
}

Result<SignInService::Judged> SignInService::judge(db::Tx& tx, const http::Caller& caller,
                                                   const std::string& digest, std::string_view code)
{
    Judged judged;
    ChallengeStore challenges(tx);
    const auto row = challenges.find(digest);
    const auto user = row ? sameAs(tx, row->user, row->passwordSetAt) : std::nullopt;
    if (!user || row->deviceKey != caller.deviceKey || row->expiresAt <= m.clock.now() ||
        row->tries >= codethrottle::kTriesPerChallenge) {
        judged.over = true;
        return judged;
    }
    challenges.countTry(digest);
    judged.attemptsLeft = codethrottle::kTriesPerChallenge - row->tries - 1;
    judged.known = DeviceStore(tx).isKnown(user->id, caller.deviceKey);
    TW_ASSIGN(judged.verdict, m.factors.judge(tx, caller, *user, code));
    return judged;
}

tl::unexpected<Error> SignInService::codeRefusal(const Judged& judged) const
{
    if (judged.over)
        return over();
    if (judged.verdict.kind == CodeVerdict::Kind::Locked) {
        Error error{ErrorCode::ChallengeOver, "the factor is locked", {}};
        if (judged.known && judged.verdict.retryAfterSeconds > 0)
            error.facts.emplace_back("retry_after_seconds", judged.verdict.retryAfterSeconds);
        return fail(std::move(error));
    }
    auto refusal = FactorService::refusal(judged.verdict);
    refusal.value().facts.emplace_back("attempts_left", judged.attemptsLeft);
    return refusal;
}

Result<SignInStep> SignInService::answer(const http::Caller& caller,
                                         const AnswerChallenge::Request& request)
{
    if (caller.deviceKey.empty())
        return fail(ErrorCode::InvalidDpopProof, "signing in needs the proof of a device's key");
    const std::string digest = crypto::sha256Hex(request.challenge);
    const auto row = m.database.read({}, [&](db::Tx& tx) -> Result<std::optional<ChallengeRow>> {
        return ChallengeStore(tx).find(digest);
    });
    if (!row)
        return fail(row.error());
    if (!*row)
        return over();
    const db::Scope scope{(*row)->org, (*row)->user};
    // On its own, so that the miss and the used step are kept whatever becomes of the rest.
    TW_ASSIGN(const auto judged, m.database.write(scope, [&](db::Tx& tx) -> Result<Judged> {
        return judge(tx, caller, digest, request.code);
    }));
    if (judged.over || !judged.verdict.right())
        return codeRefusal(judged);
    auto step = m.database.write(scope, [&](db::Tx& tx) -> Result<SignInStep> {
        const auto user = sameAs(tx, scope.user, (*row)->passwordSetAt);
        if (!user || !ChallengeStore(tx).erase(digest))
            return over();
        SessionStart start;
        start.deviceName = (*row)->deviceName;
        start.platform = (*row)->platform;
        TW_ASSIGN(auto signedIn, open(tx, caller, *user, scope.org, std::move(start)));
        return SignInStep{std::move(signedIn), std::nullopt};
    });
    if (step)
        m.devices.add(caller.deviceKey);
    return step;
}

Result<StepUp::Response> SignInService::stepUp(const http::Caller& caller, StepUp::Request request)
{
    TW_ASSIGN(const auto user, m.database.read({}, [&](db::Tx& tx) -> Result<UserRow> {
        auto found = PeopleStore(tx).find(caller.user);
        return found ? Result<UserRow>(std::move(*found)) : fail(ErrorCode::Unauthenticated);
    }));
    auto proof = m.guard.check(caller, user.email, request.password);
    wipeText(request.password);
    if (!proof && proof.error().code == ErrorCode::Unauthenticated)
        return fail(ErrorCode::ValidationFailed, "wrong password", "/password");
    if (!proof)
        return fail(std::move(proof).error());
    TW_ASSIGN(const auto judged,
              m.database.write(caller.scope(), [&](db::Tx& tx) -> Result<Judged> {
                  Judged out;
                  out.verdict.kind = CodeVerdict::Kind::Totp;
                  if (!FactorStore(tx).inForce(caller.user))
                      return out;
                  if (!request.code)
                      return fail(ErrorCode::ValidationFailed, "a code is asked for", "/code");
                  TW_ASSIGN(out.verdict, m.factors.judge(tx, caller, user, *request.code));
                  return out;
              }));
    if (!judged.verdict.right())
        return FactorService::refusal(judged.verdict);
    return m.database.write(caller.scope(), [&](db::Tx& tx) -> Result<StepUp::Response> {
        return StepUp::Response{m.sessions.markFresh(tx, caller)};
    });
}

} // namespace taskward::identity
