// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace taskward::crypto {

class FlatObject;

using Es256Signature = std::array<std::uint8_t, 64>; ///< r || s, big-endian
using Es256Point = std::array<std::uint8_t, 64>;     ///< x || y, big-endian

/// The coordinates of a public JWK (RFC 7517, RFC 7518 section 6.2): exactly crv, kty, x and y, in any
/// order, each once; x and y of 43 characters of base64url. A private member "d" or any other is
/// refused. Whether the point is on the curve is Es256PublicKey's to say. Errors: ValidationFailed.
Result<Es256Point> es256PointFromJwk(std::string_view json);
Result<Es256Point> es256PointFromJwk(const FlatObject& jwk);

/// A public key on P-256 that verifies ES256. It holds OpenSSL's parsed form, so whoever verifies
/// often under one key keeps it (or uses an Es256KeyCache). Copies share that form; const use is safe
/// from any thread.
class Es256PublicKey {
public:
    /// The point must be on the curve. Errors: ValidationFailed.
    static Result<Es256PublicKey> fromPoint(const Es256Point& point);
    /// es256PointFromJwk, and the point on the curve. Errors: ValidationFailed.
    static Result<Es256PublicKey> fromJwk(std::string_view json);

    const Es256Point& point() const;
    /// The canonical form of RFC 7638: members in order, no space.
    const std::string& jwk() const;
    /// RFC 7638 with SHA-256, 43 characters of base64url: the "jkt" of RFC 9449.
    const std::string& thumbprint() const;
    /// False for every signature that is not 64 bytes with r and s in range and right.
    bool verify(std::string_view message, std::span<const std::uint8_t> signature) const;

private:
    struct Impl;
    explicit Es256PublicKey(std::shared_ptr<const Impl> impl);
    std::shared_ptr<const Impl> m_impl;
};

} // namespace taskward::crypto
