// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/AddressRate.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace taskward::identity {

namespace {

constexpr std::size_t kPlaces = 65'536;
constexpr std::int64_t kMinuteMs = 60'000;

} // namespace

AddressRate::AddressRate(std::int64_t perMinute, const Clock& clock, Random& random)
    : m_eachMs(std::max<std::int64_t>(kMinuteMs / perMinute, 1)),
      m_roomMs((perMinute - 1) * m_eachMs), m_clock(clock), m_earnedBackAt(kPlaces, INT64_MIN / 2)
{
    std::array<std::uint8_t, crypto_shorthash_KEYBYTES> key{};
    random.fill(key);
    m_key.assign(key.begin(), key.end());
}

bool AddressRate::admit(std::string_view source)
{
    std::array<unsigned char, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(source.data()),
                     source.size(), reinterpret_cast<const unsigned char*>(m_key.data()));
    const std::size_t place = (std::size_t{hash[0]} << 8U) | hash[1];
    const std::lock_guard lock(m_mutex);
    const std::int64_t now = m_clock.monotonicMs();
    std::int64_t& earnedBackAt = m_earnedBackAt[place];
    if (earnedBackAt - now > m_roomMs)
        return false;
    earnedBackAt = std::max(earnedBackAt, now) + m_eachMs;
    return true;
}

} // namespace taskward::identity
