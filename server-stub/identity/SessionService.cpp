// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionService.h"

#include "core/crypto/Digest.h"
#include "core/crypto/Password.h"
#include "core/policy/Roles.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/PeopleStore.h"

#include <algorithm>

namespace taskward::identity {

namespace {

constexpr std::int64_t kGraceMs = 60'000;

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

Result<contract::Login::Response> SessionService::login(const http::Caller& caller,
                                                        contract::Login::Request request)
{
    const auto user = m_database.read({}, [&](db::Tx& tx) -> Result<std::optional<UserRow>> {
        return PeopleStore(tx).findByEmail(request.email);
    });
    if (!user)
        return fail(user.error());
    // The same work for a person who does not exist: the time must not tell.
    const bool known = user->has_value() && !(*user)->disabled;
    const std::string& hash = known ? (*user)->passwordHash : crypto::decoyPasswordHash();
    const bool matches = crypto::verifyPassword(hash, request.password);
    const bool rehash = matches && crypto::passwordNeedsRehash(hash);
    const std::string newHash = rehash ? crypto::hashPassword(request.password) : std::string();
    wipe(request.password.data(), request.password.size());
    if (!known || !matches)
        return fail(ErrorCode::Unauthenticated, "unknown person or wrong password");

    const OrgId org = request.orgId.value_or((*user)->defaultOrg);
    return m_database.write({org, (*user)->id}, [&](db::Tx& tx) -> Result<contract::Login::Response> {
        if (!newHash.empty())
            PeopleStore(tx).setPasswordHash((*user)->id, newHash, m_clock.now());
        TW_ASSIGN(auto signedIn, open(tx, caller, **user, org, request.deviceName));
        return contract::SignInStep{std::move(signedIn), std::nullopt};
    });
}

Result<contract::SignedIn> SessionService::open(db::Tx& tx, const http::Caller& caller,
                                                       const UserRow& user, const OrgId& org,
                                                       const std::string& deviceName)
{
    const auto membership = PeopleStore(tx).membership(org, user.id);
    if (!membership)
        return fail(ErrorCode::NotFound, "not in this organisation");
    const Timestamp now = m_clock.now();
    contract::TokenPair tokens;
    SessionRow session;
    session.id = makeId<SessionId>(m_clock, m_random);
    tokens.accessToken = m_mint.newAccess(m_random);
    tokens.refreshToken = m_mint.newRefresh(session.id, m_random);
    tokens.accessExpiresAt = later(now, limits::kAccessTokenLife);
    tokens.refreshExpiresAt = later(now, limits::kRefreshIdleLife);

    session.user = user.id;
    session.org = org;
    session.deviceName = deviceName;
    session.accessDigest = crypto::sha256Hex(tokens.accessToken);
    session.accessExpiresAt = tokens.accessExpiresAt;
    session.refreshDigest = crypto::sha256Hex(tokens.refreshToken);
    session.refreshExpiresAt = tokens.refreshExpiresAt;
    session.absoluteExpiresAt = later(now, limits::kRefreshAbsoluteLife);
    SessionStore(tx).insert(session, now);
    audit::AuditStore(tx).append(withSession(caller, session),
                                 {"session.create", "session", session.id.value}, now);

    contract::SignedIn response;
    response.sessionId = session.id;
    response.tokens = std::move(tokens);
    response.person = {user.id, user.email, user.name};
    response.membership = *membership;
    return response;
}

Result<contract::TokenPair> SessionService::refresh(const http::Caller& caller,
                                                    const contract::Refresh::Request& request)
{
    // The revocation of a stolen family must be committed although the answer is an error: the
    // transaction succeeds, and the error is made from what it found.
    const auto rotation = m_database.write({}, [&](db::Tx& tx) -> Result<Rotation> {
        return rotate(tx, caller, request.refreshToken);
    });
    if (!rotation)
        return fail(rotation.error());
    if (rotation->reused)
        return fail(ErrorCode::Unauthenticated, "refresh token used again");
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
    if (session->refreshExpiresAt <= now || session->absoluteExpiresAt <= now ||
        sessions.userDisabled(session->user))
        return fail(ErrorCode::Unauthenticated, "refresh token expired or person disabled");

    Rotation rotation;
    rotation.tokens.accessToken = m_mint.nextAccess(token);
    rotation.tokens.refreshToken = m_mint.nextRefresh(session->id, token);
    rotation.tokens.accessExpiresAt = later(now, limits::kAccessTokenLife);
    rotation.tokens.refreshExpiresAt =
        std::min(later(now, limits::kRefreshIdleLife), session->absoluteExpiresAt);
    session->accessDigest = crypto::sha256Hex(rotation.tokens.accessToken);
    session->accessExpiresAt = rotation.tokens.accessExpiresAt;
    session->refreshDigest = crypto::sha256Hex(rotation.tokens.refreshToken);
    session->refreshExpiresAt = rotation.tokens.refreshExpiresAt;
    if (!sessions.rotate(*session, digest, now))
        return replayOrRevoke(tx, caller, token, digest);
    tx.setScope({session->org, session->user});
    audit::AuditStore(tx).append(withSession(caller, *session),
                                 {"session.refresh", "session", session->id.value}, now);
    return rotation;
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
    if (!session)
        return fail(ErrorCode::Unauthenticated, "unknown refresh token");
    Rotation rotation;
    const bool inGrace = session->rotatedAt && now.ms - session->rotatedAt->ms <= kGraceMs;
    // An older one that arrives right after a rotation may have been long on its way.
    if (inGrace && !previous)
        return fail(ErrorCode::Unauthenticated, "spent refresh token");
    if (inGrace) {
        // The reply to the first use was lost: the same successor again.
        rotation.tokens.accessToken = m_mint.nextAccess(token);
        rotation.tokens.refreshToken = m_mint.nextRefresh(session->id, token);
        rotation.tokens.accessExpiresAt = session->accessExpiresAt;
        rotation.tokens.refreshExpiresAt = session->refreshExpiresAt;
        return rotation;
    }
    sessions.end(session->id, now);
    tx.setScope({session->org, session->user});
    audit::AuditStore(tx).append(withSession(caller, *session),
                                 {"session.reuse_detected", "session", session->id.value}, now);
    m_gate.forget(session->id);
    rotation.reused = true;
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
    return response;
}

} // namespace taskward::identity
