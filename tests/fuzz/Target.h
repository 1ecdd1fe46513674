// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <algorithm>
#include <string_view>

/// What each fuzz_*.cpp defines and what all of them use.
namespace taskward::fuzz {

/// Takes any bytes and returns; a broken property is a TW_ASSERT, which ends the program.
void examine(std::string_view bytes);

/// The text up to the next line feed, taken off `rest`: inputs of several parts have one a line, so that
/// a person can write them.
inline std::string_view takeLine(std::string_view& rest)
{
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
}

} // namespace taskward::fuzz
