// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// The bytes of a connection, as one read and as reads of a few bytes (their size is the first byte):
/// both must give the same requests or the same refusal, and an accepted head must hold what the rest
/// of the edge relies on.
#include "core/base/Assert.h"
#include "core/base/Limits.h"
#include "server-stub/http/RequestParser.h"
#include "server-stub/http/RequestTarget.h"
#include "server-stub/http/Utf8.h"
#include "tests/fuzz/Target.h"

#include <cstdio>
#include <string>

namespace taskward::fuzz {

namespace {

constexpr std::size_t kBodyLimit = 1000;

void checkHead(const http::RequestHead& head)
{
    TW_ASSERT(!(head.chunked && head.contentLength));
    TW_ASSERT(head.headers.size() <= limits::kMaxHeaderCount);
    for (const auto& [name, value] : head.headers) {
        TW_ASSERT(!name.empty() && http::isUtf8(value));
        TW_ASSERT(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
    const auto target = http::parseRequestTarget(head.target);
    if (!target)
        return;
    TW_ASSERT(target->path.starts_with('/') && http::isUtf8(target->path));
    TW_ASSERT(target->path.find("//") == std::string::npos);
    TW_ASSERT((target->path + '/').find("/../") == std::string::npos);
}

/// Everything that a listener would see of the stream, as one text.
std::string story(std::string_view bytes, std::size_t step)
{
    std::string out;
    std::string waiting;
    http::RequestParser parser;
    std::size_t offered = 0;
    while (offered < bytes.size()) {
        const auto part = bytes.substr(offered, step);
        offered += part.size();
        waiting += part;
        for (bool moved = true; moved;) {
            const auto before = parser.state();
            const std::size_t taken = parser.feed(waiting);
            TW_ASSERT(taken <= waiting.size());
            waiting.erase(0, taken);
            moved = taken > 0 || parser.state() != before;
            if (before == http::RequestParser::State::Head && parser.state() != before &&
                parser.state() != http::RequestParser::State::Refused) {
                checkHead(parser.head());
                parser.setBodyLimit(kBodyLimit);
            }
            if (parser.state() == http::RequestParser::State::Refused)
                return out + "refused " + std::to_string(static_cast<int>(parser.refusal().code)) +
                       ' ' + std::to_string(parser.refusal().status);
            if (parser.state() == http::RequestParser::State::Done) {
                TW_ASSERT(parser.body().size() <= kBodyLimit && http::isUtf8(parser.body()));
                out +=
                    parser.head().method + ' ' + parser.head().target + '\n' + parser.body() + '\n';
                parser.reset();
                moved = true;
            }
        }
    }
    return out;
}

} // namespace

void examine(std::string_view bytes)
{
    if (bytes.empty())
        return;
    const std::size_t step = static_cast<unsigned char>(bytes.front()) % 16 + 1;
    // A fault may be told only when some bytes more are there: the stream goes on, past any body.
    const std::string stream = std::string(bytes.substr(1)) + std::string(kBodyLimit + 8, '\0');
    bytes = stream;
    const std::string whole = story(bytes, bytes.size());
    const std::string pieces = story(bytes, step);
    if (whole != pieces)
        std::fprintf(stderr, "in one read: %s\nin reads of %zu: %s\n", whole.c_str(), step,
                     pieces.c_str());
    TW_ASSERT(whole == pieces);
}

} // namespace taskward::fuzz
