// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/crypto/Es256PublicKey.h"

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace taskward::crypto {

/// The parsed form of keys that come again and again: reading a key and finding that it is on the
/// curve costs a good part of a verification. Keyed by the very text of the JWK, the least recently
/// used goes first. Safe from any thread.
class Es256KeyCache {
public:
    explicit Es256KeyCache(std::size_t capacity = 4096);
    /// As Es256PublicKey::fromJwk; only keys that are good are kept.
    Result<Es256PublicKey> fromJwk(std::string_view json);
    std::size_t size() const;

private:
    struct Entry {
        std::string jwk;
        Es256PublicKey key;
    };
    std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::list<Entry> m_entries; ///< the most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> m_index;
};

} // namespace taskward::crypto
