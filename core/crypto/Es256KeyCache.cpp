// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Es256KeyCache.h"

#include "core/base/Assert.h"

namespace taskward::crypto {

namespace {

std::string_view viewOf(const Es256Point& point)
{
    return {reinterpret_cast<const char*>(point.data()), point.size()};
}

} // namespace

Es256KeyCache::Es256KeyCache(std::size_t capacity) : m_capacity(capacity)
{
    TW_ASSERT(capacity > 0);
}

Result<Es256PublicKey> Es256KeyCache::fromPoint(const Es256Point& point)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_index.find(viewOf(point)); found != m_index.end()) {
            m_keys.splice(m_keys.begin(), m_keys, found->second);
            return *found->second;
        }
    }
    TW_ASSIGN(Es256PublicKey key, Es256PublicKey::fromPoint(point));
    const std::lock_guard lock(m_mutex);
    if (m_index.contains(viewOf(point)))
        return key;
    m_keys.push_front(key);
    // The view is into the key's own shared form, which lives as long as the entry.
    m_index.emplace(viewOf(m_keys.front().point()), m_keys.begin());
    if (m_keys.size() > m_capacity) {
        m_index.erase(viewOf(m_keys.back().point()));
        m_keys.pop_back();
    }
    return key;
}

std::size_t Es256KeyCache::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys.size();
}

} // namespace taskward::crypto
