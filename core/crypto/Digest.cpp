// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Digest.h"

#include <sodium.h>

#include <array>

namespace taskward::crypto {

std::string toHex(std::span<const std::uint8_t> bytes)
{
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
    out.pop_back();
    return out;
}

Result<std::vector<std::uint8_t>> fromHex(std::string_view text)
{
    std::vector<std::uint8_t> out(text.size() / 2);
    if (text.empty()) // libsodium wants an address even for nothing
        return out;
    std::size_t length = 0;
    if (text.size() % 2 != 0 || sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr,
                                               &length, nullptr) != 0 ||
        length != out.size())
        return fail(ErrorCode::ValidationFailed, "not hexadecimal");
    return out;
}

std::string toBase64Url(std::span<const std::uint8_t> bytes)
{
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), kVariant);
    out.pop_back();
    return out;
}

Result<std::vector<std::uint8_t>> fromBase64Url(std::string_view text)
{
    std::vector<std::uint8_t> out(text.size() * 3 / 4 + 3);
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return fail(ErrorCode::ValidationFailed, "not base64url");
    out.resize(length);
    return out;
}

std::string sha256Hex(std::string_view text)
{
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return toHex(digest);
}

std::vector<std::uint8_t> hmacSha256(std::span<const std::uint8_t> key, std::string_view text)
{
    std::vector<std::uint8_t> mac(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                  text.size());
    crypto_auth_hmacsha256_final(&state, mac.data());
    sodium_memzero(&state, sizeof state);
    return mac;
}

std::string makeToken(std::string_view prefix, Random& random)
{
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    std::string token(prefix);
    token += toBase64Url(bytes);
    sodium_memzero(bytes.data(), bytes.size());
    return token;
}

} // namespace taskward::crypto
