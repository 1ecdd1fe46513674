// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/PasswordPolicy.h"

#include "core/base/Assert.h"
#include "core/base/Limits.h"
#include "core/base/Secret.h"
#include "core/crypto/PasswordPatterns.h"
#include "core/crypto/PasswordText.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>
#include <zxcvbn.h>

namespace taskward::crypto {

namespace {

constexpr std::size_t kMinCharsWithFactor = 8;
constexpr std::size_t kMinContextChars = 4;
constexpr std::size_t kMinBesideContext = 10; // bytes that are not of a context word
constexpr int kWantedStrength = 3;
constexpr std::size_t kEstimatedBytes = 100; // zxcvbn's time grows with the square of the length
constexpr std::string_view kProduct = "taskward";

/// zxcvbn's scale: below 10^3, 10^6, 10^8, 10^10 guesses.
int strengthOf(double guessesLog10)
{
    constexpr std::array kSteps{3.0, 6.0, 8.0, 10.0};
    return static_cast<int>(
        std::ranges::count_if(kSteps, [&](double step) { return guessesLog10 >= step; }));
}

double estimateLog10(std::string_view password, const std::vector<std::string>& context)
{
    // zxcvbn wants a NUL behind the text.
    const std::size_t size = std::min(password.size(), kEstimatedBytes);
    Secret terminated = Secret::ofSize(size + 1);
    std::memcpy(terminated.data().data(), password.data(), size);
    std::vector<const char*> words;
    for (const std::string& word : context)
        words.push_back(word.c_str());
    words.push_back(nullptr);
    const double bits = ZxcvbnMatch(terminated.text().data(), words.data(), nullptr);
    return bits * std::log10(2.0);
}

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// The context words that are in it, when too little stands beside them.
std::vector<std::string> contextIn(std::string_view folded, const std::vector<std::string>& context)
{
    std::vector<std::string> found;
    Secret rest = Secret::fromText(folded);
    for (const std::string& word : context) {
        for (std::size_t at = folded.find(word); at != folded.npos;
             at = folded.find(word, at + 1)) {
            std::ranges::fill(rest.data().subspan(at, word.size()), std::uint8_t{0});
            if (found.empty() || found.back() != word)
                found.push_back(word);
        }
    }
    const auto beside =
        std::ranges::count_if(rest.text(), [](char c) { return c != '\0' && isWordByte(c); });
    if (static_cast<std::size_t>(beside) >= kMinBesideContext)
        found.clear();
    return found;
}

void addWords(std::vector<std::string>& words, std::string_view text)
{
    const auto folded = foldedPassword(text);
    if (!folded)
        return;
    std::string word;
    const auto take = [&] {
        if (passwordCharacters(word).value_or(0) >= kMinContextChars &&
            std::ranges::find(words, word) == words.end())
            words.push_back(word);
        word.clear();
    };
    for (const char c : folded->text()) {
        if (isWordByte(c))
            word += c;
        else
            take();
    }
    take();
}

PasswordFinding finding(PasswordFault fault, std::size_t number = 0, std::string word = {})
{
    return {fault, number, std::move(word)};
}

} // namespace

PasswordReport checkPassword(std::string_view password, const PasswordRules& rules)
{
    PasswordReport report;
    const auto characters = passwordCharacters(password);
    const auto folded = foldedPassword(password);
    if (!characters || (!folded && !password.empty())) {
        report.findings.push_back(finding(PasswordFault::NotText));
        return report;
    }
    const std::size_t least =
        rules.hasSecondFactor ? kMinCharsWithFactor : limits::kMinPasswordChars;
    if (*characters > limits::kMaxPasswordChars) {
        report.findings.push_back(finding(PasswordFault::TooLong, limits::kMaxPasswordChars));
        return report;
    }
    if (*characters < least)
        report.findings.push_back(finding(PasswordFault::TooShort, least));
    const std::string_view text = folded->text();
    for (std::string& word : contextIn(text, rules.contextWords))
        report.findings.push_back(finding(PasswordFault::HoldsContext, 0, std::move(word)));
    const bool isCommon = isCommonAtHeart(text);
    if (isCommon)
        report.findings.push_back(finding(PasswordFault::Common));
    else if (isRepetitive(text))
        report.findings.push_back(finding(PasswordFault::Repetitive));
    report.guessesLog10 = estimateLog10(text, rules.contextWords);
    report.strength = strengthOf(report.guessesLog10);
    if (report.findings.empty() && report.strength < kWantedStrength)
        report.findings.push_back(finding(PasswordFault::TooGuessable));
    // What is refused never looks strong.
    if (!report.findings.empty())
        report.strength = std::min(report.strength, isCommon ? 0 : 1);
    return report;
}

std::vector<std::string> passwordContext(std::string_view organisation, std::string_view personName,
                                         std::string_view email)
{
    std::vector<std::string> words{std::string(kProduct)};
    addWords(words, organisation);
    addWords(words, personName);
    addWords(words, email);
    return words;
}

std::string passwordFindingSentence(const PasswordFinding& found)
{
    switch (found.fault) {
    case PasswordFault::TooShort:
        return "Use at least " + std::to_string(found.number) + " characters.";
    case PasswordFault::TooLong:
        return "Use at most " + std::to_string(found.number) + " characters.";
    case PasswordFault::NotText:
        return "This holds something that is not text.";
    case PasswordFault::Common:
        return "This is one of the passwords that are tried first.";
    case PasswordFault::HoldsContext:
        return "Apart from \"" + found.word + "\" there is too little in it.";
    case PasswordFault::Repetitive:
        return "This repeats itself or runs in sequence.";
    case PasswordFault::TooGuessable:
        return "This is too easy to guess. Several unrelated words are better.";
    }
    TW_ASSERT(false);
    return {};
}

std::string_view passwordFaultName(PasswordFault fault)
{
    constexpr std::array<std::string_view, 7> kNames{"too-short",    "too-long",      "not-text",
                                                     "common",       "holds-context", "repetitive",
                                                     "too-guessable"};
    const auto index = static_cast<std::size_t>(fault);
    TW_ASSERT(index < kNames.size());
    return kNames[index];
}

} // namespace taskward::crypto
