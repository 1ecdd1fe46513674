// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/JsonDocument.h"

#include "core/base/Limits.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>

namespace taskward::contract::json {

namespace bj = boost::json;

namespace {

const bj::value& valueOf(const void* value)
{
    return *static_cast<const bj::value*>(value);
}

/// A pass over the text that only compares the member names of each object: the library keeps the last
/// of two equal names, and what a proxy and we read from such a body could differ.
struct DuplicateFinder {
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    std::vector<std::vector<std::string>> open;
    std::string partial;
    bool duplicate = false;

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_object_begin(bj::error_code&)
    {
        open.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, bj::error_code&)
    {
        auto& keys = open.back();
        std::ranges::sort(keys);
        duplicate = duplicate || std::ranges::adjacent_find(keys) != keys.end();
        open.pop_back();
        return true;
    }
    bool on_array_begin(bj::error_code&) { return true; }
    bool on_array_end(std::size_t, bj::error_code&) { return true; }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&)
    {
        partial.append(part.data(), part.size());
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, bj::error_code&)
    {
        partial.append(part.data(), part.size());
        open.back().push_back(std::move(partial));
        partial.clear();
        return true;
    }
    bool on_string_part(bj::string_view, std::size_t, bj::error_code&) { return true; }
    bool on_string(bj::string_view, std::size_t, bj::error_code&) { return true; }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t, bj::string_view, bj::error_code&) { return true; }
    bool on_uint64(std::uint64_t, bj::string_view, bj::error_code&) { return true; }
    bool on_double(double, bj::string_view, bj::error_code&) { return true; }
    bool on_bool(bool, bj::error_code&) { return true; }
    bool on_null(bj::error_code&) { return true; }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

bool hasDuplicateMember(std::string_view text, const bj::parse_options& options)
{
    bj::basic_parser<DuplicateFinder> parser(options);
    bj::error_code error;
    parser.write_some(false, text.data(), text.size(), error);
    return parser.handler().duplicate;
}

} // namespace

struct Document::Impl {
    bj::monotonic_resource memory;
    bj::value root;
};

Document::Document(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

Result<Document> Document::parse(std::string_view text, Reading reading)
{
    bj::parse_options options;
    options.max_depth = limits::kMaxJsonDepth;
    auto impl = std::make_unique<Impl>();
    bj::error_code error;
    // The value must be made with the resource: assigning would copy into the default one.
    bj::value parsed = bj::parse(bj::string_view(text.data(), text.size()), error, &impl->memory, options);
    if (error)
        return fail(ErrorCode::Malformed, "not JSON: " + error.message());
    if (reading == Reading::Strict && hasDuplicateMember(text, options))
        return fail(ErrorCode::Malformed, "a member name stands twice in one object");
    impl->root.~value();
    new (&impl->root) bj::value(std::move(parsed));
    return Document(std::move(impl));
}

Node Document::root() const
{
    return Node(&m_impl->root);
}

Kind Node::kind() const
{
    switch (valueOf(m_value).kind()) {
    case bj::kind::null:
        return Kind::Null;
    case bj::kind::bool_:
        return Kind::Boolean;
    case bj::kind::int64:
        return Kind::Integer;
    case bj::kind::uint64:
    case bj::kind::double_:
        return Kind::Real;
    case bj::kind::string:
        return Kind::String;
    case bj::kind::array:
        return Kind::Array;
    case bj::kind::object:
        return Kind::Object;
    }
    return Kind::Null;
}

bool Node::boolean() const
{
    return valueOf(m_value).get_bool();
}

std::int64_t Node::integer() const
{
    return valueOf(m_value).get_int64();
}

std::string_view Node::string() const
{
    const auto& text = valueOf(m_value).get_string();
    return {text.data(), text.size()};
}

std::size_t Node::size() const
{
    const auto& value = valueOf(m_value);
    return value.is_array() ? value.get_array().size() : value.get_object().size();
}

Node Node::item(std::size_t index) const
{
    return Node(&valueOf(m_value).get_array()[index]);
}

std::pair<std::string_view, Node> Node::member(std::size_t index) const
{
    const auto& member = *(valueOf(m_value).get_object().begin() + static_cast<std::ptrdiff_t>(index));
    return {{member.key().data(), member.key().size()}, Node(&member.value())};
}

std::string Path::pointer() const
{
    std::string out;
    for (const auto& step : m_steps) {
        out += '/';
        if (const auto* index = std::get_if<std::size_t>(&step)) {
            out += std::to_string(*index);
            continue;
        }
        for (const char c : std::get<std::string_view>(step)) {
            if (c == '~')
                out += "~0";
            else if (c == '/')
                out += "~1";
            else
                out += c;
        }
    }
    return out;
}

bool Context::refuse(std::string detail)
{
    error = Error{ErrorCode::ValidationFailed, std::move(detail), path.pointer()};
    return false;
}

void writeString(std::string& out, std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    std::size_t clean = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool separator = c == 0xe2 && i + 2 < text.size() && text[i + 1] == '\x80' &&
                               (text[i + 2] == '\xa8' || text[i + 2] == '\xa9');
        if (c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && !separator)
            continue;
        out.append(text, clean, i - clean);
        clean = i + 1;
        if (separator) {
            out += text[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
            i += 2;
            clean = i + 1;
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else {
            out += "\\u00";
            out += kHex[c >> 4U];
            out += kHex[c & 0x0fU];
        }
    }
    out.append(text, clean, text.size() - clean);
    out += '"';
}

void writeInteger(std::string& out, std::int64_t value)
{
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    out.append(buffer, end);
}

std::string snakeCase(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            if (!out.empty())
                out += '_';
            out += static_cast<char>(c - 'A' + 'a');
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace taskward::contract::json
