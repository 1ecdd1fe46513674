// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace taskward::client {

/// Splits the bytes of a text/event-stream (WHATWG HTML, section 9.2) into events. Pure.
class EventParser {
public:
    struct Event {
        std::string name;
        std::string data;
        bool operator==(const Event&) const = default;
    };
    /// Bytes may be cut anywhere. Lines longer than 64 KiB are dropped with what belongs to them.
    std::vector<Event> feed(std::string_view bytes);

private:
    void line(std::string_view text, std::vector<Event>& out);

    std::string m_rest;
    Event m_event;
};

} // namespace taskward::client
