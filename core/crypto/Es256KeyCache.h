// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/crypto/Es256PublicKey.h"

#include <cstddef>
#include <list>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace taskward::crypto {

/// OpenSSL's form of keys that come again and again: making it and finding that the point is on the
/// curve costs a good part of a verification. The least recently used goes first. Safe from any thread.
class Es256KeyCache {
public:
    explicit Es256KeyCache(std::size_t capacity = 4096);
    /// As Es256PublicKey::fromPoint; only keys that are good are kept.
    Result<Es256PublicKey> fromPoint(const Es256Point& point);
    std::size_t size() const;

private:
    std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::list<Es256PublicKey> m_keys; ///< the most recently used first
    std::unordered_map<std::string_view, std::list<Es256PublicKey>::iterator> m_index;
};

} // namespace taskward::crypto
