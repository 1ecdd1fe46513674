// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Totp.h"

#include "core/base/Assert.h"
#include "core/crypto/Base32.h"

#include <array>
#include <cstring>
#include <liboath/oath.h>

namespace taskward::crypto {

namespace {

constexpr std::size_t kDigits = 6;
constexpr std::int64_t kDriftSearchSteps = 20; // ten minutes
constexpr std::size_t kGroup = 4;

void initialise()
{
    static const int initialised = oath_init();
    TW_ASSERT(initialised == OATH_OK);
}

/// The six digits without blanks; nothing when it is anything else.
std::optional<std::array<char, kDigits>> readCode(std::string_view typed)
{
    std::array<char, kDigits> digits{};
    std::size_t count = 0;
    for (const char c : typed) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            continue;
        if (c < '0' || c > '9' || count == kDigits)
            return std::nullopt;
        digits[count++] = c;
    }
    return count == kDigits ? std::optional(digits) : std::nullopt;
}

bool matches(const std::array<char, kDigits>& digits, const Secret& seed, std::int64_t step)
{
    if (step < 0)
        return false;
    std::string code = totpCode(seed, step);
    const bool equal = constantTimeEqual({digits.data(), digits.size()}, code);
    wipe(code.data(), code.size());
    return equal;
}

/// RFC 3986 section 2.3: everything but the unreserved characters.
std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

} // namespace

Secret makeTotpSeed(Random& random)
{
    Secret seed = Secret::ofSize(kTotpSeedBytes);
    random.fill(seed.data());
    return seed;
}

Secret totpUri(const Secret& seed, std::string_view issuer, std::string_view account)
{
    const std::string encodedIssuer = percentEncoded(issuer);
    const std::string head =
        "otpauth://totp/" + encodedIssuer + ":" + percentEncoded(account) + "?secret=";
    const std::string tail = "&issuer=" + encodedIssuer + "&algorithm=SHA1&digits=6&period=30";
    const Secret key = toBase32(seed.bytes(), Base32::Rfc4648);
    // Put together in locked memory: a std::string that grows leaves copies of the seed behind.
    Secret uri = Secret::ofSize(head.size() + key.size() + tail.size());
    std::uint8_t* out = uri.data().data();
    for (const std::string_view part :
         {std::string_view(head), key.text(), std::string_view(tail)}) {
        std::memcpy(out, part.data(), part.size());
        out += part.size();
    }
    return uri;
}

Secret totpKeyText(const Secret& seed)
{
    return toBase32(seed.bytes(), Base32::Rfc4648, kGroup, ' ');
}

Result<Secret> totpSeedFromText(std::string_view text)
{
    auto seed = fromBase32(text, Base32::Rfc4648);
    if (!seed || seed->size() != kTotpSeedBytes)
        return fail(ErrorCode::ValidationFailed, "totp: not a key of 32 characters of base32");
    return std::move(*seed);
}

std::string totpCode(const Secret& seed, std::int64_t step)
{
    initialise();
    TW_ASSERT(step >= 0);
    std::array<char, kDigits + 1> code{};
    const int made = oath_hotp_generate(reinterpret_cast<const char*>(seed.bytes().data()),
                                        seed.size(), static_cast<std::uint64_t>(step), kDigits,
                                        false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
    TW_ASSERT(made == OATH_OK);
    std::string text(code.data(), kDigits);
    wipe(code.data(), code.size());
    return text;
}

std::int64_t totpStepAt(Timestamp now)
{
    TW_ASSERT(now.ms >= 0);
    return now.ms / kTotpStepMs;
}

Result<TotpMatch> validateTotp(std::string_view code, const Secret& seed, Timestamp now,
                               std::optional<std::int64_t> lastAcceptedStep)
{
    const auto digits = readCode(code);
    if (!digits)
        return fail(ErrorCode::CodeWrong, "totp: not six digits");
    const std::int64_t current = totpStepAt(now);
    std::optional<std::int64_t> matched;
    // All of them, without an early end. Where two steps share a code the later one counts, so that
    // the same digits do not work once more.
    for (std::int64_t step = current - kTotpWindowSteps; step <= current + kTotpWindowSteps;
         ++step) {
        if (matches(*digits, seed, step))
            matched = step;
    }
    if (!matched)
        return fail(ErrorCode::CodeWrong, "totp: wrong code");
    if (lastAcceptedStep && *matched <= *lastAcceptedStep)
        return fail(ErrorCode::CodeWrong, "totp: used before");
    return TotpMatch{*matched, static_cast<int>(*matched - current)};
}

std::optional<int> measureTotpDrift(std::string_view code, const Secret& seed, Timestamp now)
{
    const auto digits = readCode(code);
    if (!digits)
        return std::nullopt;
    const std::int64_t current = totpStepAt(now);
    for (std::int64_t distance = 0; distance <= kDriftSearchSteps; ++distance) {
        for (const std::int64_t step : {current - distance, current + distance}) {
            if (!matches(*digits, seed, step))
                continue;
            // Somewhere within the step: its middle is the best guess.
            const std::int64_t middleMs = step * kTotpStepMs + kTotpStepMs / 2;
            return distance == 0 ? 0 : static_cast<int>((middleMs - now.ms) / 1000);
        }
    }
    return std::nullopt;
}

} // namespace taskward::crypto
