// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SessionGate.h"

#include "core/crypto/Digest.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SessionStore.h"

namespace taskward::identity {

namespace {

constexpr std::int64_t kRememberMs = 500;
constexpr std::size_t kMaxRemembered = 20000;

std::optional<std::string_view> bearerToken(const http::Request& request)
{
    const auto header = request.header("authorization");
    constexpr std::string_view kScheme = "Bearer ";
    if (!header || !header->starts_with(kScheme) || header->size() > 600)
        return std::nullopt;
    return header->substr(kScheme.size());
}

} // namespace

void SessionGate::authenticate(const http::Request& request,
                               std::function<void(Result<http::Caller>)> done)
{
    const auto token = bearerToken(request);
    if (!token)
        return done(fail(ErrorCode::Unauthenticated, "no bearer token"));
    auto answer = [this, requestId = request.requestId, address = request.remoteAddress,
                   done = std::move(done)](Result<Known> known) {
        if (known && known->accessExpiresAt <= m_clock.now())
            known = fail(ErrorCode::Unauthenticated, "access token expired");
        if (!known)
            return done(fail(std::move(known).error()));
        known->caller.requestId = requestId;
        known->caller.remoteAddress = address;
        done(std::move(known->caller));
    };
    std::string digest = crypto::sha256Hex(*token);
    Known known;
    if (recall(digest, known))
        return answer(std::move(known));
    auto found = std::make_shared<Result<Known>>(fail(ErrorCode::Internal));
    m_database.submitRead(
        {},
        [this, found, digest](db::Tx& tx) -> Status {
            *found = look(tx, digest);
            return *found ? Status{} : Status(fail(found->error()));
        },
        [this, found, digest, answer = std::move(answer)](Status status) {
            if (!status)
                return answer(fail(std::move(status).error()));
            remember(digest, **found);
            answer(std::move(*found));
        });
}

Result<SessionGate::Known> SessionGate::look(db::Tx& tx, const std::string& digest)
{
    SessionStore sessions(tx);
    const auto session = sessions.findByAccess(digest);
    if (!session || sessions.userDisabled(session->user))
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
    known.accessExpiresAt = session->accessExpiresAt;
    known.checkedAtMs = m_clock.monotonicMs();
    return known;
}

bool SessionGate::recall(const std::string& digest, Known& known)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_known.find(digest);
    if (found == m_known.end())
        return false;
    if (m_clock.monotonicMs() - found->second.checkedAtMs > kRememberMs) {
        m_known.erase(found);
        return false;
    }
    known = found->second;
    return true;
}

void SessionGate::remember(const std::string& digest, const Known& known)
{
    const std::lock_guard lock(m_mutex);
    if (m_known.size() >= kMaxRemembered)
        m_known.clear();
    m_known[digest] = known;
}

void SessionGate::forget(const SessionId& session)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_known, [&](const auto& item) { return item.second.caller.session == session; });
}

} // namespace taskward::identity
