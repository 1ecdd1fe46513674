// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/SecurityAdmin.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SessionService.h"

#include <string_view>

namespace taskward::identity {

/// What administrators do about the accounts of others: give again, take away, look; never see or
/// choose a secret. Works in the transaction it is handed. Errors of all: NotFound for somebody who is
/// not in the caller's organisation; PermissionDenied where an owner is concerned and the caller is
/// none. Each leaves an audit row with the reason, and an event that the person sees.
class SecurityAdminService {
public:
    SecurityAdminService(SessionService& sessions, const Clock& clock, Random& random)
        : m_sessions(sessions), m_clock(clock), m_random(random)
    {}

    Result<contract::ListLocks::Response> locks(db::Tx& tx, const http::Caller& caller,
                                                const contract::ListLocks::Request& request);
    Result<contract::NoBody> clearLocks(db::Tx& tx, const http::Caller& caller,
                                        const contract::ClearLocks::Request& request);
    Result<contract::OfferPasswordReset::Response>
    offerReset(db::Tx& tx, const http::Caller& caller,
               const contract::OfferPasswordReset::Request& request);
    /// Also when there is no factor: what was begun and forgotten goes too.
    Result<contract::NoBody> resetFactor(db::Tx& tx, const http::Caller& caller,
                                         const contract::ResetFactor::Request& request);
    /// Errors: Conflict for oneself.
    Result<contract::NoBody> setDisabled(db::Tx& tx, const http::Caller& caller,
                                         const contract::SetPersonDisabled::Request& request);
    Result<contract::SecurityEventPage>
    events(db::Tx& tx, const http::Caller& caller,
           const contract::ListOrgSecurityEvents::Request& request);
    contract::SecurityPolicy policy(db::Tx& tx, const http::Caller& caller);
    /// Errors: PreconditionRequired, VersionMismatch.
    Result<contract::SecurityPolicy> setPolicy(db::Tx& tx, const http::Caller& caller,
                                               const contract::SetSecurityPolicy::Request& request);

private:
    Result<UserRow> personOf(db::Tx& tx, const http::Caller& caller, const UserId& id);
    Result<UserRow> personToChange(db::Tx& tx, const http::Caller& caller, const UserId& id);
    void note(db::Tx& tx, const http::Caller& caller, const UserRow& person,
              std::string_view action, std::string_view eventKind, std::string_view reason);

    SessionService& m_sessions;
    const Clock& m_clock;
    Random& m_random;
};

/// A page of what happened to somebody's account. Cursor: the id of the last event of the page before.
contract::SecurityEventPage eventPage(db::Tx& tx, const UserId& user, std::int64_t limit,
                                      std::string_view cursor);

} // namespace taskward::identity
