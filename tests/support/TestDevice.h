// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/crypto/DpopProof.h"
#include "server-stub/http/Message.h"
#include "tests/support/Expect.h"

#include <string>

namespace taskward::test {

/// An installation of the client, as far as the server sees it: a key, and requests with its proofs.
class TestDevice {
public:
    TestDevice() : m_key(crypto::Es256PrivateKey::generate(m_random)) {}

    const std::string& thumbprint() const { return m_key.publicKey().thumbprint(); }

    /// "" leaves the access token or the nonce out.
    std::string proof(const std::string& method, const std::string& url, const std::string& token,
                      const std::string& nonce)
    {
        return must(crypto::makeDpopProof(m_key, {method, url, token, nonce}, Timestamp{1},
                                          crypto::makeDpopId(m_random)));
    }

    /// GET https://localhost/v1/me with token and proof.
    http::Request request(const std::string& token, const std::string& nonce)
    {
        http::Request request = bare();
        if (!token.empty())
            request.headers.emplace_back("authorization", "DPoP " + token);
        request.headers.emplace_back("dpop", proof("GET", "https://localhost/v1/me", token, nonce));
        return request;
    }

    static http::Request bare()
    {
        http::Request request;
        request.method = http::Method::Get;
        request.path = "/v1/me";
        request.headers.emplace_back("host", "localhost");
        request.requestId = "r1";
        request.remoteAddress = "127.0.0.1";
        return request;
    }

private:
    SystemRandom m_random;
    crypto::Es256PrivateKey m_key;
};

} // namespace taskward::test
