// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Wire.h"

#include <algorithm>

namespace taskward::contract {

std::string_view verbName(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return "GET";
    case Verb::Post:
        return "POST";
    case Verb::Put:
        return "PUT";
    case Verb::Patch:
        return "PATCH";
    case Verb::Delete:
        return "DELETE";
    }
    return {};
}

namespace wire {

bool inPath(std::string_view pathTemplate, std::string_view key)
{
    std::size_t at = 0;
    while ((at = pathTemplate.find('{', at)) != std::string_view::npos) {
        const std::size_t end = pathTemplate.find('}', at);
        if (pathTemplate.substr(at + 1, end - at - 1) == key)
            return true;
        at = end;
    }
    return false;
}

std::string percentEncode(std::string_view text)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (unreserved) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 0x0fU];
        }
    }
    return out;
}

std::string expandPath(std::string_view pathTemplate, const Parameters& values)
{
    std::string out;
    std::size_t at = 0;
    while (at < pathTemplate.size()) {
        if (pathTemplate[at] != '{') {
            out += pathTemplate[at++];
            continue;
        }
        const std::size_t end = pathTemplate.find('}', at);
        const auto* value = find(&values, pathTemplate.substr(at + 1, end - at - 1));
        if (value)
            out += percentEncode(*value);
        at = end + 1;
    }
    return out;
}

const std::string* find(const Parameters* parameters, std::string_view key)
{
    if (!parameters)
        return nullptr;
    const auto found = std::ranges::find(*parameters, key, &Parameters::value_type::first);
    return found == parameters->end() ? nullptr : &found->second;
}

Result<std::int64_t> parseEntityTag(std::string_view header)
{
    std::int64_t value = 0;
    if (header.size() < 3 || header.front() != '"' || header.back() != '"')
        return fail(ErrorCode::ValidationFailed, "not a strong entity tag");
    const char* first = header.data() + 1;
    const char* last = header.data() + header.size() - 1;
    const auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc{} || end != last)
        return fail(ErrorCode::ValidationFailed, "not a version of ours");
    return value;
}

} // namespace wire
} // namespace taskward::contract
