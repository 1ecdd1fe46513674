// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// Any bytes as a JSON document: what the strict reader takes, the lenient one takes too, within the
/// depth, and our own writer gives a text that reads as the same document.
#include "core/base/Assert.h"
#include "core/base/Limits.h"
#include "core/contract/JsonDocument.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

namespace json = contract::json;

void rewrite(std::string& out, json::Node node, std::size_t depth)
{
    TW_ASSERT(depth <= limits::kMaxJsonDepth);
    switch (node.kind()) {
    case json::Kind::Null:
    case json::Kind::Real: // no member of the contract is one
        out += "null";
        break;
    case json::Kind::Boolean:
        out += node.boolean() ? "true" : "false";
        break;
    case json::Kind::Integer:
        json::writeInteger(out, node.integer());
        break;
    case json::Kind::String:
        json::writeString(out, node.string());
        break;
    case json::Kind::Array:
        out += '[';
        for (std::size_t i = 0; i < node.size(); ++i) {
            out += i > 0 ? "," : "";
            rewrite(out, node.item(i), depth + 1);
        }
        out += ']';
        break;
    case json::Kind::Object:
        out += '{';
        for (std::size_t i = 0; i < node.size(); ++i) {
            out += i > 0 ? "," : "";
            const auto [name, value] = node.member(i);
            json::writeString(out, name);
            out += ':';
            rewrite(out, value, depth + 1);
        }
        out += '}';
        break;
    }
}

} // namespace

void examine(std::string_view bytes)
{
    const auto lenient = json::Document::parse(bytes, json::Reading::Lenient);
    const auto strict = json::Document::parse(bytes, json::Reading::Strict);
    TW_ASSERT(lenient || !strict);
    if (!strict)
        return;
    std::string once;
    rewrite(once, strict->root(), 0);
    const auto again = json::Document::parse(once);
    TW_ASSERT(again);
    std::string twice;
    rewrite(twice, again->root(), 0);
    TW_ASSERT(once == twice);
}

} // namespace taskward::fuzz
