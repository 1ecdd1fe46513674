// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/crypto/Es256PublicKey.h"

#include <memory>
#include <string>
#include <string_view>

namespace taskward::crypto {

/// A P-256 key that signs with ES256 (RFC 7518 section 3.4). Copies share the key, which is wiped when
/// the last of them goes. Const use is safe from any thread.
class Es256PrivateKey {
public:
    /// The key is made of `random`; ECDSA's own nonces always come from OpenSSL.
    static Es256PrivateKey generate(Random& random);
    /// PKCS #8 (RFC 5958), DER, P-256 alone, nothing behind it. Errors: ValidationFailed.
    static Result<Es256PrivateKey> fromPkcs8(const Secret& der);
    Secret pkcs8() const;

    const Es256PublicKey& publicKey() const { return m_public; }
    /// r || s, 64 bytes (RFC 7518 section 3.4). Errors: Internal.
    Result<Es256Signature> sign(std::string_view message) const;

private:
    struct Impl;
    Es256PrivateKey(std::shared_ptr<const Impl> impl, Es256PublicKey publicKey);
    std::shared_ptr<const Impl> m_impl;
    Es256PublicKey m_public;
};

} // namespace taskward::crypto
