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

using Es256Signature = std::array<std::uint8_t, 64>; ///< r || s, big-endian
using Es256Point = std::array<std::uint8_t, 64>;     ///< x || y, big-endian

/// A public key on P-256 that verifies ES256. It holds OpenSSL's parsed form, so whoever verifies
/// often under one key keeps it (or uses an Es256KeyCache). Copies share that form; const use is safe
/// from any thread.
class Es256PublicKey {
public:
    /// The point must be on the curve. Errors: ValidationFailed.
    static Result<Es256PublicKey> fromPoint(const Es256Point& point);
    /// RFC 7517/7518: exactly crv, kty, x, y, in any order, each once; x and y 43 characters of
    /// base64url; the point on the curve. A private member "d" or any other is refused.
    /// Errors: ValidationFailed.
    static Result<Es256PublicKey> fromJwk(std::string_view json);

    const Es256Point& point() const;
    /// The canonical form of RFC 7638: members in order, no space.
    std::string jwk() const;
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
