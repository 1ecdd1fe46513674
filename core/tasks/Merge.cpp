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
        const auto equals = item.find('=');
        std::int64_t version = 0;
        if (equals != std::string_view::npos) {
            std::from_chars(item.data() + equals + 1, item.data() + item.size(), version);
            out.m_versions.emplace_back(item.substr(0, equals), version);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string FieldVersions::text() const
{
    std::string out;
    for (const auto& [field, version] : m_versions) {
        if (!out.empty())
            out += ';';
        out += field + '=' + std::to_string(version);
    }
    return out;
}

std::int64_t FieldVersions::of(std::string_view field) const
{
    const auto found = std::ranges::find(m_versions, field, &std::pair<std::string, std::int64_t>::first);
    return found == m_versions.end() ? 0 : found->second;
}

void FieldVersions::set(std::string_view field, std::int64_t version)
{
    const auto found = std::ranges::find(m_versions, field, &std::pair<std::string, std::int64_t>::first);
    if (found == m_versions.end())
        m_versions.emplace_back(field, version);
    else
        found->second = version;
}

} // namespace taskward::tasks
