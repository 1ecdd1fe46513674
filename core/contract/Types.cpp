// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Types.h"

#include <utf8proc.h>

#include <chrono>
#include <cstdlib>
#include <memory>

namespace taskward::contract {

namespace {

struct Free {
    void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

std::string mapped(std::string_view text, int options)
{
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &raw,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(raw);
    if (length < 0)
        return {};
    return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

bool isAscii(std::string_view text)
{
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    }
    return true;
}

bool isForbidden(utf8proc_int32_t c, TextKind kind)
{
    if (c < 0x20)
        return !(kind == TextKind::Block && (c == '\n' || c == '\t'));
    if (c >= 0x7f && c <= 0x9f)
        return true;
    // Bidirectional overrides and isolates turn what is read from what is stored.
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" ");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" ") - first + 1);
}

} // namespace

Result<std::string> normaliseText(std::string_view text, std::size_t min, std::size_t max,
                                  TextKind kind)
{
    // Counted in bytes before anything is allocated: no code point takes more than four.
    if (text.size() > max * 4 + 64)
        return fail(ErrorCode::ValidationFailed, "longer than " + std::to_string(max));
    if (kind == TextKind::Line)
        text = trimmed(text);
    std::string composed;
    if (!isAscii(text)) {
        composed = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        if (composed.empty() && !text.empty())
            return fail(ErrorCode::ValidationFailed, "not valid Unicode");
    } else {
        composed = text;
    }
    std::size_t count = 0;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(composed.data());
    auto left = static_cast<utf8proc_ssize_t>(composed.size());
    while (left > 0) {
        utf8proc_int32_t c = 0;
        const auto used = utf8proc_iterate(at, left, &c);
        if (used <= 0)
            return fail(ErrorCode::ValidationFailed, "not valid UTF-8");
        if (isForbidden(c, kind))
            return fail(ErrorCode::ValidationFailed, "holds a control character");
        at += used;
        left -= used;
        ++count;
    }
    if (count < min)
        return fail(ErrorCode::ValidationFailed, min == 1 ? "empty" : "shorter than " + std::to_string(min));
    if (count > max)
        return fail(ErrorCode::ValidationFailed, "longer than " + std::to_string(max));
    return composed;
}

std::string foldText(std::string_view text)
{
    if (isAscii(text)) {
        std::string lower(text);
        for (char& c : lower) {
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        }
        return lower;
    }
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
}

Result<When> parseWhen(std::string_view text)
{
    const auto malformed = [] {
        return fail(ErrorCode::ValidationFailed, "not a date, or date and time to the minute");
    };
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9')
                return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    if (text.size() != 10 && text.size() != 16)
        return malformed();
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    if (year < 1970 || month < 1 || day < 1 || text[4] != '-' || text[7] != '-')
        return malformed();
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok())
        return malformed();
    if (text.size() == 16) {
        const int hour = number(11, 2);
        const int minute = number(14, 2);
        if (text[10] != 'T' || text[13] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
            return malformed();
    }
    return When{std::string(text)};
}

} // namespace taskward::contract
