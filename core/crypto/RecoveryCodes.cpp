// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/RecoveryCodes.h"

#include "core/base/Assert.h"
#include "core/crypto/Base32.h"
#include "core/crypto/Digest.h"

#include <utility>

namespace taskward::crypto {

namespace {

constexpr std::size_t kGroup = 4;
constexpr std::size_t kMinSaltBytes = 16;

std::string digestOf(const Secret& code, std::string_view personSalt)
{
    TW_ASSERT(personSalt.size() >= kMinSaltBytes);
    const std::span salt(reinterpret_cast<const std::uint8_t*>(personSalt.data()),
                         personSalt.size());
    return toHex(hmacSha256(salt, code.text()));
}

} // namespace

RecoveryCodes makeRecoveryCodes(std::string_view personSalt, Random& random)
{
    RecoveryCodes made;
    for (std::size_t i = 0; i < kRecoveryCodeCount; ++i) {
        Secret bytes = Secret::ofSize(kRecoveryCodeBytes);
        random.fill(bytes.data());
        made.codes.push_back(toBase32(bytes.bytes(), Base32::Crockford, kGroup));
        made.digests.push_back(digestOf(bytes, personSalt));
    }
    return made;
}

std::optional<std::string> recoveryCodeDigest(std::string_view typed, std::string_view personSalt)
{
    const auto bytes = fromBase32(typed, Base32::Crockford);
    if (!bytes || bytes->size() != kRecoveryCodeBytes)
        return std::nullopt;
    return digestOf(*bytes, personSalt);
}

std::optional<std::size_t> findRecoveryCode(std::string_view typed, std::string_view personSalt,
                                            std::span<const std::string> digests)
{
    const auto digest = recoveryCodeDigest(typed, personSalt);
    if (!digest)
        return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < digests.size(); ++i) {
        if (constantTimeEqual(digests[i], *digest))
            found = i;
    }
    return found;
}

} // namespace taskward::crypto
