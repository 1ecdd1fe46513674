// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Tokens.h"

#include "core/db/Driver.h"

#include <algorithm>

namespace taskward::db {

namespace {

bool plain(std::string_view word)
{
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == ',';
    });
}

std::vector<std::string> split(std::string_view token)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t colon = token.find(':');
        const std::string_view part = token.substr(0, colon);
        if (!plain(part))
            throw DbError(ErrorCode::Internal,
                          "malformed token in a migration: " + std::string(token));
        parts.emplace_back(part);
        if (colon == std::string_view::npos)
            return parts;
        token.remove_prefix(colon + 1);
    }
}

} // namespace

std::string replaceTokens(std::string_view text, const TokenWords& words)
{
    std::string out;
    out.reserve(text.size());
    while (true) {
        const std::size_t open = text.find("{{");
        out += text.substr(0, open);
        if (open == std::string_view::npos)
            return out;
        const std::size_t close = text.find("}}", open);
        if (close == std::string_view::npos)
            throw DbError(ErrorCode::Internal, "a token in a migration has no end");
        std::vector<std::string> parts = split(text.substr(open + 2, close - open - 2));
        const std::string name = std::move(parts.front());
        parts.erase(parts.begin());
        out += words(name, parts);
        text.remove_prefix(close + 2);
    }
}

void throwUnknownToken(std::string_view name)
{
    throw DbError(ErrorCode::Internal, "unknown token in a migration: " + std::string(name));
}

} // namespace taskward::db
