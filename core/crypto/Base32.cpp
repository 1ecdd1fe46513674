// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Base32.h"

namespace taskward::crypto {

namespace {

constexpr std::size_t kBitsPerChar = 5;
constexpr std::size_t kMaxChars = 1024;

std::string_view charactersOf(Base32 alphabet)
{
    return alphabet == Base32::Rfc4648 ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                                       : "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}

bool isIgnored(char c)
{
    return c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r';
}

char forgiven(char c, Base32 alphabet)
{
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (alphabet == Base32::Rfc4648)
        return upper;
    if (upper == 'O')
        return '0';
    return upper == 'I' || upper == 'L' ? '1' : upper;
}

} // namespace

Secret toBase32(std::span<const std::uint8_t> bytes, Base32 alphabet, std::size_t group,
                char separator)
{
    const std::string_view characters = charactersOf(alphabet);
    const std::size_t count = (bytes.size() * 8 + kBitsPerChar - 1) / kBitsPerChar;
    const std::size_t separators = group > 0 && count > 0 ? (count - 1) / group : 0;
    Secret text = Secret::ofSize(count + separators);
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (group > 0 && i > 0 && i % group == 0)
            text.data()[at++] = static_cast<std::uint8_t>(separator);
        const std::size_t bit = i * kBitsPerChar;
        const unsigned high = bytes[bit / 8];
        const unsigned low = bit / 8 + 1 < bytes.size() ? bytes[bit / 8 + 1] : 0U;
        const unsigned value = ((high << 8 | low) >> (16 - kBitsPerChar - bit % 8)) & 31U;
        text.data()[at++] = static_cast<std::uint8_t>(characters[value]);
    }
    return text;
}

std::optional<Secret> fromBase32(std::string_view text, Base32 alphabet)
{
    if (text.size() > kMaxChars)
        return std::nullopt;
    const std::string_view characters = charactersOf(alphabet);
    std::size_t count = 0;
    for (const char c : text)
        count += isIgnored(c) ? 0 : 1;
    Secret bytes = Secret::ofSize(count * kBitsPerChar / 8);
    if (bytes.size() * 8 + kBitsPerChar <= count * kBitsPerChar)
        return std::nullopt; // a whole character more than the bytes need
    unsigned pending = 0;
    unsigned bits = 0;
    std::size_t at = 0;
    for (const char c : text) {
        if (isIgnored(c))
            continue;
        const std::size_t value = characters.find(forgiven(c, alphabet));
        if (value == characters.npos)
            return std::nullopt;
        pending = (pending << kBitsPerChar | static_cast<unsigned>(value)) & 0xfffU;
        bits += kBitsPerChar;
        if (bits >= 8) {
            bits -= 8;
            bytes.data()[at++] = static_cast<std::uint8_t>(pending >> bits);
        }
    }
    if ((pending & ((1U << bits) - 1U)) != 0)
        return std::nullopt;
    return bytes;
}

} // namespace taskward::crypto
