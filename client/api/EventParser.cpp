// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/EventParser.h"

#include <utility>

namespace taskward::client {

namespace {
constexpr std::size_t kMaxLineBytes = 64 * 1024;
}

std::vector<EventParser::Event> EventParser::feed(std::string_view bytes)
{
    std::vector<Event> out;
    m_rest.append(bytes);
    std::size_t start = 0;
    for (;;) {
        const std::size_t end = m_rest.find('\n', start);
        if (end == std::string::npos)
            break;
        std::string_view text = std::string_view(m_rest).substr(start, end - start);
        if (text.ends_with('\r'))
            text.remove_suffix(1);
        line(text, out);
        start = end + 1;
    }
    m_rest.erase(0, start);
    if (m_rest.size() > kMaxLineBytes) {
        m_rest.clear();
        m_event = {};
    }
    return out;
}

void EventParser::line(std::string_view text, std::vector<Event>& out)
{
    if (text.empty()) {
        if (!m_event.data.empty())
            out.push_back(std::move(m_event));
        m_event = {};
        return;
    }
    const std::size_t colon = text.find(':');
    const std::string_view field = text.substr(0, colon);
    std::string_view value = colon == std::string_view::npos ? "" : text.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    if (field == "event") {
        m_event.name = value;
    } else if (field == "data") {
        if (!m_event.data.empty())
            m_event.data += '\n';
        m_event.data += value;
    }
}

} // namespace taskward::client
