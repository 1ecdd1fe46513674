// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ProofVerifier.h"

#include "core/crypto/DpopProof.h"

#include <algorithm>

namespace taskward::identity {

namespace {

std::shared_ptr<const crypto::DpopNonce> newNonces(Random& random)
{
    Secret key = Secret::ofSize(32);
    random.fill(key.data());
    return std::make_shared<const crypto::DpopNonce>(std::move(key));
}

/// RFC 3986 section 3.3: what may stand in a path as it is.
bool isPathCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~!$&'()*+,;=:@/").find(c) != std::string_view::npos;
}

/// As the client sees it. The edge speaks TLS alone and has let nobody in with a foreign Host.
std::string urlOf(const http::Request& request)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string url = "https://";
    url += request.header("host").value_or("");
    for (const char c : request.path) {
        if (isPathCharacter(c)) {
            url += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        url += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    return url;
}

} // namespace

ProofVerifier::ProofVerifier(const Clock& clock, Random& random, std::size_t maxProofsPerSlot)
    : m_clock(clock), m_random(random), m_nonces(newNonces(random)), m_replays(maxProofsPerSlot)
{}

std::shared_ptr<const crypto::DpopNonce> ProofVerifier::nonces() const
{
    const std::lock_guard lock(m_mutex);
    return m_nonces;
}

std::string ProofVerifier::nonce() const
{
    return nonces()->at(monotonic());
}

Result<std::string> ProofVerifier::verify(const http::Request& request,
                                          std::string_view accessToken)
{
    const auto proof = request.header("dpop");
    if (!proof ||
        std::ranges::count(request.headers, "dpop", [](const auto& h) { return h.first; }) != 1)
        return fail(ErrorCode::InvalidDpopProof, "one proof is wanted");
    const std::string url = urlOf(request);
    const std::string tokenHash =
        accessToken.empty() ? std::string() : crypto::dpopTokenHash(accessToken);
    const auto nonces = this->nonces();
    crypto::DpopExpectation expected;
    expected.method = http::methodName(request.method);
    expected.url = url;
    expected.tokenHash = tokenHash;
    expected.nonces = nonces.get();
    expected.now = monotonic();
    expected.keys = &m_keys;
    TW_ASSIGN(auto claims, crypto::verifyDpopProof(*proof, expected));
    const std::int64_t slot = expected.now.ms / crypto::DpopNonce::kSlotMs;
    switch (m_replays.note(claims.thumbprint, claims.jti, slot)) {
    case ReplayCache::Seen::First:
        // It was judged by a memory that is gone when somebody has started anew meanwhile.
        if (this->nonces() != nonces)
            return fail(ErrorCode::UseDpopNonce, "the nonces have just ended");
        return std::move(claims.thumbprint);
    case ReplayCache::Seen::Again:
        return fail(ErrorCode::InvalidDpopProof, "proof used again");
    case ReplayCache::Seen::Full:
        break;
    }
    startAnew(nonces);
    return fail(ErrorCode::UseDpopNonce, "too many proofs under these nonces");
}

/// Nonces of another key end every proof that is out, so what was remembered of them may go: memory
/// stays bounded, and nobody is refused for more than one round.
void ProofVerifier::startAnew(const std::shared_ptr<const crypto::DpopNonce>& full)
{
    const std::lock_guard lock(m_mutex);
    if (m_nonces != full)
        return;
    m_replays.clear();
    m_nonces = newNonces(m_random);
}

} // namespace taskward::identity
