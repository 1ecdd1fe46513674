// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/DeviceService.h"

#include "core/contract/Json.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/ApiKeyStore.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SecurityEventStore.h"

namespace taskward::identity {

using namespace contract;

namespace {

std::string reasonDetail(const Reason& reason)
{
    return "{\"reason\":" + toJson(reason.str()) + '}';
}

std::string nameOf(db::Tx& tx, const UserId& id)
{
    const auto user = PeopleStore(tx).find(id);
    return user ? user->name : std::string();
}

} // namespace

void DeviceService::tell(db::Tx& tx, const http::Caller& caller, const UserId& person,
                         std::string_view kind, std::string_view deviceName, bool critical)
{
    const std::string actor = caller.user == person ? std::string() : nameOf(tx, caller.user);
    SecurityFact fact;
    fact.kind = kind;
    fact.deviceName = deviceName;
    fact.address = caller.remoteAddress;
    fact.actor = actor;
    fact.critical = critical;
    SecurityEventStore(tx).append(person, fact, m_clock, m_random);
}

ListSessions::Response DeviceService::list(db::Tx& tx, const http::Caller& caller) const
{
    ListSessions::Response answer;
    answer.items = SessionStore(tx).describe(caller.user, caller.org, m_clock.now());
    for (auto& item : answer.items)
        item.thisDevice = item.sessionId == caller.session;
    return answer;
}

std::int64_t DeviceService::endOne(db::Tx& tx, const http::Caller& caller,
                                   const SessionRow& session, bool wipe)
{
    const Timestamp now = m_clock.now();
    SessionStore sessions(tx);
    std::vector<SessionRow> over{session};
    if (wipe) {
        DeviceStore(tx).requestWipe(session.device, session.id, caller.user, now);
        for (auto& other : sessions.of(session.device, now)) {
            if (other.id != session.id)
                over.push_back(std::move(other));
        }
    }
    std::int64_t ended = 0;
    for (const SessionRow& each : over) {
        ended += sessions.end(each.id, now) ? 1 : 0;
        m_gate.forget(each.id);
    }
    audit::AuditStore(tx).append(
        caller, {wipe ? "device.wipe" : "session.end", "session", session.id.value}, now);
    tell(tx, caller, session.user, wipe ? "auth.device.wipe" : "auth.session.end",
         session.deviceName);
    return ended;
}

Result<NoBody> DeviceService::end(db::Tx& tx, const http::Caller& caller,
                                  const EndSession::Request& request)
{
    const auto session = SessionStore(tx).findEvenEnded(request.id);
    if (!session || session->user != caller.user || session->org != caller.org)
        return fail(ErrorCode::NotFound);
    const bool wipe = request.wipe.value_or(false);
    if (wipe || SessionStore(tx).find(request.id))
        endOne(tx, caller, *session, wipe);
    return NoBody{};
}

Count DeviceService::endOthers(db::Tx& tx, const http::Caller& caller)
{
    const Timestamp now = m_clock.now();
    SessionStore sessions(tx);
    for (const auto& session : sessions.of(caller.user, now)) {
        if (session.id != caller.session)
            m_gate.forget(session.id);
    }
    const Count count{sessions.endAllOf(caller.user, now, caller.session)};
    audit::AuditStore(tx).append(caller, {"session.end_others", "session", caller.session.value},
                                 now);
    tell(tx, caller, caller.user, "auth.session.end_others", "");
    return count;
}

Result<NotMe::Response> DeviceService::notMe(db::Tx& tx, const http::Caller& caller,
                                             const NotMe::Request& request)
{
    if (request.eventId && !SecurityEventStore(tx).exists(caller.user, *request.eventId))
        return fail(ErrorCode::NotFound);
    const Timestamp now = m_clock.now();
    NotMe::Response answer;
    answer.endedSessions = endOthers(tx, caller).ended;
    answer.frozenKeys = ApiKeyStore(tx).freezeAllOf(caller.user, now);
    for (const auto& key : ApiKeyStore(tx).of(caller.user, caller.org))
        m_gate.forget(key.id);
    DeviceStore(tx).freezeOthers(caller.user, caller.device);
    PeopleStore(tx).setRenewPassword(caller.user, true, now);
    audit::AuditStore(tx).append(caller, {"account.not_me", "user", caller.user.value}, now);
    tell(tx, caller, caller.user, "auth.not_me", "", true);
    return answer;
}

Result<NoBody> DeviceService::reportWipe(const http::Caller& caller,
                                         const ReportWipe::Request& request)
{
    if (caller.deviceKey.empty())
        return fail(ErrorCode::InvalidDpopProof, "no proof of a device's key");
    return m_database.write({}, [&](db::Tx& tx) -> Result<NoBody> {
        DeviceStore devices(tx);
        const auto waiting = devices.toWipe(caller.deviceKey);
        if (waiting.empty() && !devices.hasReported(caller.deviceKey))
            return fail(ErrorCode::NotFound);
        for (const DeviceRow& device : waiting)
            noteWipe(tx, caller, device, request);
        return NoBody{};
    });
}

void DeviceService::noteWipe(db::Tx& tx, const http::Caller& caller, const DeviceRow& device,
                             const ReportWipe::Request& request)
{
    const Timestamp now = m_clock.now();
    DeviceStore(tx).reportWipe(device.id, request.unsentEdits, request.complete, now);
    http::Caller wiped = caller;
    wiped.user = device.user;
    wiped.session = device.wipeSession;
    wiped.device = device.id;
    tell(tx, wiped, device.user,
         request.complete ? "auth.device.wiped" : "auth.device.wipe_incomplete", device.name,
         !request.complete);
    const auto session = SessionStore(tx).findEvenEnded(device.wipeSession);
    if (!session)
        return;
    wiped.org = session->org;
    tx.setScope(wiped.scope());
    const std::string detail = "{\"unsent_edits\":" + std::to_string(request.unsentEdits) +
                               ",\"complete\":" + (request.complete ? "true" : "false") + '}';
    audit::AuditStore(tx).append(wiped, {"device.wiped", "device", device.id.value, detail}, now);
}

Result<ListSessions::Response> DeviceService::listOf(db::Tx& tx, const http::Caller& caller,
                                                     const UserId& person) const
{
    if (!PeopleStore(tx).membership(caller.org, person))
        return fail(ErrorCode::NotFound);
    ListSessions::Response answer;
    answer.items = SessionStore(tx).describe(person, caller.org, m_clock.now());
    for (auto& item : answer.items)
        item.thisDevice = item.sessionId == caller.session;
    return answer;
}

Result<Count> DeviceService::endOf(db::Tx& tx, const http::Caller& caller,
                                   const EndPersonSessions::Request& request)
{
    if (!PeopleStore(tx).membership(caller.org, request.id))
        return fail(ErrorCode::NotFound);
    const bool wipe = request.wipe.value_or(false);
    SessionStore sessions(tx);
    std::vector<SessionRow> chosen;
    if (request.sessionId) {
        const auto session = sessions.findEvenEnded(*request.sessionId);
        if (!session || session->user != request.id || session->org != caller.org)
            return fail(ErrorCode::NotFound);
        if (wipe || sessions.find(session->id))
            chosen.push_back(*session);
    } else {
        chosen = sessions.of(request.id, m_clock.now());
        std::erase_if(chosen, [&](const SessionRow& session) { return session.org != caller.org; });
    }
    Count count;
    for (const SessionRow& session : chosen)
        count.ended += endOne(tx, caller, session, wipe);
    audit::AuditStore(tx).append(
        caller, {"person.end_sessions", "user", request.id.value, reasonDetail(request.reason)},
        m_clock.now());
    return count;
}

} // namespace taskward::identity
