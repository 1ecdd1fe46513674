// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taskward::contract {

/// What a text may hold besides being UTF-8 in NFC without control and bidirectional control
/// characters (CVE-2021-42574): a Line has no line break, a Block may have LF and TAB.
enum class TextKind { Line, Block };

/// Checks and normalises to NFC. `min` and `max` count code points; a Line is also trimmed.
Result<std::string> normaliseText(std::string_view text, std::size_t min, std::size_t max,
                                  TextKind kind);
/// For search and sorting without a collation: case folded, marks stripped (NFKD).
std::string foldText(std::string_view text);

/// A std::string whose limits are part of its type; the reader of JSON enforces them, OpenAPI shows them.
template <std::size_t Min, std::size_t Max, TextKind Kind = TextKind::Line>
struct Text : std::string {
    static constexpr std::size_t kMin = Min;
    static constexpr std::size_t kMax = Max;
    static constexpr TextKind kKind = Kind;

    using std::string::string;
    Text(std::string text) : std::string(std::move(text)) {}
    const std::string& str() const { return *this; }
};

/// An integer whose range is part of its type.
template <std::int64_t Min, std::int64_t Max>
struct Bounded {
    static constexpr std::int64_t kMin = Min;
    static constexpr std::int64_t kMax = Max;

    std::int64_t value = Min > 0 ? Min : 0;

    Bounded() = default;
    constexpr Bounded(std::int64_t v) : value(v) {}
    constexpr operator std::int64_t() const { return value; }
    auto operator<=>(const Bounded&) const = default;
};

/// A local, floating date ("2026-11-25") or date and time to the minute ("2026-11-25T14:00"). Both sort
/// as text, a date before its times. Years 1970 to 9999.
struct When {
    std::string value;

    bool hasTime() const { return value.size() > 10; }
    std::string_view date() const { return std::string_view(value).substr(0, 10); }
    auto operator<=>(const When&) const = default;
};
Result<When> parseWhen(std::string_view text);

/// A member of a change: absent (leave as it is) or present. Patch<std::optional<T>> can clear.
template <typename T>
struct Patch {
    bool present = false;
    T value{};

    Patch() = default;
    Patch(T v) : present(true), value(std::move(v)) {}
    explicit operator bool() const { return present; }
    const T& operator*() const { return value; }
    bool operator==(const Patch&) const = default;
};

/// A list with a cap on its items that the reader enforces.
template <typename T, std::size_t Max>
struct List : std::vector<T> {
    static constexpr std::size_t kMax = Max;
    using std::vector<T>::vector;
};

} // namespace taskward::contract
