// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// Two lines as the keys of two neighbours: a key between them is a key, lies between them, and leaves
/// room on both of its sides.
#include "core/base/Assert.h"
#include "core/tasks/OrderKey.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

std::string checked(std::string_view before, std::string_view after)
{
    const auto key = tasks::orderKeyBetween(before, after);
    TW_ASSERT(key);
    TW_ASSERT(tasks::isOrderKey(*key));
    TW_ASSERT(before.empty() || before < *key);
    TW_ASSERT(after.empty() || *key < after);
    return *key;
}

} // namespace

void examine(std::string_view bytes)
{
    const std::string_view before = takeLine(bytes);
    const std::string_view after = takeLine(bytes);
    const bool good = (before.empty() || tasks::isOrderKey(before)) &&
                      (after.empty() || tasks::isOrderKey(after)) &&
                      (before.empty() || after.empty() || before < after);
    if (!good) {
        TW_ASSERT(!tasks::orderKeyBetween(before, after));
        return;
    }
    const std::string key = checked(before, after);
    checked(before, key);
    checked(key, after);
}

} // namespace taskward::fuzz
