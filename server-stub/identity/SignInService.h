// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/SignIn.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/ChallengeStore.h"
#include "server-stub/identity/FactorService.h"
#include "server-stub/identity/KnownDevices.h"
#include "server-stub/identity/PasswordGuard.h"
#include "server-stub/identity/SessionService.h"

namespace taskward::identity {

/// From a password to a session, with a code between where a factor is in force; and the same proof
/// again for what needs a fresh one. All three block (hash, commit): Run::Work. Thread-safe.
class SignInService {
public:
    struct Parts {
        db::Database& database;
        SessionService& sessions;
        PasswordGuard& guard;
        FactorService& factors;
        KnownDevices& devices;
        const Clock& clock;
        Random& random;
    };
    explicit SignInService(const Parts& parts) : m(parts) {}

    /// Errors: InvalidDpopProof without a device key; Unauthenticated, the same for unknown, wrong,
    /// disabled and slowed; RateLimited for a known device; NotFound for an organisation that the
    /// person is not in; DeviceWiped.
    Result<contract::SignInStep> login(const http::Caller& caller,
                                       contract::Login::Request request);
    /// Errors: ChallengeOver when it is unknown, too old, of another device, tried too often, or the
    /// person was locked, disabled or got another password since; CodeWrong with the facts.
    Result<contract::SignInStep> answer(const http::Caller& caller,
                                        const contract::AnswerChallenge::Request& request);
    /// Errors: ValidationFailed at /password for a wrong one (not Unauthenticated: the session is good)
    /// and at /code for a missing one; CodeWrong; RateLimited.
    Result<contract::StepUp::Response> stepUp(const http::Caller& caller,
                                              contract::StepUp::Request request);

private:
    Result<contract::SignInStep> proceed(db::Tx& tx, const http::Caller& caller,
                                         const PasswordGuard::Proof& proof, const OrgId& org,
                                         const contract::Login::Request& request);
    contract::Challenge challenge(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                                  const OrgId& org, const contract::Login::Request& request);
    Result<contract::SignedIn> open(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                                    const OrgId& org, SessionStart start);
    struct Judged {
        CodeVerdict verdict;
        std::int64_t attemptsLeft = 0;
        bool over = false;
        bool known = false;
    };
    Result<Judged> judge(db::Tx& tx, const http::Caller& caller, const std::string& digest,
                         std::string_view code);
    tl::unexpected<Error> codeRefusal(const Judged& judged) const;

    Parts m;
};

/// What the policy says about a session of this person that begins now, without a factor or with one.
/// Begins the days of grace.
std::optional<contract::Restriction> restrictionFor(db::Tx& tx, const OrgId& org,
                                                    const UserId& user, contract::Role role,
                                                    Timestamp now);

} // namespace taskward::identity
