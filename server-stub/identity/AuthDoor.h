// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Endpoint.h"
#include "server-stub/http/Caller.h"
#include "server-stub/http/WorkPool.h"
#include "server-stub/identity/AddressRate.h"
#include "server-stub/identity/KnownDevices.h"

namespace taskward::identity {

/// What comes before the work of a request that hashes or opens transactions of its own: known devices
/// and sessions have a queue and threads of their own, and strangers a rate for each address, so that a
/// flood is shed before it reaches the store and cannot fill the queue of those who belong here.
/// Thread-safe; runs on the I/O threads.
class AuthDoor {
public:
    struct Pools {
        http::WorkPool& known;
        http::WorkPool& strangers;
    };
    AuthDoor(Pools pools, KnownDevices& known, std::int64_t strangersPerMinute, const Clock& clock,
             Random& random);

    /// Errors: RateLimited.
    Result<http::WorkPool*> admit(const contract::EndpointSpec& spec, const http::Caller& caller);

private:
    Pools m_pools;
    KnownDevices& m_known;
    AddressRate m_signIns;     ///< of strangers, each /32 or /64
    AddressRate m_otherCalls;  ///< of strangers: codes, rotations
    AddressRate m_deviceTries; ///< sign-ins from one known device, whoever's name they give
};

} // namespace taskward::identity
