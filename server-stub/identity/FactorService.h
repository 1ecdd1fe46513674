// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/Security.h"
#include "core/crypto/KeyRing.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/FactorStore.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SessionService.h"

#include <optional>
#include <string>
#include <string_view>

namespace taskward::identity {

/// What a typed code was worth.
struct CodeVerdict {
    enum class Kind : std::uint8_t { Totp, Recovery, Wrong, Locked };
    Kind kind = Kind::Wrong;
    std::optional<int> driftSeconds;    ///< where the phone's clock explains a wrong one
    std::int64_t retryAfterSeconds = 0; ///< where it is locked; 0: until a recovery code comes
    bool right() const { return kind == Kind::Totp || kind == Kind::Recovery; }
};

/// Authenticators and recovery codes: set up, used, taken away. Functions with a Tx work in that
/// transaction. Thread-safe.
class FactorService {
public:
    /// `seals`: holds the key under which seeds are kept; `issuer`: what authenticators call us.
    FactorService(db::Database& database, SessionService& sessions, const crypto::KeyRing& seals,
                  std::string issuer, const Clock& clock, Random& random)
        : m_database(database), m_sessions(sessions), m_seals(seals), m_issuer(std::move(issuer)),
          m_clock(clock), m_random(random)
    {}

    /// Uses the code up, or counts the miss: the transaction must be committed whatever it says, and be
    /// no other's. Locking ends the challenges of the person. Errors: the seed does not open.
    Result<CodeVerdict> judge(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                              std::string_view code);
    /// CodeWrong, or RateLimited while it is locked, with the facts.
    static tl::unexpected<Error> refusal(const CodeVerdict& verdict);

    /// These four block: Run::Work. Errors: CodeWrong with drift_seconds; Conflict when no enrolment has
    /// begun, or there is no factor.
    Result<contract::EnrolTotp::Response> enrol(const http::Caller& caller);
    Result<contract::ConfirmTotp::Response> confirm(const http::Caller& caller,
                                                    std::string_view code);
    Result<contract::NoBody> proveCodes(const http::Caller& caller, std::string_view code);
    Result<contract::ConfirmTotp::Response> renewCodes(const http::Caller& caller);

    /// Errors: Conflict where the policy asks for it, or there is none.
    Result<contract::NoBody> remove(db::Tx& tx, const http::Caller& caller);
    Result<contract::GetSecurity::Response> describe(db::Tx& tx, const http::Caller& caller);

private:
    std::optional<CodeVerdict> tryTotp(FactorStore& factors, const FactorRow& row,
                                       const Secret& seed, std::string_view code);
    bool tryRecovery(FactorStore& factors, const FactorRow& row, std::string_view code);
    CodeVerdict countMiss(db::Tx& tx, const http::Caller& caller, const FactorRow& row,
                          const Secret& seed, std::string_view code);
    Result<Secret> openSeed(const UserId& user, std::span<const std::uint8_t> sealed) const;
    std::vector<std::string> makeCodes(FactorStore& factors, const UserId& user);
    void tell(db::Tx& tx, const http::Caller& caller, const UserId& user, std::string_view kind,
              std::string_view cause = {});

    db::Database& m_database;
    SessionService& m_sessions;
    const crypto::KeyRing& m_seals;
    std::string m_issuer;
    const Clock& m_clock;
    Random& m_random;
};

} // namespace taskward::identity
