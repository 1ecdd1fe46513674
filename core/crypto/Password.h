// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Secret.h"

#include <string>
#include <string_view>

namespace taskward::crypto {

/// Argon2id, 46 MiB, one pass, one lane (OWASP); about 0.1 s. The caller throttles and queues.
/// Gives a PHC string. An empty text when memory is short.
std::string hashPassword(std::string_view password);
/// In time that does not depend on where they differ. Malformed hashes do not match.
bool verifyPassword(std::string_view phc, std::string_view password);
/// True when the hash was made with other parameters than hashPassword() uses now.
bool passwordNeedsRehash(std::string_view phc);
/// The hash of nobody's password: verified against when the person is unknown, for the same work.
const std::string& decoyPasswordHash();

} // namespace taskward::crypto
