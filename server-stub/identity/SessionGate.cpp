// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionGate.h"

#include "core/crypto/ApiKey.h"
#include "core/crypto/Digest.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/DeviceStore.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SecurityEventStore.h"

#include <algorithm>

namespace taskward::identity {

namespace {

constexpr std::size_t kMaxTokenChars = 512;

struct Credentials {
    bool proofBound = false;
    std::string_view token;
};

bool takeScheme(std::string_view& header, std::string_view lowerCaseScheme)
{
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    if (header.size() <= lowerCaseScheme.size() ||
        !std::ranges::equal(header.substr(0, lowerCaseScheme.size()), lowerCaseScheme, same))
        return false;
    header.remove_prefix(lowerCaseScheme.size());
    return header.size() <= kMaxTokenChars;
}

/// RFC 9110 section 11.4: the scheme in any case, one space, one token.
std::optional<Credentials> credentialsOf(const http::Request& request)
{
    const auto named = [](const auto& header) { return header.first == "authorization"; };
    if (std::ranges::count_if(request.headers, named) != 1)
        return std::nullopt;
    Credentials credentials;
    credentials.token = *request.header("authorization");
    credentials.proofBound = takeScheme(credentials.token, "dpop ");
    if (credentials.proofBound || takeScheme(credentials.token, "bearer "))
        return credentials;
    return std::nullopt;
}

} // namespace

SessionGate::SessionGate(db::Database& database, const Clock& clock, Random& random)
    : m_database(database), m_clock(clock), m_random(random), m_proofs(clock, random),
      m_keys(database, clock), m_known(clock)
{}

void SessionGate::authenticate(const http::Request& request, Done done)
{
    const auto credentials = credentialsOf(request);
    if (!credentials)
        return done(fail(ErrorCode::Unauthenticated, "no credentials"));
    if (credentials->proofBound)
        return authenticateSession(credentials->token, request, std::move(done));
    if (crypto::looksLikeApiKey(credentials->token))
        return m_keys.authenticate(credentials->token, request, std::move(done));
    done(fail(ErrorCode::Unauthenticated, "a session's token as a bearer token"));
}

Result<std::string> SessionGate::provenKey(const http::Request& request)
{
    if (!request.header("dpop"))
        return std::string();
    return m_proofs.verify(request, {});
}

void SessionGate::authenticateSession(std::string_view token, const http::Request& request,
                                      Done done)
{
    auto key = m_proofs.verify(request, token);
    if (!key)
        return done(fail(std::move(key).error()));
    auto asking =
        std::make_shared<Asking>(Asking{crypto::sha256Hex(token), std::move(*key),
                                        request.requestId, request.remoteAddress, std::move(done)});
    if (auto known = m_known.recall(asking->digest))
        return decide(asking, std::move(*known));
    auto found = std::make_shared<Result<Known>>(fail(ErrorCode::Internal));
    const auto question = m_known.ask();
    m_database.submitRead(
        {},
        [this, asking, found](db::Tx& tx) -> Status {
            *found = look(tx, SessionStore(tx).findByAccess(asking->digest));
            if (!*found && !DeviceStore(tx).toWipe(asking->provenKey).empty())
                *found = fail(ErrorCode::DeviceWiped);
            return *found ? Status{} : Status(fail(found->error()));
        },
        [this, asking, found, question](Status status) {
            if (!status)
                return decide(asking, fail(std::move(status).error()));
            m_known.remember(asking->digest, **found, question);
            decide(asking, std::move(*found));
        });
}

void SessionGate::decide(const std::shared_ptr<Asking>& asking, Result<Known> known)
{
    if (!known)
        return asking->done(fail(std::move(known).error()));
    known->caller.requestId = asking->requestId;
    known->caller.remoteAddress = asking->remoteAddress;
    if (known->caller.deviceKey != asking->provenKey)
        return endStolen(asking, known->caller);
    if (known->accessExpiresAt <= m_clock.now())
        return asking->done(fail(ErrorCode::Unauthenticated, "access token expired"));
    asking->done(std::move(known->caller));
}

/// The answer waits for the commit: whoever reads it may count on the session being over.
void SessionGate::endStolen(const std::shared_ptr<Asking>& asking, const http::Caller& owner)
{
    m_database.submitWrite(
        owner.scope(),
        [this, owner](db::Tx& tx) -> Status {
            const Timestamp now = m_clock.now();
            const auto session = SessionStore(tx).find(owner.session);
            // Only who ends it tells: one theft is one event.
            if (!session || !SessionStore(tx).end(owner.session, now))
                return {};
            audit::AuditStore(tx).append(owner, {"session.theft", "session", owner.session.value},
                                         now);
            SecurityFact fact;
            fact.kind = "auth.token.theft";
            fact.cause = "other-device";
            fact.deviceName = session->deviceName;
            fact.address = owner.remoteAddress;
            fact.critical = true;
            SecurityEventStore(tx).append(owner.user, fact, m_clock, m_random);
            return {};
        },
        [this, asking, session = owner.session](const Status&) {
            forget(session);
            asking->done(fail(ErrorCode::Unauthenticated, "token of another device"));
        });
}

void SessionGate::recheck(const http::Caller& caller, Done done)
{
    if (caller.byApiKey())
        return m_keys.recheck(caller, std::move(done));
    auto found = std::make_shared<Result<Known>>(fail(ErrorCode::Internal));
    m_database.submitRead(
        {},
        [this, found, caller](db::Tx& tx) -> Status {
            const auto session = SessionStore(tx).find(caller.session);
            if (session && session->refreshExpiresAt <= m_clock.now())
                return fail(ErrorCode::Unauthenticated, "session expired");
            *found = look(tx, session);
            return *found ? Status{} : Status(fail(found->error()));
        },
        [found, caller, done = std::move(done)](Status status) {
            if (!status)
                return done(fail(std::move(status).error()));
            (*found)->caller.requestId = caller.requestId;
            (*found)->caller.remoteAddress = caller.remoteAddress;
            done(std::move((*found)->caller));
        });
}

Result<SessionGate::Known> SessionGate::look(db::Tx& tx,
                                             const std::optional<SessionRow>& session) const
{
    if (!session || SessionStore(tx).userDisabled(session->user))
        return fail(ErrorCode::Unauthenticated, "unknown access token");
    tx.setScope({session->org, session->user});
    const auto membership = PeopleStore(tx).membership(session->org, session->user);
    if (!membership)
        return fail(ErrorCode::Unauthenticated, "no longer a member");
    Known known;
    known.caller.session = session->id;
    known.caller.user = session->user;
    known.caller.org = session->org;
    known.caller.role = membership->role;
    known.caller.device = session->device;
    known.caller.deviceKey = session->deviceKey;
    known.caller.authenticatedAt = session->authenticatedAt;
    known.caller.restriction = session->restriction;
    known.accessExpiresAt = session->accessExpiresAt;
    return known;
}

void SessionGate::forget(const SessionId& session)
{
    m_known.forgetIf([&](const Known& known) { return known.caller.session == session; });
}

} // namespace taskward::identity
