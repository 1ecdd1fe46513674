// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/PasswordGuard.h"

#include "core/contract/Types.h"
#include "core/crypto/Digest.h"
#include "server-stub/identity/AddressPrefix.h"
#include "server-stub/identity/DeviceStore.h"
#include "server-stub/identity/SecurityEventStore.h"

#include <algorithm>

namespace taskward::identity {

namespace {

constexpr int kSourceBitsV4 = 32;
constexpr int kSourceBitsV6 = 64;
constexpr std::uint64_t kPruneEach = 64;
constexpr std::int64_t kKeptStrangers = 50'000;

} // namespace

std::string PasswordGuard::accountOf(std::string_view email) const
{
    return crypto::toHex(crypto::hmacSha256(m_key.bytes(), contract::foldText(email)));
}

tl::unexpected<Error> PasswordGuard::refusal(const Attempt& attempt) const
{
    if (!attempt.known || attempt.waitMs == 0)
        return fail(ErrorCode::Unauthenticated, "not signed in");
    Error error{ErrorCode::RateLimited, "too many wrong passwords from this device", {}};
    error.facts.emplace_back("retry_after_seconds", (attempt.waitMs + 999) / 1000);
    return fail(std::move(error));
}

CounterRow PasswordGuard::rowFor(CounterKind kind, const http::Caller& caller,
                                 const Attempt& attempt) const
{
    CounterRow row;
    row.kind = kind;
    row.account = attempt.account;
    if (attempt.user)
        row.user = attempt.user->id;
    switch (kind) {
    case CounterKind::Source:
        row.id = counterId(kind, attempt.account, attempt.network);
        row.source = shortenedAddress(caller.remoteAddress);
        break;
    case CounterKind::Device:
        row.id = counterId(kind, attempt.account, caller.deviceKey);
        row.source = attempt.deviceName;
        break;
    case CounterKind::Spread:
        row.id = counterId(kind, attempt.account, {});
        break;
    }
    return row;
}

std::int64_t PasswordGuard::waitFor(db::Tx& tx, const http::Caller& caller, Attempt& attempt)
{
    ThrottleStore counters(tx);
    const auto wait = [&](CounterKind kind) {
        const Counter counter = counters.find(rowFor(kind, caller, attempt).id);
        if (kind == CounterKind::Device)
            attempt.deviceMisses = counter.misses;
        return throttle::waitMs(kind, counter, m_clock.now());
    };
    if (attempt.known)
        return wait(CounterKind::Device);
    return std::max(wait(CounterKind::Source), wait(CounterKind::Spread));
}

Result<PasswordGuard::Attempt> PasswordGuard::look(const http::Caller& caller,
                                                   std::string_view email)
{
    return m_database.read({}, [&](db::Tx& tx) -> Result<Attempt> {
        Attempt attempt;
        attempt.account = accountOf(email);
        attempt.network = addressPrefix(caller.remoteAddress, kSourceBitsV4, kSourceBitsV6);
        attempt.user = PeopleStore(tx).findByEmail(email);
        DeviceStore devices(tx);
        // Asked for nobody too: the same work.
        const UserId user = attempt.user ? attempt.user->id : UserId{};
        attempt.known = devices.isKnown(user, caller.deviceKey);
        if (const auto device = devices.find(user, caller.deviceKey))
            attempt.deviceName = device->name;
        attempt.waitMs = waitFor(tx, caller, attempt);
        return attempt;
    });
}

void PasswordGuard::chargeOne(db::Tx& tx, CounterKind kind, const http::Caller& caller,
                              const Attempt& attempt)
{
    const Timestamp now = m_clock.now();
    ThrottleStore counters(tx);
    CounterRow row = rowFor(kind, caller, attempt);
    const Counter before = counters.find(row.id);
    row.counter = throttle::charged(kind, before, now);
    counters.put(row);
    if (attempt.user && throttle::lockBegan(kind, before, row.counter, now))
        SecurityEventStore(tx).append(attempt.user->id,
                                      {.kind = "auth.lock",
                                       .cause = throttle::causeName(kind),
                                       .deviceName = attempt.deviceName,
                                       .address = caller.remoteAddress,
                                       .actor = "system"},
                                      m_clock, m_random);
    if (m_random.below(kPruneEach) == 0)
        counters.prune({now.ms - throttle::kForgetMs}, kKeptStrangers);
}

bool PasswordGuard::charge(db::Tx& tx, const http::Caller& caller, Attempt& attempt)
{
    attempt.waitMs = waitFor(tx, caller, attempt);
    if (attempt.waitMs > 0)
        return false;
    if (attempt.known) {
        chargeOne(tx, CounterKind::Device, caller, attempt);
    } else {
        chargeOne(tx, CounterKind::Source, caller, attempt);
        chargeOne(tx, CounterKind::Spread, caller, attempt);
    }
    return true;
}

/// The counter is in the store already, or is now; the event is written behind the answer, so that
/// the time does not tell whether there is somebody to whom it happened.
Status PasswordGuard::settleMiss(const http::Caller& caller, const Attempt& attempt, bool charged)
{
    if (!charged)
        TW_TRY(m_database.write({}, [&](db::Tx& tx) -> Status {
            chargeOne(tx, CounterKind::Device, caller, attempt);
            return {};
        }));
    if (!attempt.user)
        return {};
    m_database.submitWrite(
        {},
        [&clock = m_clock, &random = m_random, user = attempt.user->id,
         cause = attempt.user->disabled ? "disabled" : "wrong-password",
         device = attempt.deviceName, address = caller.remoteAddress](db::Tx& tx) -> Status {
            SecurityEventStore(tx).append(
                user,
                {.kind = "auth.login", .cause = cause, .deviceName = device, .address = address},
                clock, random);
            return {};
        },
        [](const Status&) {}); // what must not be lost is the counter
    return {};
}

Status PasswordGuard::settleMatch(const http::Caller& caller, const Attempt& attempt, bool charged)
{
    if (!charged)
        return {};
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        ThrottleStore counters(tx);
        const auto first = attempt.known ? CounterKind::Device : CounterKind::Source;
        CounterRow own = rowFor(first, caller, attempt);
        // The charge of this very try is not among the misses before it.
        const bool wasLocked = counters.find(own.id).misses > throttle::kFreeMisses;
        counters.erase(own.id);
        if (wasLocked)
            SecurityEventStore(tx).append(attempt.user->id,
                                          {.kind = "auth.unlock",
                                           .cause = "signed-in",
                                           .deviceName = attempt.deviceName,
                                           .address = caller.remoteAddress,
                                           .actor = "system"},
                                          m_clock, m_random);
        if (attempt.known)
            return {};
        CounterRow spread = rowFor(CounterKind::Spread, caller, attempt);
        spread.counter = throttle::refunded(CounterKind::Spread, counters.find(spread.id));
        counters.put(spread);
        return {};
    });
}

Result<PasswordGuard::Proof> PasswordGuard::check(const http::Caller& caller,
                                                  std::string_view email, std::string_view password)
{
    TW_ASSIGN(auto attempt, look(caller, email));
    if (attempt.waitMs > 0)
        return refusal(attempt);
    // Strangers are charged before their guess is looked at, so that a thousand at once are no more
    // than one after the other. A known device is, once it has missed: fifty windows of one person that
    // sign in together must not take each other for guesses.
    const bool inAdvance = !attempt.known || attempt.deviceMisses > 0;
    if (inAdvance) {
        TW_ASSIGN(const bool admitted, m_database.write({}, [&](db::Tx& tx) -> Result<bool> {
            return charge(tx, caller, attempt);
        }));
        if (!admitted)
            return refusal(attempt);
    }
    const bool alive = attempt.user && !attempt.user->disabled;
    const std::string hash = alive ? attempt.user->passwordHash : std::string();
    if (!m_hasher.verify(hash, password)) {
        TW_TRY(settleMiss(caller, attempt, inAdvance));
        attempt.waitMs = 0;
        return refusal(attempt);
    }
    TW_TRY(settleMatch(caller, attempt, inAdvance));
    Proof proof{std::move(*attempt.user), attempt.known, {}};
    if (crypto::passwordNeedsRehash(hash))
        proof.newHash = m_hasher.hash(password);
    return proof;
}

} // namespace taskward::identity
