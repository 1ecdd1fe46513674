// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ApiKeyService.h"

#include "core/crypto/ApiKey.h"
#include "core/policy/Roles.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/KeyScopes.h"
#include "server-stub/identity/SecurityEventStore.h"

#include <algorithm>

namespace taskward::identity {

namespace {

constexpr std::int64_t kDayMs = std::int64_t(24) * 3600 * 1000;
constexpr std::int64_t kMaxPerMinute = 100'000'000;

Status checkWish(const KeyWish& wish, contract::Role role)
{
    if (wish.days < 1 || wish.days > limits::kMaxApiKeyDays)
        return fail(ErrorCode::ValidationFailed, "1 to 365 days", "/days");
    if (wish.perMinute < 1 || wish.perMinute > kMaxPerMinute)
        return fail(ErrorCode::ValidationFailed, "requests a minute", "/per_minute");
    if (wish.scopes.empty())
        return fail(ErrorCode::ValidationFailed, "a key without a scope can do nothing", "/scopes");
    TW_ASSIGN(const auto scopes, scopesNamed(wish.scopes));
    for (const auto scope : scopes) {
        if (!policy::roleAllows(role, scope))
            return fail(ErrorCode::PermissionDenied, "a scope beyond the owner's rights");
    }
    return {};
}

} // namespace

contract::ListApiKeys::Response ApiKeyService::list(db::Tx& tx, const http::Caller& caller) const
{
    return {ApiKeyStore(tx).of(caller.user, caller.org)};
}

Result<contract::CreateApiKey::Response>
ApiKeyService::create(db::Tx& tx, const http::Caller& caller, const KeyWish& wish)
{
    TW_TRY(checkWish(wish, caller.role));
    TW_ASSIGN(const auto addresses, AddressList::parse(wish.addresses));
    ApiKeyStore store(tx);
    if (store.of(caller.user, caller.org).size() >= limits::kMaxApiKeysPerPerson)
        return fail(ErrorCode::Conflict, "too many keys");
    const Timestamp now = m_clock.now();
    const auto made = crypto::makeApiKey(m_random);
    ApiKeyRow row;
    row.lookupId = made.id;
    row.digest = made.digest;
    row.user = caller.user;
    row.org = caller.org;
    row.perMinute = wish.perMinute;
    row.key.id = makeId<ApiKeyId>(m_clock, m_random);
    row.key.name = wish.name;
    row.key.scopes = wish.scopes;
    std::ranges::sort(row.key.scopes);
    row.key.scopes.erase(std::ranges::unique(row.key.scopes).begin(), row.key.scopes.end());
    row.key.addresses = addresses.texts();
    row.key.createdAt = now;
    row.key.expiresAt = {now.ms + wish.days * kDayMs};
    store.insert(row);
    audit::AuditStore(tx).append(caller, {"api_key.create", "api_key", row.key.id.value}, now);
    SecurityFact fact;
    fact.kind = "auth.key.create";
    fact.deviceName = row.key.name;
    fact.address = caller.remoteAddress;
    SecurityEventStore(tx).append(caller.user, fact, m_clock, m_random);
    return contract::CreateApiKey::Response{row.key, std::string(made.text.text())};
}

Result<contract::NoBody> ApiKeyService::revoke(db::Tx& tx, const http::Caller& caller,
                                               const ApiKeyId& id)
{
    ApiKeyStore store(tx);
    const auto row = store.find(id);
    const Timestamp now = m_clock.now();
    if (!row || !store.revoke(id, caller.user, now))
        return fail(ErrorCode::NotFound);
    audit::AuditStore(tx).append(caller, {"api_key.revoke", "api_key", id.value}, now);
    SecurityFact fact;
    fact.kind = "auth.key.revoke";
    fact.deviceName = row->key.name;
    fact.address = caller.remoteAddress;
    SecurityEventStore(tx).append(caller.user, fact, m_clock, m_random);
    if (m_gate)
        m_gate->forget(id);
    return contract::NoBody{};
}

} // namespace taskward::identity
