// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace taskward::crypto {

/// Server nonces for DPoP (RFC 9449 section 8) without state: the number of the time slot and an
/// HMAC-SHA-256 of it, so that every node that has the key knows every other node's nonces. Good in
/// its own slot and in the next. Const use is safe from any thread.
class DpopNonce {
public:
    static constexpr std::int64_t kSlotMs = 5 * 60 * 1000;

    /// `key`: 32 bytes, the same on every node.
    explicit DpopNonce(Secret key, std::int64_t slotMs = kSlotMs);
    /// 32 characters of base64url.
    std::string at(Timestamp now) const;
    bool accepts(std::string_view nonce, Timestamp now) const;
    /// Good, but of the slot before: send the next one along with the answer.
    bool isAgeing(std::string_view nonce, Timestamp now) const;
    /// No nonce is accepted for longer.
    std::int64_t lifeMs() const { return 2 * m_slotMs; }

private:
    std::string ofSlot(std::int64_t slot) const;
    std::int64_t slotAt(Timestamp now) const;

    Secret m_key;
    std::int64_t m_slotMs;
};

} // namespace taskward::crypto
