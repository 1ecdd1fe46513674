// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Five bits a character, for keys that people read and type. Both alphabets through one pair of
/// functions; what comes and goes is secret.
namespace taskward::crypto {

enum class Base32 {
    Rfc4648,   ///< A to Z, 2 to 7, without padding: what authenticators read
    Crockford, ///< 0 to 9 and A to Z without I, L, O, U
};

/// Upper case; groups of `group` characters with `separator` between; 0: one piece.
Secret toBase32(std::span<const std::uint8_t> bytes, Base32 alphabet, std::size_t group = 0,
                char separator = '-');
/// Forgives case, blanks and dashes, and in Crockford's alphabet O for 0, I and L for 1. Nothing for a
/// foreign character, a length that no bytes have, or bits left over.
std::optional<Secret> fromBase32(std::string_view text, Base32 alphabet);

} // namespace taskward::crypto
