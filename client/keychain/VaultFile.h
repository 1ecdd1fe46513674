// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace taskward::client {

/// What trying one passphrase costs (OWASP's least for Argon2id).
struct VaultCost {
    std::uint32_t passes = 1;
    std::uint32_t memoryKiB = 47104;
};

using VaultEntries = std::map<std::string, Secret>;

/// The bytes of a vault: a head in clear, then all entries sealed as one.
///
///     "TWV1" | passes u32 | memory in KiB u32 | salt 16 | check 16 | sum 8 | nonce 24 | sealed
///
/// Numbers are big-endian. The key is the second half of Argon2id13(passphrase, salt), 64 bytes; `check`
/// is an HMAC under the first half, so that a wrong passphrase is told from a damaged file; `sum` is a
/// digest of what is before it, so that a damaged head is not taken for a wrong passphrase. `sealed` is
/// XChaCha20-Poly1305 with the head as associated data. A value; safe from any thread.
class VaultFile {
public:
    static constexpr std::size_t kMaxBytes = 1024 * 1024;
    static constexpr std::size_t kHeadBytes = 52;
    using Head = std::array<std::uint8_t, kHeadBytes>;

    /// A new vault and its key. Errors: StorageUnavailable: no memory for Argon2id.
    static Result<std::pair<VaultFile, Secret>> make(const VaultCost& cost,
                                                     const Secret& passphrase, Random& random);
    /// Errors: KeychainWrongValue: not a vault, or damaged.
    static Result<VaultFile> parse(std::span<const std::uint8_t> bytes);

    /// Takes about 0.1 s and the memory of the head. Errors: KeychainDenied: another passphrase;
    /// StorageUnavailable.
    Result<Secret> keyFrom(const Secret& passphrase) const;
    /// Errors: KeychainWrongValue: damaged, or another vault's key.
    Result<VaultEntries> open(const Secret& key) const;
    /// The bytes of this vault with other entries.
    std::vector<std::uint8_t> seal(const VaultEntries& entries, const Secret& key,
                                   Random& random) const;
    /// Another one after a change of the passphrase.
    const Head& head() const { return m_head; }

private:
    VaultFile() = default;
    Head m_head{};
    std::vector<std::uint8_t> m_sealed; ///< nonce and ciphertext
};

} // namespace taskward::client
