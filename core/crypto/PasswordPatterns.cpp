// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/PasswordPatterns.h"

#include "core/base/Secret.h"
#include "core/crypto/CommonPasswords.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace taskward::crypto {

namespace {

constexpr std::size_t kShortTrimming = 4;
constexpr std::size_t kShortPiece = 8;
constexpr std::size_t kFewDifferent = 4;
constexpr std::size_t kMostBytes = 128; // what is longer is not one common password in disguise

char plainLetter(char c)
{
    constexpr std::string_view kDressed = "4@83150$7+!|2";
    constexpr std::string_view kPlain = "aabeisosttilz";
    static_assert(kDressed.size() == kPlain.size());
    const std::size_t at = kDressed.find(c);
    return at == kDressed.npos ? c : kPlain[at];
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool isTrimming(std::string_view text)
{
    return text.size() <= kShortTrimming || isRepetitive(text) || isCommonPassword(text);
}

bool isCommonInside(std::string_view text)
{
    if (isCommonPassword(text))
        return true;
    const auto first = std::ranges::find_if(text, isLetter);
    const auto last = std::find_if(text.rbegin(), text.rend(), isLetter).base();
    if (first == text.end())
        return false;
    const auto core = std::string_view(first, last);
    const auto before = std::string_view(text.begin(), first);
    const auto behind = std::string_view(last, text.end());
    return core.size() < text.size() && core.size() > kShortTrimming && isTrimming(before) &&
           isTrimming(behind) && isCommonPassword(core);
}

} // namespace

bool isCommonAtHeart(std::string_view folded)
{
    if (folded.empty() || folded.size() > kMostBytes)
        return false;
    if (isCommonInside(folded))
        return true;
    std::array<char, kMostBytes> buffer{};
    const auto form = std::string_view(buffer.data(), folded.size());
    std::ranges::reverse_copy(folded, buffer.begin());
    bool found = isCommonInside(form);
    std::ranges::transform(folded, buffer.begin(), plainLetter);
    found = found || isCommonInside(form);
    wipe(buffer.data(), buffer.size());
    return found;
}

bool isRepetitive(std::string_view folded)
{
    if (folded.size() < kShortTrimming)
        return false;
    std::array<bool, 256> seen{};
    std::size_t different = 0;
    for (const char c : folded) {
        bool& isKnown = seen[static_cast<unsigned char>(c)];
        different += isKnown ? 0U : 1U;
        isKnown = true;
    }
    if (different <= kFewDifferent && folded.size() > kFewDifferent)
        return true;
    for (std::size_t piece = 1; piece < kShortPiece && piece * 2 <= folded.size(); ++piece) {
        if (std::equal(folded.begin() + static_cast<std::ptrdiff_t>(piece), folded.end(),
                       folded.begin()))
            return true;
    }
    const int step = folded[1] - folded[0];
    if (step != 1 && step != -1)
        return false;
    std::size_t broken = 0; // "...890123" goes round once in a while
    for (std::size_t i = 1; i < folded.size(); ++i)
        broken += folded[i] - folded[i - 1] == step ? 0U : 1U;
    return broken * 8 <= folded.size();
}

} // namespace taskward::crypto
