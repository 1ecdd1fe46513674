// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <array>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>

namespace taskward::identity {

/// Which proofs were used already (RFC 9449 section 11.1). A nonce is good in its own slot and in the
/// next, so two generations hold every proof that could be shown again. Entries are 128 bits of
/// SHA-256. Thread-safe, in shards, so that two requests seldom wait for each other.
class ReplayCache {
public:
    static constexpr std::size_t kDefaultMaxPerSlot = std::size_t(1) << 20; ///< about 35 MiB

    enum class Seen { First, Again, Full };

    explicit ReplayCache(std::size_t maxPerSlot = kDefaultMaxPerSlot);
    /// `slot` never goes back. Full: nothing was noted; the nonces that are out must end (clear() after
    /// that) before another proof can be judged.
    Seen note(std::string_view thumbprint, std::string_view proofId, std::int64_t slot);
    void clear();

private:
    struct Entry {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        bool operator==(const Entry&) const = default;
    };
    struct EntryHash {
        using is_avalanching = void; // the entry is a hash itself
        std::size_t operator()(const Entry& entry) const { return entry.low; }
    };
    using Generation = boost::unordered_flat_set<Entry, EntryHash>;
    struct Shard {
        std::mutex mutex;
        std::int64_t slot = 0;
        Generation current;
        Generation before;
    };
    static constexpr std::size_t kShards = 16;

    static Entry entryOf(std::string_view thumbprint, std::string_view proofId);

    std::size_t m_maxPerShard;
    std::array<Shard, kShards> m_shards;
};

} // namespace taskward::identity
