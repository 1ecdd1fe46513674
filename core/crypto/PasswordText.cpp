// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/PasswordText.h"

#include "core/base/Assert.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utf8proc.h>

namespace taskward::crypto {

namespace {

// A password is at most a few hundred characters; more is not looked at twice.
constexpr std::size_t kMaxBytes = 16 * 1024;

utf8proc_int32_t plainSpace(utf8proc_int32_t codePoint, void* /*data*/)
{
    return utf8proc_category(codePoint) == UTF8PROC_CATEGORY_ZS ? U' ' : codePoint;
}

/// As utf8proc_map_custom, but in memory that is locked and wiped. Nothing for what is not UTF-8.
std::optional<Secret> mapped(std::string_view text, int options, utf8proc_custom_func custom)
{
    if (text.empty() || text.size() > kMaxBytes)
        return std::nullopt;
    const auto* in = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const auto flags = static_cast<utf8proc_option_t>(options);
    const auto wanted = utf8proc_decompose_custom(in, size, nullptr, 0, flags, custom, nullptr);
    if (wanted <= 0)
        return std::nullopt;
    // One more, because utf8proc_reencode ends with a NUL.
    Secret buffer =
        Secret::ofSize((static_cast<std::size_t>(wanted) + 1) * sizeof(utf8proc_int32_t));
    auto* points = reinterpret_cast<utf8proc_int32_t*>(buffer.data().data());
    TW_ASSERT(utf8proc_decompose_custom(in, size, points, wanted, flags, custom, nullptr) ==
              wanted);
    const auto bytes = utf8proc_reencode(points, wanted, flags);
    if (bytes < 0)
        return std::nullopt;
    return Secret(buffer.bytes().first(static_cast<std::size_t>(bytes)));
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

Secret passwordText(std::string_view typed)
{
    if (!isAscii(typed)) {
        if (auto text = mapped(typed, UTF8PROC_STABLE | UTF8PROC_COMPOSE, plainSpace))
            return std::move(*text);
    }
    return Secret::fromText(typed);
}

std::optional<Secret> foldedPassword(std::string_view typed)
{
    if (typed.empty())
        return Secret();
    return mapped(typed,
                  UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                      UTF8PROC_IGNORE,
                  plainSpace);
}

std::optional<std::size_t> passwordCharacters(std::string_view typed)
{
    const Secret text = passwordText(typed);
    std::size_t count = 0;
    for (std::string_view rest = text.text(); !rest.empty(); ++count) {
        utf8proc_int32_t codePoint = 0;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                           static_cast<utf8proc_ssize_t>(rest.size()), &codePoint);
        if (used <= 0 || codePoint == 0)
            return std::nullopt;
        rest.remove_prefix(static_cast<std::size_t>(used));
    }
    return count;
}

} // namespace taskward::crypto
