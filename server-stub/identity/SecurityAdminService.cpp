// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SecurityAdminService.h"

#include "core/contract/JsonDocument.h"
#include "core/crypto/Digest.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/ChallengeStore.h"
#include "server-stub/identity/FactorStore.h"
#include "server-stub/identity/ResetStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SecurityPolicyStore.h"
#include "server-stub/identity/ThrottleStore.h"

#include <algorithm>

namespace taskward::identity {

using namespace contract;

namespace {

constexpr std::int64_t kMostLocks = 1000;
constexpr std::int64_t kResetLifeMs = 3'600'000;
constexpr std::string_view kResetPrefix = "twp_";

std::string reasonDetail(std::string_view reason)
{
    std::string detail = "{\"reason\":";
    json::writeString(detail, reason);
    return detail + '}';
}

Lock lockOf(const UserRow& user, const CounterRow& row, std::int64_t waitMs, Timestamp now)
{
    Lock lock;
    lock.userId = user.id;
    lock.email = user.email;
    lock.factor = "password";
    lock.cause = throttle::causeName(row.kind);
    lock.source = row.source;
    lock.misses = row.counter.misses;
    lock.since = row.counter.since;
    lock.until = Timestamp{now.ms + waitMs};
    return lock;
}

Lock lockOf(const UserRow& user, const FactorRow& row)
{
    Lock lock;
    lock.userId = user.id;
    lock.email = user.email;
    lock.factor = "totp";
    lock.cause = "codes";
    lock.misses = row.misses.inARow;
    lock.since = row.misses.lockedAt.value_or(row.misses.windowAt);
    if (!codethrottle::isStopped(row.misses))
        lock.until = row.misses.lockedUntil;
    return lock;
}

} // namespace

SecurityEventPage eventPage(db::Tx& tx, const UserId& user, std::int64_t limit,
                            std::string_view cursor)
{
    SecurityEventPage page;
    page.items = SecurityEventStore(tx).list(user, cursor, limit + 1);
    if (static_cast<std::int64_t>(page.items.size()) > limit) {
        page.items.pop_back();
        page.next = page.items.back().id.value;
    }
    return page;
}

Result<UserRow> SecurityAdminService::personOf(db::Tx& tx, const http::Caller& caller,
                                               const UserId& id)
{
    PeopleStore people(tx);
    auto user = people.find(id);
    if (!user || !people.membership(caller.org, id))
        return fail(ErrorCode::NotFound, "nobody of this organisation");
    return std::move(*user);
}

Result<UserRow> SecurityAdminService::personToChange(db::Tx& tx, const http::Caller& caller,
                                                     const UserId& id)
{
    TW_ASSIGN(auto user, personOf(tx, caller, id));
    const auto membership = PeopleStore(tx).membership(caller.org, id);
    if (membership->role == Role::Owner && caller.role != Role::Owner)
        return fail(ErrorCode::PermissionDenied, "only an owner may act on an owner");
    return user;
}

void SecurityAdminService::note(db::Tx& tx, const http::Caller& caller, const UserRow& person,
                                std::string_view action, std::string_view eventKind,
                                std::string_view reason)
{
    const auto actor = PeopleStore(tx).find(caller.user);
    const std::string name = actor ? actor->name : std::string("system");
    SecurityEventStore(tx).append(person.id, {.kind = eventKind, .actor = name, .critical = true},
                                  m_clock, m_random);
    audit::AuditStore(tx).append(caller, {action, "user", person.id.value, reasonDetail(reason)},
                                 m_clock.now());
}

Result<ListLocks::Response> SecurityAdminService::locks(db::Tx& tx, const http::Caller& caller,
                                                        const ListLocks::Request& request)
{
    if (request.userId)
        TW_TRY(personOf(tx, caller, *request.userId));
    const Timestamp now = m_clock.now();
    ListLocks::Response answer;
    for (const auto& row :
         ThrottleStore(tx).ofPeople(request.userId, {now.ms - throttle::kForgetMs}, kMostLocks)) {
        const auto wait = throttle::waitMs(row.kind, row.counter, now);
        if (wait == 0)
            continue;
        if (const auto user = personOf(tx, caller, *row.user))
            answer.items.push_back(lockOf(*user, row, wait, now));
    }
    for (const auto& row : FactorStore(tx).locked(request.userId, now, kMostLocks)) {
        if (const auto user = personOf(tx, caller, row.user))
            answer.items.push_back(lockOf(*user, row));
    }
    return answer;
}

Result<NoBody> SecurityAdminService::clearLocks(db::Tx& tx, const http::Caller& caller,
                                                const ClearLocks::Request& request)
{
    TW_ASSIGN(const auto person, personToChange(tx, caller, request.id));
    ThrottleStore(tx).eraseOf(person.id);
    FactorStore(tx).setMisses(person.id, {});
    note(tx, caller, person, "user.unlock", "auth.unlock", request.reason);
    return NoBody{};
}

Result<OfferPasswordReset::Response>
SecurityAdminService::offerReset(db::Tx& tx, const http::Caller& caller,
                                 const OfferPasswordReset::Request& request)
{
    TW_ASSIGN(const auto person, personToChange(tx, caller, request.id));
    OfferPasswordReset::Response answer;
    answer.token = crypto::makeToken(kResetPrefix, m_random);
    answer.expiresAt = {m_clock.now().ms + kResetLifeMs};
    ResetStore(tx).put(person.id, crypto::sha256Hex(answer.token), answer.expiresAt);
    note(tx, caller, person, "user.offer_reset", "password.reset-offered", request.reason);
    return answer;
}

Result<NoBody> SecurityAdminService::resetFactor(db::Tx& tx, const http::Caller& caller,
                                                 const ResetFactor::Request& request)
{
    TW_ASSIGN(const auto person, personToChange(tx, caller, request.id));
    FactorStore(tx).erase(person.id);
    ChallengeStore(tx).eraseOf(person.id);
    m_sessions.endAllOf(tx, person.id);
    note(tx, caller, person, "user.reset_factor", "factor.reset", request.reason);
    return NoBody{};
}

Result<NoBody> SecurityAdminService::setDisabled(db::Tx& tx, const http::Caller& caller,
                                                 const SetPersonDisabled::Request& request)
{
    TW_ASSIGN(const auto person, personToChange(tx, caller, request.id));
    if (person.id == caller.user)
        return fail(ErrorCode::Conflict, "nobody can disable themselves");
    PeopleStore(tx).setDisabled(person.id, request.disabled, m_clock.now());
    if (request.disabled) {
        ChallengeStore(tx).eraseOf(person.id);
        ResetStore(tx).eraseOf(person.id);
        m_sessions.endAllOf(tx, person.id);
    }
    note(tx, caller, person, request.disabled ? "user.disable" : "user.enable",
         request.disabled ? "account.disabled" : "account.enabled", request.reason);
    return NoBody{};
}

Result<SecurityEventPage>
SecurityAdminService::events(db::Tx& tx, const http::Caller& caller,
                             const ListOrgSecurityEvents::Request& request)
{
    TW_ASSIGN(const auto person, personOf(tx, caller, request.id));
    const auto limit =
        request.limit ? request.limit->value : static_cast<std::int64_t>(limits::kDefaultPageItems);
    return eventPage(tx, person.id, limit, request.cursor ? request.cursor->str() : "");
}

SecurityPolicy SecurityAdminService::policy(db::Tx& tx, const http::Caller& caller)
{
    return SecurityPolicyStore(tx).find(caller.org);
}

Result<SecurityPolicy> SecurityAdminService::setPolicy(db::Tx& tx, const http::Caller& caller,
                                                       const SetSecurityPolicy::Request& request)
{
    SecurityPolicyStore policies(tx);
    const auto old = policies.find(caller.org);
    if (!request.ifMatch)
        return fail(ErrorCode::PreconditionRequired, "If-Match");
    if (*request.ifMatch != old.version)
        return fail(ErrorCode::VersionMismatch, "the policy was changed meanwhile");
    SecurityPolicy policy;
    for (const Role role : request.factorRoles) {
        if (!asksFactorOf(policy, role))
            policy.factorRoles.push_back(role);
    }
    policy.graceDays = request.graceDays;
    policy.version = old.version + 1;
    policies.put(caller.org, policy);
    audit::AuditStore(tx).append(caller,
                                 {"policy.update", "org", caller.org.value,
                                  R"({"roles":)" + std::to_string(policy.factorRoles.size()) +
                                      R"(,"grace_days":)" + std::to_string(policy.graceDays) + '}'},
                                 m_clock.now());
    return policy;
}

} // namespace taskward::identity
