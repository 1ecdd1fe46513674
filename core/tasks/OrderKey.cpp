// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/tasks/OrderKey.h"

#include "core/base/Assert.h"

namespace taskward::tasks {

namespace {

constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

int digitOf(char c)
{
    const auto at = kDigits.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

char digit(int value)
{
    return kDigits[static_cast<std::size_t>(value)];
}

/// Of the integer part, the head included; 0 when the head is no letter.
std::size_t integerLength(char head)
{
    if (head >= 'a' && head <= 'z')
        return static_cast<std::size_t>(head - 'a') + 2;
    if (head >= 'A' && head <= 'Z')
        return static_cast<std::size_t>('Z' - head) + 2;
    return 0;
}

std::string_view integerPart(std::string_view key)
{
    return key.substr(0, integerLength(key.front()));
}

/// The next integer, or nothing after the largest.
std::optional<std::string> increment(std::string_view integer)
{
    std::string out(integer);
    for (std::size_t i = out.size(); i-- > 1;) {
        const int value = digitOf(out[i]);
        if (value + 1 < 62) {
            out[i] = digit(value + 1);
            return out;
        }
        out[i] = '0';
    }
    if (out[0] == 'z')
        return std::nullopt;
    if (out[0] == 'Z')
        return std::string("a0");
    const char head = static_cast<char>(out[0] + 1);
    return head + std::string(integerLength(head) - 1, '0');
}

std::optional<std::string> decrement(std::string_view integer)
{
    std::string out(integer);
    for (std::size_t i = out.size(); i-- > 1;) {
        const int value = digitOf(out[i]);
        if (value > 0) {
            out[i] = digit(value - 1);
            return out;
        }
        out[i] = 'z';
    }
    if (out[0] == 'A')
        return std::nullopt;
    if (out[0] == 'a')
        return std::string("Zz");
    const char head = static_cast<char>(out[0] - 1);
    return head + std::string(integerLength(head) - 1, 'z');
}

/// It is no key by itself: nothing could go ahead of it.
bool isSmallest(std::string_view integer)
{
    return integer.front() == 'A' && integer.find_first_not_of('0', 1) == std::string_view::npos;
}

/// A fraction between two fractions; `after` empty means 1.
std::string midpoint(std::string_view before, std::string_view after)
{
    std::string out;
    std::size_t common = 0;
    if (!after.empty()) {
        while (common < after.size() &&
               (common < before.size() ? before[common] : '0') == after[common])
            ++common;
        if (common > 0) {
            out = after.substr(0, common);
            return out + midpoint(common < before.size() ? before.substr(common) : "",
                                  after.substr(common));
        }
    }
    const int low = before.empty() ? 0 : digitOf(before.front());
    const int high = after.empty() ? 62 : digitOf(after.front());
    if (high - low > 1)
        return std::string(1, digit((low + high) / 2));
    if (after.size() > 1)
        return std::string(1, after.front());
    return digit(low) + midpoint(before.empty() ? "" : before.substr(1), "");
}

std::string keyAheadOf(std::string_view after)
{
    const auto integer = integerPart(after);
    const auto fraction = after.substr(integer.size());
    if (isSmallest(integer))
        return std::string(integer) + midpoint("", fraction);
    if (!fraction.empty())
        return std::string(integer);
    const auto smaller = decrement(integer);
    TW_ASSERT(smaller);
    return isSmallest(*smaller) ? *smaller + midpoint("", "") : *smaller;
}

} // namespace

bool isOrderKey(std::string_view key)
{
    if (key.empty())
        return false;
    const std::size_t length = integerLength(key.front());
    if (length == 0 || key.size() < length)
        return false;
    for (const char c : key.substr(1)) {
        if (digitOf(c) < 0)
            return false;
    }
    // Neither a fraction that ends in 0 nor the smallest integer by itself leaves room before it.
    return key.size() == length ? !isSmallest(key) : key.back() != '0';
}

Result<std::string> orderKeyBetween(std::string_view before, std::string_view after)
{
    if ((!before.empty() && !isOrderKey(before)) || (!after.empty() && !isOrderKey(after)))
        return fail(ErrorCode::ValidationFailed, "malformed order key");
    if (!before.empty() && !after.empty() && before >= after)
        return fail(ErrorCode::ValidationFailed, "order keys are not in order");
    if (before.empty() && after.empty())
        return std::string("a0");
    if (before.empty())
        return keyAheadOf(after);
    const auto integer = integerPart(before);
    const auto fraction = before.substr(integer.size());
    if (after.empty()) {
        if (auto larger = increment(integer))
            return *larger;
        return std::string(integer) + midpoint(fraction, "");
    }
    const auto afterInteger = integerPart(after);
    if (integer == afterInteger)
        return std::string(integer) + midpoint(fraction, after.substr(afterInteger.size()));
    if (auto larger = increment(integer); larger && *larger < after)
        return *larger;
    return std::string(integer) + midpoint(fraction, "");
}

} // namespace taskward::tasks
