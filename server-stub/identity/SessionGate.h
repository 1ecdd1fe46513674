// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/db/Database.h"
#include "server-stub/http/Gate.h"
#include "server-stub/identity/ApiKeyGate.h"
#include "server-stub/identity/ProofVerifier.h"
#include "server-stub/identity/SessionStore.h"
#include "server-stub/identity/ShortMemory.h"

#include <memory>
#include <string>

namespace taskward::identity {

/// Credentials to Callers: "Authorization: DPoP <access token>" with a proof of the key that the session
/// is bound to (RFC 9449), or "Authorization: Bearer twk_..." for scripts. A session's token without its
/// proof is worth nothing; shown with the proof of another key it is stolen, and its session ends.
/// What the store said holds for half a second (ShortMemory).
class SessionGate final : public http::Gate {
public:
    SessionGate(db::Database& database, const Clock& clock, Random& random);

    /// Errors: Unauthenticated, InvalidDpopProof, UseDpopNonce, DeviceWiped; RateLimited for a key.
    void authenticate(const http::Request& request,
                      std::function<void(Result<http::Caller>)> done) override;
    void recheck(const http::Caller& caller,
                 std::function<void(Result<http::Caller>)> done) override;
    Result<std::string> provenKey(const http::Request& request) override;
    std::string nonce() override { return m_proofs.nonce(); }

    /// At once in this process.
    void forget(const SessionId& session);
    void forget(const ApiKeyId& key) { m_keys.forget(key); }

private:
    using Done = std::function<void(Result<http::Caller>)>;
    struct Known {
        http::Caller caller; ///< with the key that the session is bound to
        Timestamp accessExpiresAt;
    };
    /// One request on its way.
    struct Asking {
        std::string digest; ///< of the access token
        std::string provenKey;
        std::string requestId;
        std::string remoteAddress;
        Done done;
    };
    void authenticateSession(std::string_view token, const http::Request& request, Done done);
    void decide(const std::shared_ptr<Asking>& asking, Result<Known> known);
    void endStolen(const std::shared_ptr<Asking>& asking, const http::Caller& owner);
    Result<Known> look(db::Tx& tx, const std::optional<SessionRow>& session) const;

    db::Database& m_database;
    const Clock& m_clock;
    Random& m_random;
    ProofVerifier m_proofs;
    ApiKeyGate m_keys;
    ShortMemory<Known> m_known; ///< by digest of the access token
};

} // namespace taskward::identity
