// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/RequestTarget.h"

#include "server-stub/http/Utf8.h"

#include <algorithm>

namespace taskward::http {

namespace {

constexpr std::size_t kMaxQueryItems = 64;

/// unreserved, sub-delims, ':', '@', '/', '?' of RFC 3986, and '%'.
bool isTargetChar(char c)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
        return true;
    return std::string_view("-._~!$&'()*+,;=:@/?%").find(c) != std::string_view::npos;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

Result<std::string> decode(std::string_view text, bool plusIsSpace)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(plusIsSpace && text[i] == '+' ? ' ' : text[i]);
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low < 0)
            return fail(ErrorCode::Malformed, "bad percent-encoding");
        const auto byte = static_cast<unsigned char>(high * 16 + low);
        if (byte < 0x20 || byte == 0x7f)
            return fail(ErrorCode::Malformed, "encoded control character");
        out.push_back(static_cast<char>(byte));
        i += 2;
    }
    if (!isUtf8(out))
        return fail(ErrorCode::Malformed, "target is not UTF-8");
    return out;
}

Status appendSegment(std::string& path, std::string_view raw)
{
    TW_ASSIGN(const std::string segment, decode(raw, false));
    if (segment.empty() || segment == "." || segment == "..")
        return fail(ErrorCode::Malformed, "empty or dot segment");
    if (segment.find_first_of("/\\") != std::string::npos)
        return fail(ErrorCode::Malformed, "encoded slash");
    path.append("/").append(segment);
    return {};
}

Result<std::string> parsePath(std::string_view raw)
{
    if (raw == "/")
        return std::string("/");
    std::string path;
    while (!raw.empty()) {
        raw.remove_prefix(1);
        const std::size_t end = std::min(raw.find('/'), raw.size());
        TW_TRY(appendSegment(path, raw.substr(0, end)));
        raw.remove_prefix(end);
    }
    return path;
}

Status parseQuery(std::string_view raw, RequestTarget& target)
{
    while (!raw.empty()) {
        const std::size_t end = std::min(raw.find('&'), raw.size());
        const std::string_view item = raw.substr(0, end);
        raw.remove_prefix(std::min(end + 1, raw.size()));
        const std::size_t equals = std::min(item.find('='), item.size());
        TW_ASSIGN(std::string name, decode(item.substr(0, equals), true));
        TW_ASSIGN(std::string value, decode(item.substr(std::min(equals + 1, item.size())), true));
        if (name.empty())
            return fail(ErrorCode::Malformed, "query item without a name");
        const auto same = [&](const auto& other) { return other.first == name; };
        if (std::any_of(target.query.begin(), target.query.end(), same))
            return fail(ErrorCode::Malformed, "repeated query item");
        if (target.query.size() == kMaxQueryItems)
            return fail(ErrorCode::Malformed, "too many query items");
        target.query.emplace_back(std::move(name), std::move(value));
    }
    return {};
}

} // namespace

Result<RequestTarget> parseRequestTarget(std::string_view target)
{
    if (!target.starts_with('/'))
        return fail(ErrorCode::Malformed, "target is not in origin form");
    if (!std::all_of(target.begin(), target.end(), isTargetChar))
        return fail(ErrorCode::Malformed, "character not allowed in a target");
    RequestTarget parsed;
    const std::size_t mark = std::min(target.find('?'), target.size());
    TW_ASSIGN(parsed.path, parsePath(target.substr(0, mark)));
    TW_TRY(parseQuery(target.substr(std::min(mark + 1, target.size())), parsed));
    return parsed;
}

} // namespace taskward::http
