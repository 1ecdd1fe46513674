// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/DpopNonce.h"

#include "core/base/Assert.h"
#include "core/crypto/Digest.h"

#include <array>
#include <span>
#include <utility>

namespace taskward::crypto {

namespace {

constexpr std::size_t kSlotBytes = 8;
constexpr std::size_t kMacBytes = 16;
constexpr std::size_t kNonceChars = 32;
constexpr std::string_view kLabel = "taskward dpop nonce v1:";

} // namespace

DpopNonce::DpopNonce(Secret key, std::int64_t slotMs) : m_key(std::move(key)), m_slotMs(slotMs)
{
    TW_ASSERT(m_key.size() == 32 && slotMs > 0);
}

std::int64_t DpopNonce::slotAt(Timestamp now) const
{
    TW_ASSERT(now.ms >= 0);
    return now.ms / m_slotMs;
}

std::string DpopNonce::ofSlot(std::int64_t slot) const
{
    std::array<std::uint8_t, kSlotBytes + kMacBytes> nonce{};
    for (std::size_t i = 0; i < kSlotBytes; ++i)
        nonce[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(slot) >> (8 * (7 - i)));
    const auto mac = hmacSha256(m_key.bytes(), std::string(kLabel) + std::to_string(slot));
    for (std::size_t i = 0; i < kMacBytes; ++i)
        nonce[kSlotBytes + i] = mac[i];
    return toBase64Url(nonce);
}

std::string DpopNonce::at(Timestamp now) const
{
    return ofSlot(slotAt(now));
}

bool DpopNonce::accepts(std::string_view nonce, Timestamp now) const
{
    if (nonce.size() != kNonceChars)
        return false;
    const std::int64_t slot = slotAt(now);
    return constantTimeEqual(nonce, ofSlot(slot)) || constantTimeEqual(nonce, ofSlot(slot - 1));
}

bool DpopNonce::isAgeing(std::string_view nonce, Timestamp now) const
{
    return constantTimeEqual(nonce, ofSlot(slotAt(now) - 1));
}

} // namespace taskward::crypto
