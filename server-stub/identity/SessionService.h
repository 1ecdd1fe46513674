// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Secret.h"
#include "core/contract/SignIn.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SessionGate.h"
#include "server-stub/identity/SessionStart.h"
#include "server-stub/identity/SessionStore.h"
#include "server-stub/identity/TokenMint.h"

namespace taskward::identity {

/// Sessions: begun for whoever has proved enough, bound to the key of a device, rotated, ended. What is
/// proved, and how, is not known here. refresh() blocks: Run::Work. Functions with a Tx work in that
/// transaction and may run again with it.
class SessionService {
public:
    /// `rotationKey`: 32 bytes of this server, for the TokenMint.
    SessionService(db::Database& database, SessionGate& gate, const Clock& clock, Random& random,
                   Secret rotationKey);

    /// Begins a session bound to `caller.deviceKey`; the transaction's scope must be {org, user.id}. At
    /// most kMaxSessionsPerPerson live on: the one idle longest ends. A person who is to set a new
    /// password gets a session restricted to that, whatever `start` says. A device never seen before
    /// raises an event. Errors: NotFound for an organisation that the person is not in;
    /// InvalidDpopProof without a device key; DeviceWiped for a device that has yet to erase its data.
    Result<contract::SignedIn> open(db::Tx& tx, const http::Caller& caller, const UserRow& user,
                                    const OrgId& org, const SessionStart& start);
    /// The person of the session has proved themselves again, with everything they have. Gives until
    /// when that counts as fresh (RFC 9470).
    Timestamp markFresh(db::Tx& tx, const http::Caller& caller);
    /// The session may do this from now on, or (none) everything.
    void restrict(db::Tx& tx, const http::Caller& caller,
                  std::optional<contract::Restriction> restriction);
    /// Ends the sessions of a person, but not `except`; in force within a second everywhere. Gives how
    /// many.
    std::int64_t endAllOf(db::Tx& tx, const UserId& user, const SessionId& except = {});

    /// Errors: Unauthenticated (also after ending a stolen session), InvalidDpopProof without a device
    /// key, DeviceWiped.
    Result<contract::TokenPair> refresh(const http::Caller& caller, const contract::Refresh::Request& request);
    Result<contract::NoBody> logout(db::Tx& tx, const http::Caller& caller);
    Result<contract::GetMe::Response> me(db::Tx& tx, const http::Caller& caller);

private:
    struct Rotation {
        contract::TokenPair tokens;
        ErrorCode refusal = ErrorCode::Unauthenticated;
        bool refused = false; ///< what was done about it is to be committed all the same
    };
    Result<Rotation> rotate(db::Tx& tx, const http::Caller& caller, std::string_view token);
    Result<Rotation> replayOrRevoke(db::Tx& tx, const http::Caller& caller, std::string_view token,
                                    std::string_view digest);
    Rotation endStolen(db::Tx& tx, const http::Caller& caller, const SessionRow& session);
    contract::TokenPair replaceTokens(SessionRow& session, std::string_view token) const;
    Result<DeviceId> deviceOf(db::Tx& tx, const http::Caller& caller, const UserId& user,
                              const SessionStart& start);
    void endIdleLongest(db::Tx& tx, const UserId& user);

    db::Database& m_database;
    SessionGate& m_gate;
    const Clock& m_clock;
    Random& m_random;
    TokenMint m_mint;
};

} // namespace taskward::identity
