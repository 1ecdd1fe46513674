// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/crypto/Es256PrivateKey.h"
#include "core/crypto/Es256PublicKey.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// A small strict JWS (RFC 7515): compact form, ES256 alone. The header has exactly the members that
/// the rules name, each once: "alg" always, "typ" when a type is wanted, "jwk" when the key travels
/// along. Everything else (none, other algorithms, crit, b64, kid, x5*, jku, zip, ...) is refused, and
/// so is a text that is too long, before any of it is decoded.
namespace taskward::crypto {

struct JwsRules {
    std::string_view type;       ///< "dpop+jwt"; empty: there must be no "typ"
    bool embeddedKey = false;    ///< the key is the header's "jwk"
    std::size_t maxBytes = 4096; ///< of the whole text
};

/// The parts of a JWS whose form is right and whose signature nobody has looked at yet.
struct UnverifiedJws {
    std::string_view signingInput;         ///< into the text that was parsed
    std::optional<Es256Point> embeddedKey; ///< of the header's "jwk"
    std::string payload;                   ///< decoded
    Es256Signature signature{};
};

/// Errors: Malformed, with the exact cause in the detail.
Result<UnverifiedJws> parseJws(std::string_view compact, const JwsRules& rules);

/// The payload of a JWS that `key` signed. Errors: Malformed; Unauthenticated for a wrong signature.
Result<std::string> verifyJws(std::string_view compact, const JwsRules& rules,
                              const Es256PublicKey& key);

/// Embeds the key when the rules say so. Errors: Internal.
Result<std::string> signJws(std::string_view payload, const JwsRules& rules,
                            const Es256PrivateKey& key);

} // namespace taskward::crypto
