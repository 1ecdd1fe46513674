// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <array>
#include <charconv>
#include <string_view>

namespace taskward {

/// What a client of ours says of itself in each request: "taskward/1.2.3".
inline constexpr std::string_view kClientHeader = "taskward-client";

/// Compares "1.2.3" by numbers; what is not a number counts as 0.
inline bool isOlder(std::string_view version, std::string_view than)
{
    const auto numbers = [](std::string_view text) {
        std::array<int, 3> out{};
        for (int& number : out) {
            const char* end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data(), end, number);
            text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
            if (text.starts_with('.'))
                text.remove_prefix(1);
        }
        return out;
    };
    return numbers(version) < numbers(than);
}

} // namespace taskward
