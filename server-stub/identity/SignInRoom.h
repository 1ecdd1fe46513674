// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/crypto/KeyRing.h"
#include "server-stub/identity/AuthDoor.h"
#include "server-stub/identity/PasswordHasher.h"
#include "server-stub/identity/SecurityApi.h"

#include <string>

namespace taskward::identity {

/// Everything about signing in, put together in the order in which it stands on each other. The store
/// must have stopped before it goes.
class SignInRoom {
public:
    struct Setup {
        crypto::KeyRing seals;                ///< may be empty: then nobody can set up a factor
        Secret nameKey;                       ///< 32 bytes of this server, for digests of names
        std::string issuer;                   ///< what authenticators call us
        std::int64_t strangersPerMinute = 10; ///< sign-ins from one address
    };
    SignInRoom(db::Database& database, SessionService& sessions, Setup setup, const Clock& clock,
               Random& random);

    /// Registers the endpoints and the door before them.
    void addTo(http::Api& api);
    /// Runs what waits, and takes no more.
    void stop();

private:
    crypto::KeyRing m_seals;
    PasswordHasher m_hasher;
    PasswordGuard m_guard;
    FactorService m_factors;
    KnownDevices m_devices;
    SignInService m_signIn;
    PasswordService m_passwords;
    SecurityAdminService m_admin;
    http::WorkPool m_knownPool;
    http::WorkPool m_strangersPool;
    AuthDoor m_door;
};

} // namespace taskward::identity
