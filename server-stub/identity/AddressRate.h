// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::identity {

/// So many requests a minute from each source, in memory of a fixed size: sources share places by a
/// keyed hash, so that nobody can choose whose place to share, and no number of sources makes it grow.
/// When more sources than places flood, new ones are refused: whoever must not be has a way past it.
/// Thread-safe.
class AddressRate {
public:
    AddressRate(std::int64_t perMinute, const Clock& clock, Random& random);
    /// Takes one; false when the source has used up its minute.
    bool admit(std::string_view source);

private:
    std::int64_t m_eachMs;
    std::int64_t m_roomMs;
    const Clock& m_clock;
    std::string m_key;
    std::mutex m_mutex;
    std::vector<std::int64_t> m_earnedBackAt; ///< monotonic
};

} // namespace taskward::identity
