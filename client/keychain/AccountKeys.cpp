// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/AccountKeys.h"

#include "core/base/Assert.h"
#include "core/crypto/Digest.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace taskward::client {

namespace {

constexpr std::string_view kMagic = "TWK1";
constexpr std::size_t kCheckBytes = 32;
constexpr std::size_t kKeyBytes = 32;

/// Appends length-prefixed fields to a buffer whose size is known beforehand, so that no copy of a key
/// is left behind by growth.
class Packer {
public:
    explicit Packer(std::size_t size) : m_out(Secret::ofSize(size)) {}
    void raw(std::string_view bytes)
    {
        TW_ASSERT(m_at + bytes.size() <= m_out.size());
        std::ranges::copy(bytes, reinterpret_cast<char*>(m_out.data().data()) + m_at);
        m_at += bytes.size();
    }
    void field(std::string_view bytes)
    {
        const char length[2] = {static_cast<char>(bytes.size() >> 8U),
                                static_cast<char>(bytes.size() & 0xffU)};
        raw({length, 2});
        raw(bytes);
    }
    Secret take() { return std::move(m_out); }
    std::string_view soFar() const { return m_out.text().substr(0, m_at); }

private:
    Secret m_out;
    std::size_t m_at = 0;
};

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : m_rest(bytes) {}
    std::string_view field()
    {
        if (m_rest.size() < 2)
            return bad();
        const auto high = static_cast<unsigned char>(m_rest[0]);
        const auto low = static_cast<unsigned char>(m_rest[1]);
        const std::size_t length = (std::size_t{high} << 8U) | low;
        m_rest.remove_prefix(2);
        if (m_rest.size() < length)
            return bad();
        const auto value = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return value;
    }
    bool good() const { return m_good && m_rest.empty(); }

private:
    std::string_view bad()
    {
        m_good = false;
        m_rest = {};
        return {};
    }
    std::string_view m_rest;
    bool m_good = true;
};

std::string_view asText(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::uint64_t numberOf(std::string_view text)
{
    std::uint64_t value = 0;
    for (const char c : text)
        value = (value << 8U) | static_cast<unsigned char>(c);
    return value;
}

std::string textOf(std::uint64_t value)
{
    std::string text(8, '\0');
    for (std::size_t i = 8; i-- > 0; value >>= 8U)
        text[i] = static_cast<char>(value & 0xffU);
    return text;
}

} // namespace

AccountKeys AccountKeys::clone() const
{
    return {accountId, cacheKey.clone(), outboxKey.clone(), cacheId,
            outboxId,  cacheGeneration,  outboxGeneration,  refreshToken.clone()};
}

Secret AccountKeys::pack() const
{
    const std::string generations = textOf(cacheGeneration) + textOf(outboxGeneration);
    const std::size_t size = kMagic.size() + 7 * 2 + accountId.size() + cacheKey.size() +
                             outboxKey.size() + cacheId.size() + outboxId.size() +
                             generations.size() + refreshToken.size() + kCheckBytes;
    Packer packer(size);
    packer.raw(kMagic);
    packer.field(accountId);
    packer.field(cacheKey.text());
    packer.field(outboxKey.text());
    packer.field(cacheId);
    packer.field(outboxId);
    packer.field(generations);
    packer.field(refreshToken.text());
    const auto check = crypto::hmacSha256(cacheKey.bytes(), packer.soFar());
    packer.raw(asText(check));
    return packer.take();
}

Result<AccountKeys> AccountKeys::unpack(const Secret& packed)
{
    const auto wrong = [](const char* why) { return fail(ErrorCode::KeychainWrongValue, why); };
    const std::string_view all = packed.text();
    if (all.size() < kMagic.size() + kCheckBytes || all.substr(0, kMagic.size()) != kMagic)
        return wrong("not an entry of ours");
    const std::string_view body = all.substr(0, all.size() - kCheckBytes);
    Unpacker unpacker(body.substr(kMagic.size()));
    AccountKeys keys;
    keys.accountId = unpacker.field();
    keys.cacheKey = Secret::fromText(unpacker.field());
    keys.outboxKey = Secret::fromText(unpacker.field());
    keys.cacheId = unpacker.field();
    keys.outboxId = unpacker.field();
    const std::string_view generations = unpacker.field();
    keys.refreshToken = Secret::fromText(unpacker.field());
    if (!unpacker.good() || generations.size() != 16 || keys.cacheKey.size() != kKeyBytes ||
        keys.outboxKey.size() != kKeyBytes)
        return wrong("malformed");
    keys.cacheGeneration = numberOf(generations.substr(0, 8));
    keys.outboxGeneration = numberOf(generations.substr(8));
    const auto check = crypto::hmacSha256(keys.cacheKey.bytes(), body);
    if (!constantTimeEqual(asText(check), all.substr(all.size() - kCheckBytes)))
        return wrong("the check value differs");
    return keys;
}

std::string AccountKeys::checkValue() const
{
    const auto mac = crypto::hmacSha256(cacheKey.bytes(), "taskward profile " + accountId);
    return crypto::toHex(std::span(mac).first(16));
}

} // namespace taskward::client
