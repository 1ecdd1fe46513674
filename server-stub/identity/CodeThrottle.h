// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <cstdint>
#include <optional>

namespace taskward::identity {

/// What is remembered of wrong one-time codes. Counted apart from passwords.
struct CodeMisses {
    std::int64_t inARow = 0;
    Timestamp windowAt;
    std::int64_t inWindow = 0;
    std::optional<Timestamp> lockedAt;
    std::optional<Timestamp> lockedUntil;
    bool operator==(const CodeMisses&) const = default;
};

/// How guessing codes is slowed. Pure.
namespace codethrottle {

inline constexpr std::int64_t kTriesPerChallenge = 5;
inline constexpr std::int64_t kMissesPerWindow = 10;
inline constexpr std::int64_t kWindowMs = 900'000;
inline constexpr std::int64_t kLockMs = 900'000;
/// So many in a row, and only a recovery code or an administrator opens it again (SP 800-63B-4
/// section 3.2.2).
inline constexpr std::int64_t kHardStop = 100;

std::int64_t waitMs(const CodeMisses& misses, Timestamp now);
bool isStopped(const CodeMisses& misses);
CodeMisses charged(CodeMisses misses, Timestamp now);

} // namespace codethrottle

} // namespace taskward::identity
