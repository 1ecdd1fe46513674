// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/tasks/Merge.h"

#include <algorithm>
#include <charconv>

namespace taskward::tasks {

FieldVersions FieldVersions::parse(std::string_view text)
{
    FieldVersions out;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const auto item = text.substr(0, end);
        if (const auto equals = item.find('='); equals != std::string_view::npos) {
            const auto at = std::min(item.find('@', equals), item.size());
            Item parsed{std::string(item.substr(0, equals)), 0, {}};
            std::from_chars(item.data() + equals + 1, item.data() + at, parsed.version);
            if (at < item.size())
                parsed.author = item.substr(at + 1);
            out.m_items.push_back(std::move(parsed));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string FieldVersions::text() const
{
    std::string out;
    for (const auto& item : m_items) {
        if (!out.empty())
            out += ';';
        out += item.field + '=' + std::to_string(item.version);
        if (!item.author.empty())
            out += '@' + item.author;
    }
    return out;
}

const FieldVersions::Item* FieldVersions::find(std::string_view field) const
{
    const auto found = std::ranges::find(m_items, field, &Item::field);
    return found == m_items.end() ? nullptr : &*found;
}

std::int64_t FieldVersions::of(std::string_view field) const
{
    const Item* item = find(field);
    return item ? item->version : 0;
}

std::string FieldVersions::authorOf(std::string_view field) const
{
    const Item* item = find(field);
    return item ? item->author : std::string();
}

void FieldVersions::set(std::string_view field, std::int64_t version, std::string_view author)
{
    const auto found = std::ranges::find(m_items, field, &Item::field);
    Item item{std::string(field), version, std::string(author)};
    if (found == m_items.end())
        m_items.push_back(std::move(item));
    else
        *found = std::move(item);
}

bool FieldVersions::changedAfter(std::int64_t base) const
{
    return std::ranges::any_of(m_items, [base](const Item& item) {
        return item.version > base && !detail::isOrderField(item.field);
    });
}

} // namespace taskward::tasks
