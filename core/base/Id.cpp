// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Id.h"

#include <algorithm>
#include <array>
#include <mutex>

namespace taskward {

namespace {

bool isHyphenPlace(std::size_t i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

} // namespace

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isHyphenPlace(i) ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

std::string makeUuidV7(const Clock& clock, Random& random)
{
    // Milliseconds and a 12-bit counter, increasing within the process: ids made in a row sort in the
    // order they were made, also when the clock stands still or steps back.
    static std::mutex mutex;
    static std::uint64_t last = 0;
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    std::uint64_t stamp = 0;
    {
        const std::lock_guard lock(mutex);
        const auto now = static_cast<std::uint64_t>(std::max<std::int64_t>(clock.now().ms, 0)) << 12U;
        // A large step back (tests with a fixed clock, a corrected clock) starts over instead of
        // running ahead of the time for ever.
        const bool farBehind = last > now && (last - now) > (std::uint64_t{10000} << 12U);
        stamp = (now > last || farBehind) ? now | (bytes[6] & 0x3fU) : last + 1;
        last = stamp;
    }
    const std::uint64_t ms = stamp >> 12U;
    for (unsigned i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(ms >> (40U - 8U * i));
    bytes[6] = static_cast<std::uint8_t>(0x70U | ((stamp >> 8U) & 0x0fU));
    bytes[7] = static_cast<std::uint8_t>(stamp & 0xffU);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);

    static constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (isHyphenPlace(text.size()))
            text.push_back('-');
        text.push_back(kHex[bytes[i] >> 4U]);
        text.push_back(kHex[bytes[i] & 0x0fU]);
    }
    return text;
}

} // namespace taskward
