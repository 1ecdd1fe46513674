// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/TokenMint.h"

#include "core/crypto/Digest.h"

#include <array>
#include <span>

namespace taskward::identity {

namespace {

// Prefixes that secret scanners can find.
constexpr std::string_view kAccessPrefix = "twa_";
constexpr std::string_view kRefreshPrefix = "twr_";
constexpr std::size_t kIdChars = 36;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kMacBytes = 16;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

std::string TokenMint::keyed(std::string_view purpose, std::string_view text) const
{
    std::string input(purpose);
    input += text;
    const auto mac = crypto::hmacSha256(m_key.bytes(), input);
    wipe(input.data(), input.size());
    return {mac.begin(), mac.end()};
}

std::string TokenMint::refresh(const SessionId& session, std::string_view secret) const
{
    std::string body = session.value;
    body += secret;
    body += keyed("lineage", body).substr(0, kMacBytes);
    return std::string(kRefreshPrefix) + crypto::toBase64Url(bytesOf(body));
}

std::string TokenMint::newAccess(Random& random) const
{
    return crypto::makeToken(kAccessPrefix, random);
}

std::string TokenMint::newRefresh(const SessionId& session, Random& random) const
{
    std::array<std::uint8_t, kSecretBytes> secret{};
    random.fill(secret);
    const std::string token =
        refresh(session, {reinterpret_cast<const char*>(secret.data()), secret.size()});
    wipe(secret.data(), secret.size());
    return token;
}

std::string TokenMint::nextAccess(std::string_view refreshToken) const
{
    return std::string(kAccessPrefix) +
           crypto::toBase64Url(bytesOf(keyed(kAccessPrefix, refreshToken)));
}

std::string TokenMint::nextRefresh(const SessionId& session, std::string_view refreshToken) const
{
    return refresh(session, keyed(kRefreshPrefix, refreshToken));
}

std::optional<SessionId> TokenMint::sessionOf(std::string_view refreshToken) const
{
    if (!refreshToken.starts_with(kRefreshPrefix))
        return std::nullopt;
    const auto bytes = crypto::fromBase64Url(refreshToken.substr(kRefreshPrefix.size()));
    if (!bytes || bytes->size() != kIdChars + kSecretBytes + kMacBytes)
        return std::nullopt;
    const std::string body(bytes->begin(), bytes->end());
    const std::string_view signedPart = std::string_view(body).substr(0, kIdChars + kSecretBytes);
    const std::string mac = keyed("lineage", signedPart).substr(0, kMacBytes);
    if (!constantTimeEqual(mac, std::string_view(body).substr(signedPart.size())))
        return std::nullopt;
    return SessionId{body.substr(0, kIdChars)};
}

} // namespace taskward::identity
