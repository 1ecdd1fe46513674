// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ApiKeyGate.h"

#include "core/base/Secret.h"
#include "core/crypto/ApiKey.h"
#include "core/crypto/Digest.h"
#include "server-stub/identity/KeyScopes.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SecurityEventStore.h"

#include <memory>

namespace taskward::identity {

ApiKeyGate::ApiKeyGate(db::Database& database, const Clock& clock)
    : m_database(database), m_clock(clock), m_throttle(clock), m_known(clock)
{}

void ApiKeyGate::authenticate(std::string_view text, const http::Request& request, Done done)
{
    const std::string digest = crypto::sha256Hex(text);
    if (auto known = m_known.recall(digest))
        return done(admit(std::move(*known), request.requestId, request.remoteAddress));
    const auto parsed = crypto::parseApiKey(text);
    if (!parsed)
        return done(fail(parsed.error()));
    auto found = std::make_shared<Result<Known>>(fail(ErrorCode::Internal));
    const auto question = m_known.ask();
    m_database.submitRead(
        {},
        [this, found, id = parsed->id, secret = parsed->digest](db::Tx& tx) -> Status {
            auto row = ApiKeyStore(tx).findByLookupId(id);
            if (row && !constantTimeEqual(row->digest, secret))
                row.reset();
            *found = look(tx, row);
            return *found ? Status{} : Status(fail(found->error()));
        },
        [this, found, digest, question, requestId = request.requestId,
         address = request.remoteAddress, done = std::move(done)](Status status) {
            if (!status)
                return done(fail(std::move(status).error()));
            m_known.remember(digest, **found, question);
            done(admit(std::move(**found), requestId, address));
        });
}

Result<http::Caller> ApiKeyGate::admit(Known known, const std::string& requestId,
                                       const std::string& address)
{
    if (known.expiresAt <= m_clock.now() || !known.addresses.allows(address))
        return fail(ErrorCode::Unauthenticated, "key expired, or not from this address");
    if (const auto wait = m_throttle.take(known.caller.apiKey, known.perMinute); wait > 0)
        return fail(Error{ErrorCode::RateLimited, "key", {}, {{"retry_after_seconds", wait}}});
    known.caller.requestId = requestId;
    known.caller.remoteAddress = address;
    noteUse(known.caller);
    return std::move(known.caller);
}

void ApiKeyGate::noteUse(const http::Caller& caller)
{
    if (!m_throttle.isTimeToNote(caller.apiKey))
        return;
    m_database.submitWrite(
        {},
        [this, key = caller.apiKey, address = shortenedAddress(caller.remoteAddress)](db::Tx& tx) {
            ApiKeyStore(tx).touch(key, address, m_clock.now());
            return Status{};
        },
        [](const Status&) {}); // a use that could not be noted is noted a minute later
}

void ApiKeyGate::recheck(const http::Caller& caller, Done done)
{
    auto found = std::make_shared<Result<Known>>(fail(ErrorCode::Internal));
    m_database.submitRead(
        {},
        [this, found, id = caller.apiKey](db::Tx& tx) -> Status {
            *found = look(tx, ApiKeyStore(tx).find(id));
            return *found ? Status{} : Status(fail(found->error()));
        },
        [this, found, caller, done = std::move(done)](Status status) {
            if (!status)
                return done(fail(std::move(status).error()));
            Known& known = **found;
            if (known.expiresAt <= m_clock.now() || !known.addresses.allows(caller.remoteAddress))
                return done(fail(ErrorCode::Unauthenticated, "key expired"));
            known.caller.requestId = caller.requestId;
            known.caller.remoteAddress = caller.remoteAddress;
            done(std::move(known.caller));
        });
}

Result<ApiKeyGate::Known> ApiKeyGate::look(db::Tx& tx, const std::optional<ApiKeyRow>& row) const
{
    if (!row || row->key.frozen)
        return fail(ErrorCode::Unauthenticated, "unknown or frozen key");
    PeopleStore people(tx);
    const auto owner = people.find(row->user);
    tx.setScope({row->org, row->user});
    const auto membership = people.membership(row->org, row->user);
    if (!owner || owner->disabled || !membership)
        return fail(ErrorCode::Unauthenticated, "owner of the key disabled or gone");
    TW_ASSIGN(auto addresses, AddressList::parse(row->key.addresses));
    TW_ASSIGN(auto scopes, scopesNamed(row->key.scopes));
    Known known;
    known.caller.user = row->user;
    known.caller.org = row->org;
    known.caller.role = membership->role;
    known.caller.apiKey = row->key.id;
    known.caller.scopes = std::move(scopes);
    known.expiresAt = row->key.expiresAt;
    known.addresses = std::move(addresses);
    known.perMinute = row->perMinute;
    return known;
}

void ApiKeyGate::forget(const ApiKeyId& key)
{
    m_known.forgetIf([&](const Known& known) { return known.caller.apiKey == key; });
}

} // namespace taskward::identity
