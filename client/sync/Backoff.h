// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace taskward::client {

inline constexpr std::chrono::milliseconds kLongestBackoff{300'000};

/// How long to wait after the n-th failure in a row (n from 1): 1, 2, 4 ... 300 s, of which a random
/// quarter is taken off so that many clients do not come back at once; never before what the server
/// asked for with Retry-After, of which at most five minutes are believed.
inline std::chrono::milliseconds backoff(int failures, std::optional<int> retryAfterSeconds,
                                         Random& random,
                                         std::chrono::milliseconds longest = kLongestBackoff)
{
    constexpr std::int64_t kMaxMs = kLongestBackoff.count();
    const std::int64_t doubled = std::int64_t{1000} << std::clamp(failures - 1, 0, 12);
    const std::int64_t ceiling = std::min<std::int64_t>(longest.count(), doubled);
    const auto off =
        static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(ceiling / 4)));
    const std::int64_t asked = std::int64_t{1000} * retryAfterSeconds.value_or(0);
    return std::chrono::milliseconds(std::max(ceiling - off, std::min(asked, kMaxMs)));
}

} // namespace taskward::client
