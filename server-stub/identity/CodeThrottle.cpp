// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/CodeThrottle.h"

#include <algorithm>

namespace taskward::identity::codethrottle {

std::int64_t waitMs(const CodeMisses& misses, Timestamp now)
{
    if (!misses.lockedUntil)
        return 0;
    return std::clamp<std::int64_t>(misses.lockedUntil->ms - now.ms, 0, kLockMs);
}

bool isStopped(const CodeMisses& misses)
{
    return misses.inARow >= kHardStop;
}

CodeMisses charged(CodeMisses misses, Timestamp now)
{
    const std::int64_t age = now.ms - misses.windowAt.ms;
    if (age < 0 || age >= kWindowMs) {
        misses.windowAt = now;
        misses.inWindow = 0;
    }
    ++misses.inARow;
    ++misses.inWindow;
    misses.lockedAt = misses.lockedUntil = std::nullopt;
    if (misses.inWindow >= kMissesPerWindow || misses.inARow == kHardStop) {
        misses.lockedAt = now;
        misses.lockedUntil = Timestamp{now.ms + kLockMs};
        misses.inWindow = 0;
    }
    return misses;
}

} // namespace taskward::identity::codethrottle
