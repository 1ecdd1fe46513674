// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// The bytes of GET /v1/events, as one read and as reads of a few bytes (their size is the first byte):
/// both give the same events.
#include "client/api/EventParser.h"
#include "core/base/Assert.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

std::vector<client::EventParser::Event> events(std::string_view bytes, std::size_t step)
{
    std::vector<client::EventParser::Event> out;
    client::EventParser parser;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        for (auto& event : parser.feed(bytes.substr(at, step)))
            out.push_back(std::move(event));
    }
    return out;
}

} // namespace

void examine(std::string_view bytes)
{
    // A longer line is dropped as soon as it is too long, which is where the reads differ.
    if (bytes.empty() || bytes.size() > 60 * 1024)
        return;
    const std::size_t step = static_cast<unsigned char>(bytes.front()) % 16 + 1;
    bytes.remove_prefix(1);
    const auto whole = events(bytes, bytes.size());
    TW_ASSERT(whole == events(bytes, step));
    for (const auto& event : whole)
        TW_ASSERT(!event.data.empty());
}

} // namespace taskward::fuzz
