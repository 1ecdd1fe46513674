// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/Result.h"

namespace taskward {

/// Milliseconds since 1970-01-01T00:00:00Z. RFC 3339 on the wire, always with three decimals and Z.
struct Timestamp {
    std::int64_t ms = 0;

    auto operator<=>(const Timestamp&) const = default;
};

std::string toRfc3339(Timestamp time);
void appendRfc3339(std::string& out, Timestamp time);
/// Accepts what RFC 3339 section 5.6 allows, any offset; years 0001 to 9999 in UTC too, so that it can be
/// written again. A leap second reads as :59.
Result<Timestamp> parseRfc3339(std::string_view text);

/// The clock is handed in by the composition root; core has none of its own.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    /// Never jumps; for deadlines and durations.
    virtual std::int64_t monotonicMs() const = 0;
};

class SystemClock final : public Clock {
public:
    Timestamp now() const override;
    std::int64_t monotonicMs() const override;
};

} // namespace taskward
