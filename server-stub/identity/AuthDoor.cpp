// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/AuthDoor.h"

#include "core/contract/SignIn.h"
#include "server-stub/identity/AddressPrefix.h"

namespace taskward::identity {

namespace {

/// A person's own fifty windows may sign in at once; guessing at others with a device that one has
/// signed in with before ends here.
constexpr std::int64_t kTriesPerDevice = 60;
/// Codes and rotations, for each password that is tried.
constexpr std::int64_t kOtherCallsFactor = 6;

bool triesPassword(const contract::EndpointSpec& spec)
{
    return spec.path == contract::Login::kSpec.path ||
           spec.path == contract::ResetPassword::kSpec.path;
}

} // namespace

AuthDoor::AuthDoor(Pools pools, KnownDevices& known, std::int64_t strangersPerMinute,
                   const Clock& clock, Random& random)
    : m_pools(pools), m_known(known), m_signIns(strangersPerMinute, clock, random),
      m_otherCalls(strangersPerMinute * kOtherCallsFactor, clock, random),
      m_deviceTries(kTriesPerDevice, clock, random)
{}

Result<http::WorkPool*> AuthDoor::admit(const contract::EndpointSpec& spec,
                                        const http::Caller& caller)
{
    if (caller.signedIn())
        return &m_pools.known;
    if (m_known.contains(caller.deviceKey)) {
        if (triesPassword(spec) && !m_deviceTries.admit(caller.deviceKey))
            return fail(ErrorCode::RateLimited, "sign-ins from one device");
        return &m_pools.known;
    }
    const std::string network = addressPrefix(caller.remoteAddress, 32, 64);
    AddressRate& rate = triesPassword(spec) ? m_signIns : m_otherCalls;
    if (!rate.admit(network))
        return fail(ErrorCode::RateLimited, "sign-ins from one address");
    return &m_pools.strangers;
}

} // namespace taskward::identity
