// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <cstdint>
#include <string_view>

namespace taskward::identity {

/// Whose misses a counter counts.
enum class CounterKind : std::uint8_t {
    Source, ///< one account from one address, for devices that it has not signed in with before
    Device, ///< one account from one device that it has signed in with: no stranger can touch it
    Spread, ///< one account from all unknown devices together
};

/// What is remembered of wrong passwords. For Spread, `blockedUntil` is the time at which all guesses
/// are earned back (a virtual schedule, ITU-T I.371 annex A), for the others the end of the wait.
struct Counter {
    std::int64_t misses = 0;
    Timestamp since;
    Timestamp lastAt;
    Timestamp blockedUntil;
    bool operator==(const Counter&) const = default;
};

/// How guessing is slowed: values in, values out; the store is somebody else's. Five misses are free,
/// then each next one doubles the wait, from one second to fifteen minutes. All unknown devices
/// together get 50 guesses at once and one more each half hour: at most 98 in any 24 hours.
namespace throttle {

inline constexpr std::int64_t kFreeMisses = 5;
inline constexpr std::int64_t kFirstWaitMs = 1'000;
inline constexpr std::int64_t kLongestWaitMs = 900'000;
inline constexpr std::int64_t kSpreadBurst = 50;
inline constexpr std::int64_t kSpreadEachMs = 1'800'000;
/// A counter that rested so long is as good as none.
inline constexpr std::int64_t kForgetMs = 26LL * 3600 * 1000;

/// How long before the next try; 0: now. A wait from what has become the future, because the clock was
/// set back, is over; the misses count on.
std::int64_t waitMs(CounterKind kind, const Counter& counter, Timestamp now);
/// One more miss.
Counter charged(CounterKind kind, Counter counter, Timestamp now);
/// The last charge was for a right password.
Counter refunded(CounterKind kind, Counter counter);
/// Did this charge begin a lock, so that people are to be told? Not for each doubling of the same one.
bool lockBegan(CounterKind kind, const Counter& before, const Counter& after, Timestamp now);
/// For contract::Lock: "misses-from-address", "misses-from-device", "misses-spread".
std::string_view causeName(CounterKind kind);

} // namespace throttle

} // namespace taskward::identity
