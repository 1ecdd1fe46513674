// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/Transport.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/crypto/Es256PrivateKey.h"

#include <string>

namespace taskward::client {

/// Proofs for the requests to one server (RFC 9449), with the last nonce that it gave. One thread.
class DpopSigner {
public:
    /// `origin`: https://host:port.
    DpopSigner(std::string origin, const Clock& clock, Random& random);

    /// For method, address and access token of the request. Errors: Malformed, Internal.
    Result<std::string> proof(const crypto::Es256PrivateKey& key, const HttpRequest& request) const;
    /// Any answer may bring the next nonce.
    void hear(const HttpReply& reply);
    /// Is it the refusal that wants the same again with the nonce that came with it? (Section 8)
    static bool asksForNonce(const HttpReply& reply);

private:
    std::string m_origin;
    const Clock& m_clock;
    Random& m_random;
    std::string m_nonce;
};

} // namespace taskward::client
