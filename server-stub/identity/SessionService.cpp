// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionService.h"

#include "core/crypto/Digest.h"
#include "core/policy/Roles.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/DeviceStore.h"
#include "server-stub/identity/SecurityEventStore.h"

#include <algorithm>

namespace taskward::identity {

namespace {

constexpr std::int64_t kGraceMs =
    std::chrono::duration_cast<std::chrono::milliseconds>(limits::kRefreshGrace).count();

template <typename Duration>
Timestamp later(Timestamp now, Duration duration)
{
    return {now.ms + std::chrono::duration_cast<std::chrono::milliseconds>(duration).count()};
}

http::Caller withSession(const http::Caller& caller, const SessionRow& session)
{
    http::Caller out = caller;
    out.session = session.id;
    out.user = session.user;
    out.org = session.org;
    return out;
}

} // namespace

SessionService::SessionService(db::Database& database, SessionGate& gate, const Clock& clock,
                               Random& random, Secret rotationKey)
    : m_database(database), m_gate(gate), m_clock(clock), m_random(random),
      m_mint(std::move(rotationKey))
{
}

Result<contract::SignedIn> SessionService::open(db::Tx& tx, const http::Caller& caller,
                                                const UserRow& user, const OrgId& org,
                                                const SessionStart& start)
{
    const auto membership = PeopleStore(tx).membership(org, user.id);
    if (!membership)
        return fail(ErrorCode::NotFound, "not in this organisation");
    TW_ASSIGN(const auto device, deviceOf(tx, caller, user.id, start));
    endIdleLongest(tx, user.id);
    const Timestamp now = m_clock.now();
    contract::SignedIn answer;
    SessionRow session;
    session.id = answer.sessionId = makeId<SessionId>(m_clock, m_random);
    session.device = answer.deviceId = device;
    answer.tokens.accessToken = m_mint.newAccess(m_random);
    answer.tokens.refreshToken = m_mint.newRefresh(session.id, m_random);
    answer.tokens.accessExpiresAt = later(now, limits::kAccessTokenLife);
    answer.tokens.refreshExpiresAt = later(now, limits::kRefreshIdleLife);
    answer.restriction = user.renewPassword ? contract::Restriction::NewPassword : start.restriction;

    session.user = user.id;
    session.org = org;
    session.deviceKey = caller.deviceKey;
    session.deviceName = start.deviceName;
    session.accessDigest = crypto::sha256Hex(answer.tokens.accessToken);
    session.accessExpiresAt = answer.tokens.accessExpiresAt;
    session.refreshDigest = crypto::sha256Hex(answer.tokens.refreshToken);
    session.refreshExpiresAt = answer.tokens.refreshExpiresAt;
    session.absoluteExpiresAt = later(now, limits::kRefreshAbsoluteLife);
    session.authenticatedAt = start.authenticatedAt;
    session.restriction = answer.restriction;
    session.address = shortenedAddress(caller.remoteAddress);
    SessionStore(tx).insert(session, now);
    audit::AuditStore(tx).append(withSession(caller, session),
                                 {"session.create", "session", session.id.value}, now);
    answer.person = {user.id, user.email, user.name};
    answer.membership = *membership;
    return answer;
}

Result<DeviceId> SessionService::deviceOf(db::Tx& tx, const http::Caller& caller, const UserId& user,
                                          const SessionStart& start)
{
    if (caller.deviceKey.empty())
        return fail(ErrorCode::InvalidDpopProof, "no proof of a device's key");
    const Timestamp now = m_clock.now();
    DeviceStore devices(tx);
    const auto known = devices.find(user, caller.deviceKey);
    if (known && known->wipePending())
        return fail(ErrorCode::DeviceWiped);
    SecurityFact fact;
    fact.kind = "auth.device.new";
    fact.deviceName = start.deviceName;
    fact.address = caller.remoteAddress;
    fact.newDevice = true;
    if (known) {
        devices.markUsed(known->id, start.deviceName, start.platform, now);
        if (known->frozen)
            SecurityEventStore(tx).append(user, fact, m_clock, m_random);
        return known->id;
    }
    DeviceRow device;
    device.id = makeId<DeviceId>(m_clock, m_random);
    device.user = user;
    device.key = caller.deviceKey;
    device.name = start.deviceName;
    device.platform = start.platform;
    devices.insert(device, now);
    SecurityEventStore(tx).append(user, fact, m_clock, m_random);
    return device.id;
}

/// Room for one more.
void SessionService::endIdleLongest(db::Tx& tx, const UserId& user)
{
    const Timestamp now = m_clock.now();
    SessionStore sessions(tx);
    const auto live = sessions.of(user, now);
    for (std::size_t i = 0; i + limits::kMaxSessionsPerPerson <= live.size(); ++i) {
        sessions.end(live[i].id, now);
        m_gate.forget(live[i].id);
    }
}

Timestamp SessionService::markFresh(db::Tx& tx, const http::Caller& caller)
{
    const Timestamp now = m_clock.now();
    SessionStore(tx).markFresh(caller.session, now);
    m_gate.forget(caller.session);
    return later(now, limits::kStepUpLife);
}

void SessionService::restrict(db::Tx& tx, const http::Caller& caller,
                              std::optional<contract::Restriction> restriction)
{
    SessionStore(tx).setRestriction(caller.session, restriction);
    m_gate.forget(caller.session);
}

std::int64_t SessionService::endAllOf(db::Tx& tx, const UserId& user, const SessionId& except)
{
    const Timestamp now = m_clock.now();
    SessionStore sessions(tx);
    for (const auto& session : sessions.of(user, now)) {
        if (session.id != except)
            m_gate.forget(session.id);
    }
    return sessions.endAllOf(user, now, except);
}

Result<contract::TokenPair> SessionService::refresh(const http::Caller& caller,
                                                    const contract::Refresh::Request& request)
{
    if (caller.deviceKey.empty())
        return fail(ErrorCode::InvalidDpopProof, "no proof of a device's key");
    // The end of a stolen family must be committed although the answer is an error: the transaction
    // succeeds, and the error is made from what it found.
    const auto rotation = m_database.write({}, [&](db::Tx& tx) -> Result<Rotation> {
        return rotate(tx, caller, request.refreshToken);
    });
    if (!rotation)
        return fail(rotation.error());
    if (rotation->refused)
        return fail(rotation->refusal, "refresh token");
    return rotation->tokens;
}

Result<SessionService::Rotation> SessionService::rotate(db::Tx& tx, const http::Caller& caller,
                                                        std::string_view token)
{
    const Timestamp now = m_clock.now();
    const std::string digest = crypto::sha256Hex(token);
    SessionStore sessions(tx);
    auto session = sessions.findByRefresh(digest);
    if (!session)
        return replayOrRevoke(tx, caller, token, digest);
    if (session->deviceKey != caller.deviceKey)
        return endStolen(tx, caller, *session);
    if (session->refreshExpiresAt <= now || session->absoluteExpiresAt <= now ||
        sessions.userDisabled(session->user))
        return fail(ErrorCode::Unauthenticated, "refresh token expired or person disabled");
    Rotation rotation;
    rotation.tokens = replaceTokens(*session, token);
    session->address = shortenedAddress(caller.remoteAddress);
    if (!sessions.rotate(*session, digest, now))
        return replayOrRevoke(tx, caller, token, digest);
    tx.setScope({session->org, session->user});
    audit::AuditStore(tx).append(withSession(caller, *session),
                                 {"session.refresh", "session", session->id.value}, now);
    return rotation;
}

contract::TokenPair SessionService::replaceTokens(SessionRow& session, std::string_view token) const
{
    const Timestamp now = m_clock.now();
    contract::TokenPair tokens;
    tokens.accessToken = m_mint.nextAccess(token);
    tokens.refreshToken = m_mint.nextRefresh(session.id, token);
    tokens.accessExpiresAt = later(now, limits::kAccessTokenLife);
    tokens.refreshExpiresAt = std::min(later(now, limits::kRefreshIdleLife), session.absoluteExpiresAt);
    session.accessDigest = crypto::sha256Hex(tokens.accessToken);
    session.accessExpiresAt = tokens.accessExpiresAt;
    session.refreshDigest = crypto::sha256Hex(tokens.refreshToken);
    session.refreshExpiresAt = tokens.refreshExpiresAt;
    return tokens;
}

Result<SessionService::Rotation> SessionService::replayOrRevoke(db::Tx& tx, const http::Caller& caller,
                                                                std::string_view token,
                                                                std::string_view digest)
{
    const Timestamp now = m_clock.now();
    SessionStore sessions(tx);
    auto session = sessions.findByPreviousRefresh(digest);
    const bool previous = session.has_value();
    if (const auto spent = m_mint.sessionOf(token); !previous && spent)
        session = sessions.find(*spent);
    if (!session && !DeviceStore(tx).toWipe(caller.deviceKey).empty())
        return fail(ErrorCode::DeviceWiped);
    if (!session)
        return fail(ErrorCode::Unauthenticated, "unknown refresh token");
    const bool ours = session->deviceKey == caller.deviceKey;
    const bool inGrace = session->rotatedAt && now.ms - session->rotatedAt->ms <= kGraceMs;
    if (!ours || !inGrace)
        return endStolen(tx, caller, *session);
    // An older one that arrives right after a rotation may have been long on its way.
    if (!previous)
        return fail(ErrorCode::Unauthenticated, "spent refresh token");
    if (sessions.userDisabled(session->user))
        return fail(ErrorCode::Unauthenticated, "person disabled");
    // The reply to the first use was lost: the same successor again.
    Rotation rotation;
    rotation.tokens.accessToken = m_mint.nextAccess(token);
    rotation.tokens.refreshToken = m_mint.nextRefresh(session->id, token);
    rotation.tokens.accessExpiresAt = session->accessExpiresAt;
    rotation.tokens.refreshExpiresAt = session->refreshExpiresAt;
    return rotation;
}

SessionService::Rotation SessionService::endStolen(db::Tx& tx, const http::Caller& caller,
                                                   const SessionRow& session)
{
    const Timestamp now = m_clock.now();
    Rotation rotation;
    rotation.refused = true;
    if (!SessionStore(tx).end(session.id, now))
        return rotation;
    m_gate.forget(session.id);
    tx.setScope({session.org, session.user});
    audit::AuditStore(tx).append(withSession(caller, session),
                                 {"session.reuse_detected", "session", session.id.value}, now);
    SecurityFact fact;
    fact.kind = "auth.refresh.reuse";
    fact.cause = session.deviceKey == caller.deviceKey ? "spent" : "other-device";
    fact.deviceName = session.deviceName;
    fact.address = caller.remoteAddress;
    fact.critical = true;
    SecurityEventStore(tx).append(session.user, fact, m_clock, m_random);
    return rotation;
}

Result<contract::NoBody> SessionService::logout(db::Tx& tx, const http::Caller& caller)
{
    const Timestamp now = m_clock.now();
    SessionStore(tx).end(caller.session, now);
    audit::AuditStore(tx).append(caller, {"session.end", "session", caller.session.value}, now);
    m_gate.forget(caller.session);
    return contract::NoBody{};
}

Result<contract::GetMe::Response> SessionService::me(db::Tx& tx, const http::Caller& caller)
{
    PeopleStore people(tx);
    const auto user = people.find(caller.user);
    const auto membership = people.membership(caller.org, caller.user);
    if (!user || !membership)
        return fail(ErrorCode::Unauthenticated);
    contract::GetMe::Response response;
    response.person = {user->id, user->email, user->name};
    response.membership = *membership;
    response.sessionId = caller.session;
    response.permissions = policy::permissionNames(membership->role);
    response.restriction = caller.restriction;
    return response;
}

} // namespace taskward::identity
