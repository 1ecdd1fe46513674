// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <string>
#include <string_view>

namespace taskward::crypto {

/// A key for scripts: twk_<id>_<secret>_<crc>. The id is 16 hex digits (where the row is found), the
/// secret 256 bits in base64url, the crc eight hex digits of CRC-32 over all before it: a typing error
/// or a key that was cut off is told without asking the database, and secret scanners can be sure.
struct ApiKey {
    Secret text; ///< shown once, never stored
    std::string id;
    std::string digest; ///< SHA-256 of the 32 bytes of the secret, hex: what is stored
};

ApiKey makeApiKey(Random& random);
/// Errors: Unauthenticated, whatever is wrong with it.
Result<ApiKey> parseApiKey(std::string_view text);
/// "twk_", without looking further: what kind of credential this is.
bool looksLikeApiKey(std::string_view text);

} // namespace taskward::crypto
