// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/DpopSigner.h"

#include "core/contract/Wire.h"
#include "core/crypto/DpopProof.h"

namespace taskward::client {

namespace {
constexpr std::size_t kMaxNonceChars = 256; // ours has 32; nobody makes our requests grow
}

DpopSigner::DpopSigner(std::string origin, const Clock& clock, Random& random)
    : m_origin(std::move(origin)), m_clock(clock), m_random(random)
{}

Result<std::string> DpopSigner::proof(const crypto::Es256PrivateKey& key,
                                      const HttpRequest& request) const
{
    const std::string url = m_origin + request.target;
    crypto::DpopRequest proven;
    proven.method = contract::verbName(request.verb);
    proven.url = url;
    proven.accessToken = request.accessToken.text();
    proven.nonce = m_nonce;
    return crypto::makeDpopProof(key, proven, m_clock.now(), crypto::makeDpopId(m_random));
}

void DpopSigner::hear(const HttpReply& reply)
{
    const auto* nonce = reply.header("dpop-nonce");
    if (nonce && !nonce->empty() && nonce->size() <= kMaxNonceChars)
        m_nonce = *nonce;
}

bool DpopSigner::asksForNonce(const HttpReply& reply)
{
    const auto* challenge = reply.header("www-authenticate");
    return reply.status == 401 && challenge && reply.header("dpop-nonce") &&
           challenge->find("error=\"use_dpop_nonce\"") != std::string::npos;
}

} // namespace taskward::client
