// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/FlatObject.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <limits>
#include <utility>

namespace taskward::crypto {

/// Takes the events of Boost.JSON's parser. A method that returns false stops the parse.
struct FlatObjectHandler {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    using ErrorCode = boost::system::error_code;
    using View = boost::json::string_view;

    FlatObject root;
    std::size_t depth = 0;
    std::string pending; // a name or text that comes in parts
    const char* why = "not JSON";

    bool refuse(ErrorCode& ec, const char* reason)
    {
        why = reason;
        ec = boost::json::error::extra_data;
        return false;
    }
    FlatObject& open() { return depth == 1 ? root : root.m_members.back().object; }
    FlatObject::Member& last() { return open().m_members.back(); }

    bool on_document_begin(ErrorCode&) { return true; }
    bool on_document_end(ErrorCode&) { return true; }
    bool on_object_begin(ErrorCode& ec)
    {
        if (depth == 2)
            return refuse(ec, "nested too deep");
        if (depth == 1)
            last().kind = FlatObject::Member::Kind::Object;
        ++depth;
        return true;
    }
    bool on_object_end(std::size_t, ErrorCode&)
    {
        --depth;
        return true;
    }
    bool on_array_begin(ErrorCode& ec) { return refuse(ec, "an array"); }
    bool on_array_end(std::size_t, ErrorCode&) { return true; }
    bool on_key_part(View part, std::size_t, ErrorCode&)
    {
        pending += part;
        return true;
    }
    bool on_key(View part, std::size_t, ErrorCode& ec)
    {
        pending += part;
        if (open().find(pending) != nullptr)
            return refuse(ec, "a repeated name");
        open().m_members.emplace_back().name = std::exchange(pending, {});
        return true;
    }
    bool on_string_part(View part, std::size_t, ErrorCode&)
    {
        pending += part;
        return true;
    }
    bool on_string(View part, std::size_t, ErrorCode& ec)
    {
        pending += part;
        if (depth == 0)
            return refuse(ec, "not an object");
        last().text = std::exchange(pending, {});
        return true;
    }
    bool on_number_part(View, ErrorCode&) { return true; }
    bool on_int64(std::int64_t value, View, ErrorCode& ec)
    {
        if (depth == 0)
            return refuse(ec, "not an object");
        last().kind = FlatObject::Member::Kind::Integer;
        last().integer = value;
        return true;
    }
    bool on_uint64(std::uint64_t, View, ErrorCode& ec) { return refuse(ec, "a number too large"); }
    bool on_double(double, View, ErrorCode& ec) { return refuse(ec, "a fraction"); }
    bool on_bool(bool, ErrorCode& ec) { return refuse(ec, "true or false"); }
    bool on_null(ErrorCode& ec) { return refuse(ec, "null"); }
    bool on_comment_part(View, ErrorCode&) { return true; }
    bool on_comment(View, ErrorCode&) { return true; }
};

Result<FlatObject> FlatObject::parse(std::string_view json)
{
    boost::json::basic_parser<FlatObjectHandler> parser{boost::json::parse_options{}};
    boost::system::error_code ec;
    const std::size_t used = parser.write_some(false, json.data(), json.size(), ec);
    if (ec || !parser.done() || used != json.size())
        return fail(ErrorCode::Malformed, parser.handler().why);
    return std::move(parser.handler().root);
}

const FlatObject::Member* FlatObject::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_members, name, &Member::name);
    return found == m_members.end() ? nullptr : &*found;
}

const std::string* FlatObject::text(std::string_view name) const
{
    const Member* member = find(name);
    return member && member->kind == Member::Kind::Text ? &member->text : nullptr;
}

const std::int64_t* FlatObject::integer(std::string_view name) const
{
    const Member* member = find(name);
    return member && member->kind == Member::Kind::Integer ? &member->integer : nullptr;
}

const FlatObject* FlatObject::object(std::string_view name) const
{
    const Member* member = find(name);
    return member && member->kind == Member::Kind::Object ? &member->object : nullptr;
}

const std::string* FlatObject::strangerTo(std::initializer_list<std::string_view> names) const
{
    for (const Member& member : m_members) {
        if (std::ranges::find(names, std::string_view(member.name)) == names.end())
            return &member.name;
    }
    return nullptr;
}

} // namespace taskward::crypto
