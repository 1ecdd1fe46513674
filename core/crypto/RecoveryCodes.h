// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Secret.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Ten codes that each stand in once for the phone. 80 random bits each, so a keyed SHA-256 of them is
/// as good as a slow hash.
namespace taskward::crypto {

inline constexpr std::size_t kRecoveryCodeCount = 10;
inline constexpr std::size_t kRecoveryCodeBytes = 10;

struct RecoveryCodes {
    std::vector<Secret> codes;        ///< "XXXX-XXXX-XXXX-XXXX", to be shown once
    std::vector<std::string> digests; ///< what is stored, hex, in the same order
};

/// `personSalt`: at least 16 bytes, stored with the person.
RecoveryCodes makeRecoveryCodes(std::string_view personSalt, Random& random);
/// HMAC-SHA-256 of the code's bytes under the salt, hex. Forgives case, blanks, dashes, O for 0, I and
/// L for 1. Nothing when it cannot be a code.
std::optional<std::string> recoveryCodeDigest(std::string_view typed, std::string_view personSalt);
/// The place of the code among the digests. Every digest is compared, each in constant time.
std::optional<std::size_t> findRecoveryCode(std::string_view typed, std::string_view personSalt,
                                            std::span<const std::string> digests);

} // namespace taskward::crypto
