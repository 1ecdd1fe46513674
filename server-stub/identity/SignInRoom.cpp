// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SignInRoom.h"

namespace taskward::identity {

namespace {

/// A password hash takes 46 MiB and a tenth of a second. Those who belong here have two threads and a
/// queue that ends before people would have given up; strangers have one, which gives way to all others
/// when there is not enough of the machine.
constexpr std::size_t kKnownThreads = 2;
constexpr std::size_t kKnownQueue = 256;
constexpr std::size_t kStrangerThreads = 1;
constexpr std::size_t kStrangerQueue = 64;
constexpr int kStrangerNiceness = 10;

} // namespace

SignInRoom::SignInRoom(db::Database& database, SessionService& sessions, Setup setup,
                       const Clock& clock, Random& random)
    : m_seals(std::move(setup.seals)),
      m_guard(database, m_hasher, clock, random, std::move(setup.nameKey)),
      m_factors(database, sessions, m_seals, std::move(setup.issuer), clock, random),
      m_devices(database, clock),
      m_signIn({database, sessions, m_guard, m_factors, m_devices, clock, random}),
      m_passwords(database, sessions, m_guard, m_hasher, clock, random),
      m_admin(sessions, clock, random), m_knownPool(kKnownThreads, kKnownQueue),
      m_strangersPool(kStrangerThreads, kStrangerQueue, kStrangerNiceness),
      m_door({m_knownPool, m_strangersPool}, m_devices, setup.strangersPerMinute, clock, random)
{}

void SignInRoom::addTo(http::Api& api)
{
    api.setDoor([this](const contract::EndpointSpec& spec, const http::Caller& caller) {
        return m_door.admit(spec, caller);
    });
    addSignInApi(api, m_signIn, m_passwords);
    addSecurityApi(api, m_factors, m_passwords);
    addSecurityAdminApi(api, m_admin);
}

void SignInRoom::stop()
{
    m_strangersPool.stop();
    m_knownPool.stop();
}

} // namespace taskward::identity
