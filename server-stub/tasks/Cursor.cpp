// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/Cursor.h"

#include "core/crypto/Digest.h"

#include <span>

namespace taskward::tasks {

namespace {

constexpr std::size_t kMacBytes = 16;
constexpr char kSeparator = '\x1f';

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

std::string Cursor::seal(std::string_view purpose, const std::vector<std::string>& parts) const
{
    std::string payload;
    for (const auto& part : parts) {
        payload += part;
        payload += kSeparator;
    }
    auto mac = crypto::hmacSha256(m_key.bytes(), std::string(purpose) + kSeparator + payload);
    payload.insert(payload.begin(), mac.begin(), mac.begin() + kMacBytes);
    return crypto::toBase64Url(bytesOf(payload));
}

Result<std::vector<std::string>> Cursor::open(std::string_view purpose, std::string_view text,
                                              std::size_t count) const
{
    const auto refused = [] { return fail(ErrorCode::ValidationFailed, "not a cursor of this list", "/cursor"); };
    const auto bytes = crypto::fromBase64Url(text);
    if (!bytes || bytes->size() < kMacBytes)
        return refused();
    const std::string payload(bytes->begin() + kMacBytes, bytes->end());
    const auto mac = crypto::hmacSha256(m_key.bytes(), std::string(purpose) + kSeparator + payload);
    if (!constantTimeEqual(std::span(mac).first(kMacBytes), std::span(*bytes).first(kMacBytes)))
        return refused();
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (std::size_t end = payload.find(kSeparator); end != std::string::npos;
         end = payload.find(kSeparator, at)) {
        parts.push_back(payload.substr(at, end - at));
        at = end + 1;
    }
    if (parts.size() != count)
        return refused();
    return parts;
}

} // namespace taskward::tasks
