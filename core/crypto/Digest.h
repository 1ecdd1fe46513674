// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::crypto {

std::string toHex(std::span<const std::uint8_t> bytes);
/// Errors: ValidationFailed.
Result<std::vector<std::uint8_t>> fromHex(std::string_view text);
/// RFC 4648 section 5, without padding.
std::string toBase64Url(std::span<const std::uint8_t> bytes);
Result<std::vector<std::uint8_t>> fromBase64Url(std::string_view text);

/// SHA-256, 64 hex characters.
std::string sha256Hex(std::string_view text);
/// HMAC-SHA-256 (RFC 2104), 32 bytes.
std::vector<std::uint8_t> hmacSha256(std::span<const std::uint8_t> key, std::string_view text);
/// 256 random bits as base64url, behind a prefix that secret scanners can find ("twa_").
std::string makeToken(std::string_view prefix, Random& random);

} // namespace taskward::crypto
