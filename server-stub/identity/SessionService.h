// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Secret.h"
#include "core/contract/SignIn.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/SessionGate.h"
#include "server-stub/identity/SessionStore.h"
#include "server-stub/identity/TokenMint.h"

namespace taskward::identity {

/// Signing in, rotation, signing out. login() and refresh() block (hash, commit): Run::Work.
class SessionService {
public:
    /// `rotationKey`: 32 bytes of this server, for the TokenMint.
    SessionService(db::Database& database, SessionGate& gate, const Clock& clock, Random& random,
                   Secret rotationKey);

    /// Errors: Unauthenticated, the same for unknown, wrong and disabled; NotFound for an organisation
    /// that the person is not in.
    Result<contract::Login::Response> login(const http::Caller& caller, contract::Login::Request request);
    Result<contract::TokenPair> refresh(const http::Caller& caller, const contract::Refresh::Request& request);
    Result<contract::NoBody> logout(db::Tx& tx, const http::Caller& caller);
    Result<contract::GetMe::Response> me(db::Tx& tx, const http::Caller& caller);

private:
    struct Rotation {
        contract::TokenPair tokens;
        bool reused = false;
    };
    Result<Rotation> rotate(db::Tx& tx, const http::Caller& caller, std::string_view token);
    Result<Rotation> replayOrRevoke(db::Tx& tx, const http::Caller& caller, std::string_view token,
                                    std::string_view digest);
    Result<contract::SignedIn> open(db::Tx& tx, const http::Caller& caller,
                                           const struct UserRow& user, const OrgId& org,
                                           const std::string& deviceName);

    db::Database& m_database;
    SessionGate& m_gate;
    const Clock& m_clock;
    Random& m_random;
    TokenMint m_mint;
};

} // namespace taskward::identity
