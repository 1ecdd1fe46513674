// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/Throttle.h"

#include <algorithm>

namespace taskward::identity::throttle {

namespace {

constexpr std::int64_t kSpreadRoomMs = (kSpreadBurst - 1) * kSpreadEachMs;
constexpr std::int64_t kDoublings = 10; // 1 s << 10 is more than the longest wait

std::int64_t waitAfter(std::int64_t misses)
{
    if (misses < kFreeMisses)
        return 0;
    const std::int64_t doublings = std::min(misses - kFreeMisses, kDoublings);
    return std::min(kFirstWaitMs << doublings, kLongestWaitMs);
}

Counter fresh(const Counter& counter, Timestamp now)
{
    return now.ms - counter.lastAt.ms >= kForgetMs ? Counter{} : counter;
}

} // namespace

std::int64_t waitMs(CounterKind kind, const Counter& counter, Timestamp now)
{
    const Counter current = fresh(counter, now);
    if (kind == CounterKind::Spread) {
        const std::int64_t ahead = current.blockedUntil.ms - now.ms - kSpreadRoomMs;
        return std::clamp<std::int64_t>(ahead, 0, kSpreadEachMs);
    }
    if (current.lastAt.ms > now.ms + kLongestWaitMs)
        return 0;
    return std::clamp<std::int64_t>(current.blockedUntil.ms - now.ms, 0, waitAfter(current.misses));
}

Counter charged(CounterKind kind, Counter counter, Timestamp now)
{
    counter = fresh(counter, now);
    if (counter.misses == 0)
        counter.since = now;
    ++counter.misses;
    counter.lastAt = now;
    if (kind == CounterKind::Spread)
        counter.blockedUntil = {std::max(counter.blockedUntil.ms, now.ms) + kSpreadEachMs};
    else
        counter.blockedUntil = {now.ms + waitAfter(counter.misses)};
    return counter;
}

Counter refunded(CounterKind kind, Counter counter)
{
    // From there the right password came: that is no source of guesses.
    if (kind != CounterKind::Spread)
        return {};
    counter.misses = std::max<std::int64_t>(counter.misses - 1, 0);
    counter.blockedUntil.ms -= kSpreadEachMs;
    return counter;
}

bool lockBegan(CounterKind kind, const Counter& before, const Counter& after, Timestamp now)
{
    if (waitMs(kind, after, now) == 0)
        return false;
    if (kind == CounterKind::Spread)
        return after.misses == kSpreadBurst || before.misses == 0;
    return after.misses == kFreeMisses;
}

std::string_view causeName(CounterKind kind)
{
    switch (kind) {
    case CounterKind::Source:
        return "misses-from-address";
    case CounterKind::Device:
        return "misses-from-device";
    case CounterKind::Spread:
        return "misses-spread";
    }
    return {};
}

} // namespace taskward::identity::throttle
