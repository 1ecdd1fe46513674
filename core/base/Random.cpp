// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/base/Random.h"

#include "core/base/Assert.h"

#include <sodium.h>

#include <bit>
#include <cstring>

namespace taskward {

std::uint64_t Random::next64()
{
    std::uint8_t bytes[8];
    fill(bytes);
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

std::uint64_t Random::below(std::uint64_t bound)
{
    TW_ASSERT(bound > 0);
    // Values below the threshold would make small results a little more likely than others.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = next64();
        if (value >= threshold)
            return value % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    static const int initialised = sodium_init();
    TW_ASSERT(initialised >= 0);
    randombytes_buf(bytes.data(), bytes.size());
}

SeededRandom::SeededRandom(std::uint64_t seed)
{
    // splitmix64, as xoshiro's authors advise for filling the state.
    for (auto& word : m_state) {
        seed += 0x9e3779b97f4a7c15U;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        word = z ^ (z >> 31U);
    }
}

std::uint64_t SeededRandom::step()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17U;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

void SeededRandom::fill(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const std::uint64_t word = step();
        const std::size_t count = std::min(bytes.size(), sizeof word);
        std::memcpy(bytes.data(), &word, count);
        bytes = bytes.subspan(count);
    }
}

} // namespace taskward
