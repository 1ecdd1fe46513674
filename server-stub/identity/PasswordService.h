// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/Security.h"
#include "core/crypto/PasswordPolicy.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/PasswordGuard.h"
#include "server-stub/identity/SessionService.h"

#include <string_view>

namespace taskward::identity {

/// New passwords: judged, set by whoever knows the old one, set with a one-time text. Thread-safe.
class PasswordService {
public:
    PasswordService(db::Database& database, SessionService& sessions, PasswordGuard& guard,
                    PasswordHasher& hasher, const Clock& clock, Random& random)
        : m_database(database), m_sessions(sessions), m_guard(guard), m_hasher(hasher),
          m_clock(clock), m_random(random)
    {}

    /// These three block: Run::Work.
    Result<contract::JudgePassword::Response> judge(const http::Caller& caller,
                                                    contract::JudgePassword::Request request);
    /// Errors: ValidationFailed at /current for a wrong one; PasswordRejected with the reasons;
    /// RateLimited; Conflict when it was changed meanwhile.
    Result<contract::NoBody> change(const http::Caller& caller,
                                    contract::ChangePassword::Request request);
    /// Errors: Unauthenticated for an unknown, spent or expired text; PasswordRejected, with which the
    /// text is not spent.
    Result<contract::NoBody> reset(const http::Caller& caller,
                                   contract::ResetPassword::Request request);

private:
    struct Account {
        UserRow user;
        crypto::PasswordRules rules;
    };
    Result<Account> accountOf(db::Tx& tx, const UserId& id, const OrgId& org);
    void settle(db::Tx& tx, const http::Caller& caller, const UserRow& user, std::string_view hash,
                std::string_view kind);

    db::Database& m_database;
    SessionService& m_sessions;
    PasswordGuard& m_guard;
    PasswordHasher& m_hasher;
    const Clock& m_clock;
    Random& m_random;
};

/// PasswordRejected at `pointer`, with the names of what was found and the least count of characters.
Status acceptPassword(std::string_view password, const crypto::PasswordRules& rules,
                      std::string_view pointer);

} // namespace taskward::identity
