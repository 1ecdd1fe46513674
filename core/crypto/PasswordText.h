// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <optional>
#include <string_view>
#include <vector>

namespace taskward::crypto {

/// A password as it is hashed: RFC 8265 OpaqueString, so that the same password typed on another
/// keyboard is the same. Every space other than U+0020 becomes U+0020, then NFC; case and width stay.
/// ASCII, and what is not UTF-8, comes out byte for byte. hashPassword and verifyPassword do this
/// themselves.
Secret passwordText(std::string_view typed);

/// For comparing only: NFKC and case-folded, without zero-width marks. Nothing for what is not UTF-8.
std::optional<Secret> foldedPassword(std::string_view typed);

/// The Unicode code points of passwordText(), how a password's length is counted. Nothing for what is
/// not UTF-8 or holds a NUL.
std::optional<std::size_t> passwordCharacters(std::string_view typed);

} // namespace taskward::crypto
