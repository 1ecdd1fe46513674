// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace taskward::crypto {

/// What a sealed value belongs to. Opening wants the very same, so a value that is moved to another
/// row, column or purpose does not open.
struct SealContext {
    std::string_view purpose; ///< "totp-seed"
    std::string_view rowId;
};

/// Values sealed at rest: AES-256-GCM under the newest of several keys. The envelope is one byte
/// version (1), four bytes key id (big-endian), twelve bytes nonce, ciphertext, sixteen bytes tag; the
/// head and the context are authenticated. At most 2^32 values may be sealed under one key (random
/// nonces, NIST SP 800-38D section 8.3). Const use is safe from any thread.
class KeyRing {
public:
    static constexpr std::size_t kKeyBytes = 32;

    /// `id` > 0; the highest id seals. Errors: ValidationFailed for a wrong size or a known id.
    Status add(std::uint32_t id, Secret key);
    bool empty() const { return m_keys.empty(); }
    std::uint32_t newestId() const;

    /// Precondition: not empty.
    std::vector<std::uint8_t> seal(std::span<const std::uint8_t> plain, const SealContext& context,
                                   Random& random) const;
    /// Errors: KeyNotFound when the ring has not the key; StorageCorrupt when it does not open.
    Result<Secret> open(std::span<const std::uint8_t> sealed, const SealContext& context) const;
    /// Sealed under an older key (or no envelope at all): open and seal it again.
    bool needsReseal(std::span<const std::uint8_t> sealed) const;
    static std::optional<std::uint32_t> keyIdOf(std::span<const std::uint8_t> sealed);

private:
    std::map<std::uint32_t, Secret> m_keys;
};

} // namespace taskward::crypto
