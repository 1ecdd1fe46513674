// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/crypto/DpopNonce.h"
#include "core/crypto/Es256KeyCache.h"
#include "core/crypto/Es256PrivateKey.h"

#include <cstdint>
#include <string>
#include <string_view>

/// DPoP proofs (RFC 9449). Proofs are ES256 with exactly typ, alg and jwk in the header and exactly
/// jti, htm, htu, iat, ath, nonce in the payload.
namespace taskward::crypto {

/// What a proof is made for.
struct DpopRequest {
    std::string_view method;      ///< "POST"
    std::string_view url;         ///< absolute; query and fragment are left out of htu
    std::string_view accessToken; ///< empty: no "ath"
    std::string_view nonce;       ///< the server's last one; empty: no "nonce"
};

/// `jti`: 16 bytes and more of randomness as text (see makeDpopId). Errors: Malformed for a URL that
/// is none, Internal.
Result<std::string> makeDpopProof(const Es256PrivateKey& key, const DpopRequest& request,
                                  Timestamp now, std::string_view jti);
/// 128 random bits, base64url.
std::string makeDpopId(Random& random);
/// RFC 9449 section 4.2: base64url of the SHA-256 of the token.
std::string dpopTokenHash(std::string_view accessToken);

/// What a proof must show. The views must live until verifyDpopProof returns.
struct DpopExpectation {
    std::string_view method;
    std::string_view url; ///< of the request, as the client sees the server; query is ignored
    std::string_view
        tokenHash; ///< dpopTokenHash() of the presented token; empty: "ath" must be absent
    std::string_view thumbprint; ///< of the key that the token is bound to; empty: any key
    /// With one, the nonce says how old the proof is and "iat" is not judged, so that a device with a
    /// wrong clock is never locked out (RFC 9449 section 4.3, step 11). Without one, "iat" must be
    /// within `windowMs` of `now` on either side.
    const DpopNonce* nonces = nullptr;
    Timestamp now;
    std::int64_t windowMs = 60'000;
    Es256KeyCache* keys = nullptr; ///< optional
};

/// The caller still owes the replay cache: (thumbprint, jti), for as long as a nonce is accepted
/// (DpopNonce::lifeMs()), or twice the window without nonces.
struct DpopClaims {
    std::string thumbprint;
    std::string jti; ///< 1 to 128 characters
    Timestamp issuedAt;
};

/// RFC 9449 section 4.3, steps 2 to 12. Errors: InvalidDpopProof with the cause in the detail;
/// UseDpopNonce when all is right but the nonce, which is missing, old or not ours.
Result<DpopClaims> verifyDpopProof(std::string_view proof, const DpopExpectation& expected);

/// Equal in scheme, authority and path, without query and fragment (RFC 9449 section 4.3): case of
/// scheme and host, default ports, an empty path and needless percent-encoding do not count (RFC 3986
/// sections 6.2.2 and 6.2.3). Dot segments are not resolved: no client of ours sends them, and where two
/// sides resolve differently an attacker has a choice. False when either is not an absolute http(s) URL.
bool sameDpopUrl(std::string_view a, std::string_view b);

} // namespace taskward::crypto
