// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/CommonPasswords.h"

#include "core/base/Secret.h"
#include "core/crypto/WordListData.h"

#include <array>
#include <cstdint>
#include <sodium.h>

namespace taskward::crypto {

namespace {

constexpr int kProbes = 13; // as in make-wordlists

std::uint64_t littleEndian(const std::uint8_t* bytes)
{
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i)
        value = value << 8 | bytes[i];
    return value;
}

} // namespace

bool isCommonPassword(std::string_view folded)
{
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(folded.data()),
                       folded.size());
    std::uint64_t probe = littleEndian(digest.data());
    const std::uint64_t step = littleEndian(digest.data() + 8) | 1U;
    wipe(digest.data(), digest.size());
    const std::uint64_t bits = std::uint64_t{data::kCommonPasswordCells} * 64;
    for (int i = 0; i < kProbes; ++i, probe += step) {
        const std::uint64_t bit = probe % bits;
        if ((data::kCommonPasswordFilter[bit / 64] >> (bit % 64) & 1U) == 0)
            return false;
    }
    return true;
}

std::size_t commonPasswordCount()
{
    return data::kCommonPasswordCount;
}

} // namespace taskward::crypto
