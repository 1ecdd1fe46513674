// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace taskward::crypto {

/// What a hash costs. The least for any account: OWASP's 46 MiB, one pass.
struct PasswordCost {
    unsigned passes = 1;
    std::size_t memoryBytes = std::size_t{47104} * 1024;
};

/// Argon2id, 46 MiB, one pass, one lane (OWASP); about 0.1 s. The caller throttles and queues.
/// What is hashed is passwordText() of it (PasswordText.h), so that the same characters match however
/// a keyboard composes them. Gives a PHC string. An empty text when memory is short.
std::string hashPassword(std::string_view password, const PasswordCost& cost = {});
/// In time that does not depend on where they differ. Malformed hashes do not match.
bool verifyPassword(std::string_view phc, std::string_view password);
/// True when the hash was made with other parameters than these (by default, what hashPassword() uses
/// now): hash again at the next sign-in, when the password is at hand.
bool passwordNeedsRehash(std::string_view phc, const PasswordCost& cost = {});
/// The hash of nobody's password: verified against when the person is unknown, for the same work.
const std::string& decoyPasswordHash();

} // namespace taskward::crypto
