// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/RequestParser.h"

#include "server-stub/http/Utf8.h"

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <charconv>

namespace taskward::http {

namespace {

namespace beast = boost::beast;
using beast::error_code;
using boost::optional;
using View = beast::string_view;

/// A chunk's size line and its framing; extensions are refused, so nothing longer is ever needed.
constexpr std::size_t kMaxChunkLineBytes = 256;
/// "0", CRLF, CRLF: no chunked body that is not over yet has fewer bytes to come.
constexpr std::size_t kLeastChunkedBytes = 5;
/// More of a body's announced size is not reserved before it is there.
constexpr std::size_t kMaxReserveBytes = 4 * 1024;

std::string_view view(View text)
{
    return {text.data(), text.size()};
}

std::string lower(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// Headers that change the meaning of the request: a second one is two meanings.
bool isSingle(std::string_view name)
{
    static constexpr std::array<std::string_view, 12> kNames{
        "host",     "content-length",   "transfer-encoding", "content-type",
        "expect",   "content-encoding", "authorization",     "dpop",
        "if-match", "idempotency-key",  "last-event-id",     "if-none-match"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<std::uint64_t> parseLength(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

} // namespace

std::optional<Method> parseMethod(std::string_view name)
{
    for (int i = 0; i <= static_cast<int>(Method::Options); ++i) {
        if (methodName(static_cast<Method>(i)) == name)
            return static_cast<Method>(i);
    }
    return std::nullopt;
}

/// Beast splits lines and chunks; what a field means is decided here.
class RequestParser::Beast final : public beast::http::basic_parser<true> {
public:
    explicit Beast(RequestParser& owner) : m_owner(owner)
    {
        header_limit(
            static_cast<std::uint32_t>(64 * 1024)); // HeadGuard's limits are the smaller ones
        body_limit(boost::none);                    // ours are, see on_body_*_impl
    }

private:
    void refuse(error_code& ec, Refusal refusal)
    {
        m_owner.refuse(std::move(refusal));
        ec = beast::http::make_error_code(beast::http::error::bad_value);
    }
    void refuse(error_code& ec, const char* detail)
    {
        refuse(ec, Refusal{ErrorCode::Malformed, detail, 0, {}, true});
    }

    void on_request_impl(beast::http::verb, View method, View target, int version,
                         error_code&) override
    {
        m_owner.m_head.method = view(method);
        m_owner.m_head.target = view(target);
        m_owner.m_head.http10 = version == 10;
    }

    void on_response_impl(int, View, int, error_code&) override {}

    void on_field_impl(beast::http::field, View nameText, View valueText, error_code& ec) override
    {
        RequestHead& head = m_owner.m_head;
        if (m_headDone)
            return refuse(ec, "trailer");
        std::string name = lower(view(nameText));
        std::string value(view(valueText));
        if (isSingle(name)) {
            const auto same = [&](const auto& header) { return header.first == name; };
            if (std::any_of(head.headers.begin(), head.headers.end(), same))
                return refuse(ec, "repeated header");
        }
        takeMeaning(name, value, ec);
        head.headers.emplace_back(std::move(name), std::move(value));
    }

    void takeMeaning(const std::string& name, const std::string& value, error_code& ec)
    {
        RequestHead& head = m_owner.m_head;
        if (name == "host") {
            head.host = lower(value);
        } else if (name == "content-length") {
            head.contentLength = parseLength(value);
            if (!head.contentLength)
                refuse(ec, "Content-Length is not a number");
        } else if (name == "transfer-encoding") {
            // Only this one coding, said once: every other spelling is read differently by
            // somebody.
            head.chunked = lower(value) == "chunked";
            if (!head.chunked)
                refuse(ec, "Transfer-Encoding is not chunked");
        } else if (name == "content-type") {
            head.contentType = lower(value);
        } else if (name == "content-encoding") {
            head.encodedContent = true;
        } else if (name == "expect") {
            head.expectContinue = lower(value) == "100-continue";
            if (!head.expectContinue)
                refuse(ec, Refusal{ErrorCode::Malformed, "unknown expectation", 417, {}, true});
        }
    }

    void on_header_impl(error_code& ec) override
    {
        m_headDone = true;
        RequestHead& head = m_owner.m_head;
        head.keepAlive = keep_alive() && !head.http10;
        if (head.chunked && head.contentLength)
            return refuse(ec, "Transfer-Encoding and Content-Length");
        if (head.chunked && head.http10)
            return refuse(ec, "Transfer-Encoding in HTTP/1.0");
    }

    void on_body_init_impl(const optional<std::uint64_t>& length, error_code&) override
    {
        m_owner.m_body.reserve(std::min<std::size_t>(length.value_or(0), kMaxReserveBytes));
    }

    std::size_t append(View bytes, error_code& ec)
    {
        if (bytes.size() >
            m_owner.m_bodyLimit - std::min(m_owner.m_bodyLimit, m_owner.m_body.size())) {
            refuse(ec, Refusal{ErrorCode::PayloadTooLarge, "body too large", 0, {}, true});
            return 0;
        }
        m_owner.m_body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    std::size_t on_body_impl(View bytes, error_code& ec) override { return append(bytes, ec); }

    void on_chunk_header_impl(std::uint64_t size, View extensions, error_code& ec) override
    {
        if (!extensions.empty())
            return refuse(ec, "chunk extension");
        if (size > m_owner.m_bodyLimit)
            refuse(ec, Refusal{ErrorCode::PayloadTooLarge, "chunk too large", 0, {}, true});
    }

    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, error_code& ec) override
    {
        return append(bytes, ec);
    }

    void on_finish_impl(error_code& ec) override
    {
        if (!isUtf8(m_owner.m_body))
            refuse(ec, Refusal{ErrorCode::Malformed, "body is not UTF-8", 0, {}, false});
    }

    RequestParser& m_owner;
    bool m_headDone = false;
};

RequestParser::RequestParser() : m_beast(std::make_unique<std::optional<Beast>>())
{
    reset();
}

RequestParser::~RequestParser() = default;

void RequestParser::reset()
{
    m_state = State::Head;
    m_guard.reset();
    m_head = RequestHead();
    m_body = std::string();
    m_bodyLimit = 0;
    m_refusal = Refusal();
    m_beast->reset();
}

void RequestParser::refuse(Refusal refusal)
{
    if (m_state == State::Refused)
        return;
    m_state = State::Refused;
    m_refusal = std::move(refusal);
}

std::size_t RequestParser::feed(std::string_view bytes)
{
    switch (m_state) {
    case State::Head:
        return feedHead(bytes);
    case State::Body:
        return feedBody(bytes);
    case State::Done:
    case State::Refused:
        break;
    }
    return 0;
}

std::size_t RequestParser::feedHead(std::string_view bytes)
{
    const std::size_t length = m_guard.scan(bytes);
    if (m_guard.refusal()) {
        refuse(*m_guard.refusal());
        return 0;
    }
    if (length == 0)
        return 0;
    std::string_view head = bytes.substr(0, length);
    if (head.starts_with("\r\n"))
        head.remove_prefix(2);
    Beast& parser = m_beast->emplace(*this);
    error_code ec;
    const std::size_t taken = parser.put({head.data(), head.size()}, ec);
    if (ec || taken != head.size() || !parser.is_header_done()) {
        refuse(Refusal{ErrorCode::Malformed, "head: " + ec.message(), 0, {}, true});
        return 0;
    }
    m_state = parser.is_done() ? State::Done : State::Body;
    return length;
}

std::size_t RequestParser::feedBody(std::string_view bytes)
{
    // Beast asserts, and so ends the program, when the chunk that is first and last at once comes to it
    // with less than this.
    if (m_head.chunked && bytes.size() < kLeastChunkedBytes)
        return 0;
    Beast& parser = **m_beast;
    std::size_t taken = 0;
    while (taken < bytes.size() && !parser.is_done()) {
        error_code ec;
        const std::string_view rest = bytes.substr(taken);
        taken += parser.put({rest.data(), rest.size()}, ec);
        if (ec == beast::http::error::need_more)
            break;
        if (ec) {
            refuse(Refusal{ErrorCode::Malformed, "body: " + ec.message(), 0, {}, true});
            return taken;
        }
    }
    if (parser.is_done())
        m_state = State::Done;
    else if (bytes.size() - taken > kMaxChunkLineBytes)
        refuse(Refusal{ErrorCode::Malformed, "chunk line too long", 0, {}, true});
    return taken;
}

} // namespace taskward::http
