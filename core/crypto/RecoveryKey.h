// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace taskward::crypto {

using SealedBoxKey = std::array<std::uint8_t, 32>; ///< X25519, public

/// Sealed for the holder of the recovery key: anybody with the public key can seal, without a key of
/// their own (libsodium's crypto_box_seal; its ephemeral key comes from libsodium, never from a seeded
/// Random). 48 bytes longer than the plain value.
std::vector<std::uint8_t> sealForRecovery(const SealedBoxKey& key,
                                          std::span<const std::uint8_t> plain);

/// A key that a person writes down: 160 random bits and 40 of checksum, ten groups of four characters
/// ("7ZK4-..."). Its X25519 pair is derived from it.
class RecoveryKey {
public:
    static RecoveryKey generate(Random& random);
    /// Forgives case, blanks, dashes, O for 0, I and L for 1. Errors: ValidationFailed, for a wrong
    /// length, a foreign character or a checksum that tells of a typing error.
    static Result<RecoveryKey> fromText(std::string_view text);

    Secret text() const;
    const SealedBoxKey& publicKey() const { return m_public; }
    /// Errors: StorageCorrupt: made for another key, or damaged.
    Result<Secret> open(std::span<const std::uint8_t> sealed) const;

private:
    explicit RecoveryKey(Secret entropy);
    Secret m_entropy;
    Secret m_private;
    SealedBoxKey m_public{};
};

} // namespace taskward::crypto
