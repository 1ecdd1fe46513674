// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/FactorService.h"

#include "core/crypto/Digest.h"
#include "core/crypto/RecoveryCodes.h"
#include "core/crypto/Totp.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/ChallengeStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SecurityPolicyStore.h"

#include <algorithm>
#include <array>

namespace taskward::identity {

using namespace contract;

namespace {

constexpr std::int64_t kEnrolmentLifeMs = 900'000;
constexpr std::string_view kSeedPurpose = "totp-seed";
constexpr std::size_t kSaltBytes = 16;
constexpr std::int64_t kLeastCharsWithFactor = 8; // crypto::PasswordRules

std::string textOf(const Secret& secret)
{
    return std::string(secret.text());
}

bool looksLikeTotp(std::string_view code)
{
    const auto digits = std::ranges::count_if(code, [](char c) { return c >= '0' && c <= '9'; });
    return digits == 6 &&
           std::ranges::all_of(code, [](char c) { return c == ' ' || (c >= '0' && c <= '9'); });
}

std::optional<int> driftOf(std::string_view code, const Secret& seed, Timestamp now)
{
    return looksLikeTotp(code) ? crypto::measureTotpDrift(code, seed, now) : std::nullopt;
}

} // namespace

tl::unexpected<Error> FactorService::refusal(const CodeVerdict& verdict)
{
    Error error{ErrorCode::CodeWrong, "wrong code", {}};
    if (verdict.kind == CodeVerdict::Kind::Locked) {
        error = {ErrorCode::RateLimited, "too many wrong codes", {}};
        if (verdict.retryAfterSeconds > 0)
            error.facts.emplace_back("retry_after_seconds", verdict.retryAfterSeconds);
    }
    if (verdict.driftSeconds)
        error.facts.emplace_back("drift_seconds", *verdict.driftSeconds);
    return fail(std::move(error));
}

void FactorService::tell(db::Tx& tx, const http::Caller& caller, const UserId& user,
                         std::string_view kind, std::string_view cause)
{
    SecurityEventStore(tx).append(
        user, {.kind = kind, .cause = cause, .address = caller.remoteAddress, .critical = true},
        m_clock, m_random);
}

Result<Secret> FactorService::openSeed(const UserId& user,
                                       std::span<const std::uint8_t> sealed) const
{
    return m_seals.open(sealed, {kSeedPurpose, user.value});
}

std::optional<CodeVerdict> FactorService::tryTotp(FactorStore& factors, const FactorRow& row,
                                                  const Secret& seed, std::string_view code)
{
    if (codethrottle::isStopped(row.misses))
        return std::nullopt;
    const auto match = crypto::validateTotp(code, seed, m_clock.now(), row.lastStep);
    // The condition in the store decides: another node may have taken the step meanwhile.
    if (!match || !factors.acceptStep(row.user, match->step))
        return std::nullopt;
    return CodeVerdict{CodeVerdict::Kind::Totp, {}, 0};
}

bool FactorService::tryRecovery(FactorStore& factors, const FactorRow& row, std::string_view code)
{
    const auto unused = factors.unusedCodes(row.user);
    const auto place = crypto::findRecoveryCode(code, row.recoverySalt, unused);
    return place && factors.useCode(row.user, unused[*place], m_clock.now());
}

CodeVerdict FactorService::countMiss(db::Tx& tx, const http::Caller& caller, const FactorRow& row,
                                     const Secret& seed, std::string_view code)
{
    const Timestamp now = m_clock.now();
    FactorStore factors(tx);
    CodeVerdict verdict;
    verdict.driftSeconds = driftOf(code, seed, now);
    // Whoever guessed the code of a step to come must not use it when it comes, now that we said so.
    if (verdict.driftSeconds && *verdict.driftSeconds > 0)
        factors.acceptStep(row.user, crypto::totpStepAt({now.ms + *verdict.driftSeconds * 1000LL}));
    const CodeMisses misses = codethrottle::charged(row.misses, now);
    factors.setMisses(row.user, misses);
    tell(tx, caller, row.user, "auth.code", "wrong-code");
    if (misses.lockedUntil) {
        ChallengeStore(tx).eraseOf(row.user);
        SecurityEventStore(tx).append(row.user,
                                      {.kind = "auth.lock",
                                       .cause = "codes",
                                       .address = caller.remoteAddress,
                                       .actor = "system",
                                       .critical = true},
                                      m_clock, m_random);
    }
    return verdict;
}

Result<CodeVerdict> FactorService::judge(db::Tx& tx, const http::Caller& caller,
                                         const UserRow& user, std::string_view code)
{
    FactorStore factors(tx);
    const auto row = factors.find(user.id);
    if (!row || !row->inForce())
        return fail(ErrorCode::Conflict, "no factor is in force");
    if (const auto wait = codethrottle::waitMs(row->misses, m_clock.now()); wait > 0)
        return CodeVerdict{CodeVerdict::Kind::Locked, {}, (wait + 999) / 1000};
    TW_ASSIGN(const Secret seed, openSeed(user.id, row->seed));
    CodeVerdict verdict;
    if (const auto totp = tryTotp(factors, *row, seed, code))
        verdict = *totp;
    else if (tryRecovery(factors, *row, code))
        verdict.kind = CodeVerdict::Kind::Recovery;
    else if (codethrottle::isStopped(row->misses) && looksLikeTotp(code))
        return CodeVerdict{CodeVerdict::Kind::Locked, {}, 0};
    else
        return countMiss(tx, caller, *row, seed, code);
    factors.setMisses(user.id, {});
    if (verdict.kind == CodeVerdict::Kind::Recovery)
        tell(tx, caller, user.id, "factor.recovery-code");
    if (row->misses.inARow >= codethrottle::kMissesPerWindow)
        SecurityEventStore(tx).append(user.id,
                                      {.kind = "auth.unlock", .cause = "codes", .actor = "system"},
                                      m_clock, m_random);
    return verdict;
}

Result<EnrolTotp::Response> FactorService::enrol(const http::Caller& caller)
{
    if (m_seals.empty())
        return fail(ErrorCode::KeyNotFound, "no key to seal seeds with");
    return m_database.write(caller.scope(), [&](db::Tx& tx) -> Result<EnrolTotp::Response> {
        const auto user = PeopleStore(tx).find(caller.user);
        if (!user)
            return fail(ErrorCode::Unauthenticated, "no such person");
        const Secret seed = crypto::makeTotpSeed(m_random);
        FactorStore(tx).putPending(
            caller.user, m_seals.seal(seed.bytes(), {kSeedPurpose, caller.user.value}, m_random),
            m_clock.now());
        return EnrolTotp::Response{textOf(crypto::totpUri(seed, m_issuer, user->email)),
                                   textOf(crypto::totpKeyText(seed)), m_clock.now()};
    });
}

std::vector<std::string> FactorService::makeCodes(FactorStore& factors, const UserId& user)
{
    std::array<std::uint8_t, kSaltBytes> salt{};
    m_random.fill(salt);
    const std::string text = crypto::toHex(salt);
    const auto made = crypto::makeRecoveryCodes(text, m_random);
    factors.putCodes(user, text, made.digests);
    std::vector<std::string> shown;
    for (const auto& code : made.codes)
        shown.push_back(textOf(code));
    return shown;
}

Result<ConfirmTotp::Response> FactorService::confirm(const http::Caller& caller,
                                                     std::string_view code)
{
    const Timestamp now = m_clock.now();
    return m_database.write(caller.scope(), [&](db::Tx& tx) -> Result<ConfirmTotp::Response> {
        FactorStore factors(tx);
        const auto row = factors.find(caller.user);
        if (!row || row->pendingSeed.empty() || now.ms - row->pendingAt->ms > kEnrolmentLifeMs)
            return fail(ErrorCode::Conflict, "no enrolment has begun, or it was too long ago");
        TW_ASSIGN(const Secret seed, openSeed(caller.user, row->pendingSeed));
        const auto match = crypto::validateTotp(code, seed, now, std::nullopt);
        if (!match) {
            CodeVerdict wrong;
            wrong.driftSeconds = driftOf(code, seed, now);
            return refusal(wrong);
        }
        factors.confirm(caller.user, match->step, now);
        const bool unlocks = caller.restriction == Restriction::SetUpFactor;
        if (unlocks)
            m_sessions.restrict(tx, caller, std::nullopt);
        ChallengeStore(tx).eraseOf(caller.user);
        tell(tx, caller, caller.user, "factor.set-up");
        audit::AuditStore(tx).append(caller, {"factor.set_up", "user", caller.user.value}, now);
        return ConfirmTotp::Response{makeCodes(factors, caller.user)};
    });
}

Result<NoBody> FactorService::proveCodes(const http::Caller& caller, std::string_view code)
{
    return m_database.write(caller.scope(), [&](db::Tx& tx) -> Result<NoBody> {
        FactorStore factors(tx);
        const auto row = factors.find(caller.user);
        if (!row || !row->inForce())
            return fail(ErrorCode::Conflict, "no factor is in force");
        if (!crypto::findRecoveryCode(code, row->recoverySalt, factors.unusedCodes(caller.user)))
            return fail(ErrorCode::CodeWrong, "none of the recovery codes");
        factors.markCodesSaved(caller.user, m_clock.now());
        return NoBody{};
    });
}

Result<ConfirmTotp::Response> FactorService::renewCodes(const http::Caller& caller)
{
    return m_database.write(caller.scope(), [&](db::Tx& tx) -> Result<ConfirmTotp::Response> {
        FactorStore factors(tx);
        if (!factors.inForce(caller.user))
            return fail(ErrorCode::Conflict, "no factor is in force");
        tell(tx, caller, caller.user, "factor.codes-renewed");
        audit::AuditStore(tx).append(caller, {"factor.renew_codes", "user", caller.user.value},
                                     m_clock.now());
        return ConfirmTotp::Response{makeCodes(factors, caller.user)};
    });
}

Result<NoBody> FactorService::remove(db::Tx& tx, const http::Caller& caller)
{
    FactorStore factors(tx);
    if (!factors.inForce(caller.user))
        return fail(ErrorCode::Conflict, "no factor is in force");
    if (asksFactorOf(SecurityPolicyStore(tx).find(caller.org), caller.role))
        return fail(ErrorCode::Conflict, "the organisation asks for the factor");
    factors.erase(caller.user);
    ChallengeStore(tx).eraseOf(caller.user);
    tell(tx, caller, caller.user, "factor.removed");
    audit::AuditStore(tx).append(caller, {"factor.remove", "user", caller.user.value},
                                 m_clock.now());
    return NoBody{};
}

Result<GetSecurity::Response> FactorService::describe(db::Tx& tx, const http::Caller& caller)
{
    const auto user = PeopleStore(tx).find(caller.user);
    if (!user)
        return fail(ErrorCode::Unauthenticated, "no such person");
    FactorStore factors(tx);
    GetSecurity::Response answer;
    if (const auto row = factors.find(caller.user); row && row->inForce()) {
        answer.totp = true;
        answer.totpSince = row->since;
        answer.recoveryCodesSaved = row->recoverySavedAt.has_value();
        answer.recoveryCodesLeft = static_cast<std::int64_t>(factors.unusedCodes(user->id).size());
    }
    SecurityPolicyStore policies(tx);
    const auto policy = policies.find(caller.org);
    answer.factorRequired = asksFactorOf(policy, caller.role);
    if (const auto since = policies.findGrace(caller.org, caller.user);
        since && answer.factorRequired && !answer.totp)
        answer.factorDeadline = graceEnd(policy, *since);
    answer.passwordSetAt = user->passwordSetAt;
    answer.minPasswordChars =
        answer.totp ? kLeastCharsWithFactor : static_cast<std::int64_t>(limits::kMinPasswordChars);
    return answer;
}

} // namespace taskward::identity
