// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/contract/JsonImpl.h"

#include <string>
#include <string_view>

/// Strict JSON both ways for every described struct, in one text encoding: UTF-8, members in the order
/// of their description, snake_case names, absent optionals left out; `<`, `>`, `&`, U+2028 and U+2029
/// are escaped.
namespace taskward::contract {

template <typename T>
std::string toJson(const T& value)
{
    std::string out;
    json::write(out, value);
    return out;
}

/// As toJson, at the end of `out`: for answers built into a reused buffer.
template <typename T>
void appendJson(std::string& out, const T& value)
{
    json::write(out, value);
}

/// Strict: unknown members are refused, as a server must. Lenient: they are passed over, so that a
/// client goes on understanding a newer server.
/// Errors: Malformed (not JSON, duplicate member, too deep), ValidationFailed with the JSON pointer.
template <typename T>
Result<T> fromJson(std::string_view text, json::Reading reading = json::Reading::Strict)
{
    Result<json::Document> document = json::Document::parse(text, reading);
    if (!document)
        return fail(document.error());
    T value{};
    json::Path path;
    json::Context context{reading, path, {}};
    if (!json::read(document->root(), value, context))
        return fail(std::move(context.error));
    return value;
}

} // namespace taskward::contract
