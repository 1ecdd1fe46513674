// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/ApiKey.h"

#include "core/crypto/Digest.h"

#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace taskward::crypto {

namespace {

// twk_ 16 _ 43 _ 8
constexpr std::string_view kPrefix = "twk_";
constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kIdChars = 16;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretChars = 43;
constexpr std::size_t kCrcChars = 8;
constexpr std::size_t kIdAt = kPrefix.size();
constexpr std::size_t kSecretAt = kIdAt + kIdChars + 1;
constexpr std::size_t kCrcAt = kSecretAt + kSecretChars + 1;
constexpr std::size_t kSize = kCrcAt + kCrcChars;

std::string crcOf(std::string_view text)
{
    boost::crc_32_type crc;
    crc.process_bytes(text.data(), text.size());
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(crc.checksum() >> (8 * (3 - i)));
    return toHex(bytes);
}

bool isLowerHex(std::string_view text)
{
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string digestOf(std::span<const std::uint8_t> secret)
{
    return sha256Hex({reinterpret_cast<const char*>(secret.data()), secret.size()});
}

} // namespace

ApiKey makeApiKey(Random& random)
{
    std::array<std::uint8_t, kIdBytes> id{};
    random.fill(id);
    Secret secret = Secret::ofSize(kSecretBytes);
    random.fill(secret.data());

    ApiKey key;
    key.id = toHex(id);
    key.digest = digestOf(secret.bytes());
    key.text = Secret::ofSize(kSize);
    auto* const out = reinterpret_cast<char*>(key.text.data().data());
    std::string encoded = toBase64Url(secret.bytes());
    std::memcpy(out, kPrefix.data(), kPrefix.size());
    std::memcpy(out + kIdAt, key.id.data(), kIdChars);
    out[kSecretAt - 1] = '_';
    std::memcpy(out + kSecretAt, encoded.data(), kSecretChars);
    out[kCrcAt - 1] = '_';
    const std::string crc = crcOf(key.text.text().substr(0, kCrcAt));
    std::memcpy(out + kCrcAt, crc.data(), kCrcChars);
    wipe(encoded.data(), encoded.size());
    return key;
}

Result<ApiKey> parseApiKey(std::string_view text)
{
    if (text.size() != kSize || !looksLikeApiKey(text) || text[kSecretAt - 1] != '_' ||
        text[kCrcAt - 1] != '_' || !isLowerHex(text.substr(kIdAt, kIdChars)))
        return fail(ErrorCode::Unauthenticated, "api key: not its form");
    if (crcOf(text.substr(0, kCrcAt)) != text.substr(kCrcAt))
        return fail(ErrorCode::Unauthenticated, "api key: mistyped or cut off");
    auto secret = fromBase64Url(text.substr(kSecretAt, kSecretChars));
    if (!secret || secret->size() != kSecretBytes)
        return fail(ErrorCode::Unauthenticated, "api key: not base64url");
    ApiKey key{Secret::fromText(text), std::string(text.substr(kIdAt, kIdChars)),
               digestOf(*secret)};
    wipe(secret->data(), secret->size());
    return key;
}

bool looksLikeApiKey(std::string_view text)
{
    return text.starts_with(kPrefix);
}

} // namespace taskward::crypto
