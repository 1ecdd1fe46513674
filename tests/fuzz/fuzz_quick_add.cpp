// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// A line of quick entry, on a day that its first byte picks: the pieces that were understood lie in the
/// text, in order and apart, and what was understood is within the contract.
#include "client/capture/QuickAdd.h"
#include "core/base/Assert.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

void examine(std::string_view bytes)
{
    if (bytes.empty())
        return;
    const auto start = std::chrono::sys_days(std::chrono::year{2024} / 2 / 1);
    const std::chrono::year_month_day today =
        start + std::chrono::days(static_cast<unsigned char>(bytes.front()));
    bytes.remove_prefix(1);
    const capture::Vocabulary vocabulary{
        .isProject = [](std::string_view name) { return name.size() % 2 == 0; },
        .isLabel = [](std::string_view name) { return name.size() % 3 == 0; }};
    const auto parsed = capture::parseQuickAdd(bytes, today, vocabulary);

    std::size_t at = 0;
    for (const auto& token : parsed.tokens) {
        TW_ASSERT(token.begin >= at && token.begin < token.end && token.end <= bytes.size());
        at = token.end;
    }
    TW_ASSERT(parsed.priority >= 0 && parsed.priority <= 4);
    if (parsed.due) {
        TW_ASSERT(contract::parseWhen(parsed.due->value));
    }
    TW_ASSERT(parsed.project.size() % 2 == 0);
    TW_ASSERT(!parsed.title.starts_with(' ') && !parsed.title.ends_with(' '));
    // Nothing is lost: a text that says anything becomes a task with a title.
    TW_ASSERT(parsed.title.empty() ==
              (bytes.find_first_not_of(" \t\n\r") == std::string_view::npos));
}

} // namespace taskward::fuzz
