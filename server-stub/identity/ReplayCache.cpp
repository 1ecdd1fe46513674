// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ReplayCache.h"

#include "core/crypto/Digest.h"

#include <charconv>
#include <string>
#include <utility>

namespace taskward::identity {

namespace {

std::uint64_t fromHexDigits(std::string_view digits)
{
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
}

} // namespace

ReplayCache::ReplayCache(std::size_t maxPerSlot) : m_maxPerShard(maxPerSlot / kShards) {}

ReplayCache::Entry ReplayCache::entryOf(std::string_view thumbprint, std::string_view proofId)
{
    std::string text(thumbprint);
    text += '.';
    text += proofId;
    const std::string digest = crypto::sha256Hex(text);
    const std::string_view hex(digest);
    return {fromHexDigits(hex.substr(0, 16)), fromHexDigits(hex.substr(16, 16))};
}

ReplayCache::Seen ReplayCache::note(std::string_view thumbprint, std::string_view proofId,
                                    std::int64_t slot)
{
    const Entry entry = entryOf(thumbprint, proofId);
    Shard& shard = m_shards[entry.high % kShards];
    const std::lock_guard lock(shard.mutex);
    // A thread that took its time may come with the slot before.
    if (slot > shard.slot) {
        shard.before = slot == shard.slot + 1 ? std::move(shard.current) : Generation();
        shard.current = Generation();
        shard.slot = slot;
    }
    if (shard.before.contains(entry) || shard.current.contains(entry))
        return Seen::Again;
    if (shard.current.size() >= m_maxPerShard)
        return Seen::Full;
    shard.current.insert(entry);
    return Seen::First;
}

void ReplayCache::clear()
{
    for (Shard& shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        shard.before = Generation();
        shard.current = Generation();
    }
}

} // namespace taskward::identity
