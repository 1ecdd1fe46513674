// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/ApiKeys.h"
#include "core/db/Tx.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/SessionGate.h"

namespace taskward::identity {

/// How a key is to be made, whoever asks for it.
struct KeyWish {
    std::string name;
    std::vector<std::string> scopes;
    std::vector<std::string> addresses;
    std::int64_t days = 0;
    std::int64_t perMinute = 600; ///< requests, in each process
};

/// Keys for scripts: made, shown, ended. Everything works in the caller's transaction.
class ApiKeyService {
public:
    /// `gate` may be null where no requests are answered (the command line).
    ApiKeyService(SessionGate* gate, const Clock& clock, Random& random)
        : m_gate(gate), m_clock(clock), m_random(random)
    {}

    contract::ListApiKeys::Response list(db::Tx& tx, const http::Caller& caller) const;
    /// For `caller.user` in `caller.org`. Errors: ValidationFailed with a pointer; PermissionDenied for
    /// a scope that the owner's role does not have; Conflict beyond kMaxApiKeysPerPerson.
    Result<contract::CreateApiKey::Response> create(db::Tx& tx, const http::Caller& caller,
                                                    const KeyWish& wish);
    /// Errors: NotFound, also for a key of somebody else.
    Result<contract::NoBody> revoke(db::Tx& tx, const http::Caller& caller, const ApiKeyId& id);

private:
    SessionGate* m_gate;
    const Clock& m_clock;
    Random& m_random;
};

} // namespace taskward::identity
