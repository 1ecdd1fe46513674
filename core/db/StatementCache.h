// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace taskward::db {

/// The prepared statements of one connection, by their text. A cursor that is still in use is never
/// given twice: asking again makes a second one. At most kMaxStatements are kept, the least
/// recently used go first. Not thread-safe.
///
/// C has `std::string_view sql() const` (its own copy), `bool busy() const` and `void claim()`.
template <typename C>
class StatementCache {
public:
    static constexpr std::size_t kMaxStatements = 256;

    /// `make(sql)` gives a std::unique_ptr<C>; it may throw.
    template <typename Make>
    C& take(std::string_view sql, Make&& make)
    {
        Entry*& recent = m_recent[slotOf(sql)];
        if (!recent || recent->cursor->busy() || recent->cursor->sql() != sql)
            recent = find(sql, make);
        recent->stamp = ++m_clock;
        recent->cursor->claim();
        return *recent->cursor;
    }

    std::size_t size() const { return m_bySql.size(); }

    void clear()
    {
        m_recent.fill(nullptr);
        m_bySql.clear();
    }

private:
    struct Entry {
        std::unique_ptr<C> cursor;
        std::uint64_t stamp = 0;
    };

    /// Most SQL are literals, whose address is a cheap hash; the text itself is compared on every
    /// hit.
    static std::size_t slotOf(std::string_view sql)
    {
        const auto address = reinterpret_cast<std::uintptr_t>(sql.data());
        return ((address >> 4) ^ (address >> 12) ^ sql.size()) % kSlots;
    }

    template <typename Make>
    Entry* find(std::string_view sql, Make&& make)
    {
        const auto [first, last] = m_bySql.equal_range(sql);
        for (auto it = first; it != last; ++it) {
            if (!it->second.cursor->busy())
                return &it->second;
        }
        if (m_bySql.size() >= kMaxStatements)
            evict();
        std::unique_ptr<C> cursor = make(sql);
        const std::string_view key = cursor->sql();
        return &m_bySql.emplace(key, Entry{std::move(cursor), 0})->second;
    }

    void evict()
    {
        auto oldest = m_bySql.end();
        for (auto it = m_bySql.begin(); it != m_bySql.end(); ++it) {
            const bool older = oldest == m_bySql.end() || it->second.stamp < oldest->second.stamp;
            if (!it->second.cursor->busy() && older)
                oldest = it;
        }
        if (oldest == m_bySql.end())
            return;
        m_recent.fill(nullptr);
        m_bySql.erase(oldest);
    }

    static constexpr std::size_t kSlots = 128;
    std::unordered_multimap<std::string_view, Entry> m_bySql;
    std::array<Entry*, kSlots> m_recent{};
    std::uint64_t m_clock = 0;
};

} // namespace taskward::db
