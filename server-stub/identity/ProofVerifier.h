// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/crypto/DpopNonce.h"
#include "core/crypto/Es256KeyCache.h"
#include "server-stub/http/Message.h"
#include "server-stub/identity/ReplayCache.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace taskward::identity {

/// Proofs of a device's key in requests (RFC 9449 section 4.3). Nonces are good in this process alone,
/// so a proof that was used here is good nowhere else, and none from before a restart is good here.
/// They count by the monotonic clock: a clock that is set back brings no old proof to life.
/// Thread-safe.
class ProofVerifier {
public:
    ProofVerifier(const Clock& clock, Random& random,
                  std::size_t maxProofsPerSlot = ReplayCache::kDefaultMaxPerSlot);

    /// The thumbprint of the key that signed the request's proof for `accessToken` (empty: for none).
    /// Errors: InvalidDpopProof (missing, several, wrong in any way, or used before); UseDpopNonce.
    Result<std::string> verify(const http::Request& request, std::string_view accessToken);
    std::string nonce() const;

private:
    std::shared_ptr<const crypto::DpopNonce> nonces() const;
    Timestamp monotonic() const { return {m_clock.monotonicMs()}; }
    void startAnew(const std::shared_ptr<const crypto::DpopNonce>& full);

    const Clock& m_clock;
    Random& m_random;
    mutable std::mutex m_mutex;
    std::shared_ptr<const crypto::DpopNonce> m_nonces;
    crypto::Es256KeyCache m_keys;
    ReplayCache m_replays;
};

} // namespace taskward::identity
