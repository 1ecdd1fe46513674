// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Types.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::capture {

/// What the text may name. A name that is not known stays in the title. Unset means nothing is
/// known.
struct Vocabulary {
    std::function<bool(std::string_view name)> isProject;
    std::function<bool(std::string_view name)> isLabel;
};

enum class TokenKind { Due, Priority, Project, Label };

/// A piece of the text that was understood: bytes [begin, end).
struct Token {
    TokenKind kind = TokenKind::Due;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Token&) const = default;
};

struct QuickAdd {
    std::string title; ///< what is left, spaces collapsed
    std::optional<contract::When> due;
    int priority = 0;    ///< 0 none
    std::string project; ///< as typed
    std::vector<std::string> labels;
    std::vector<Token> tokens; ///< in the order of the text
};

/// Understands: today, tod, tomorrow, tom, weekdays ("fri", "friday": the next one, never today),
/// "next week", ISO dates; a time after or before it ("14:00", "9am"); p1..p4; #project and @label,
/// quoted for spaces (#"Home Office"). A backslash takes a word as it is (\#1). Of several dates,
/// priorities or projects the last one counts; the others stay in the title.
QuickAdd parseQuickAdd(std::string_view text, std::chrono::year_month_day today,
                       const Vocabulary& vocabulary = {});

} // namespace taskward::capture
