// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <optional>
#include <string>
#include <string_view>

namespace taskward::tasks {

/// Order keys: texts that compare byte by byte in the order of the list, with room between any two. A
/// key is an integer part, whose first character tells its length ('a' one digit, 'b' two, ...; 'Z', 'Y',
/// ... for those before), and a fraction, over the digits 0-9A-Za-z. Appending n times makes keys of
/// length O(log n).

/// A key after `before` and ahead of `after`; either may be empty (no neighbour on that side).
/// Errors: ValidationFailed when a key is malformed or `before` is not less than `after`.
Result<std::string> orderKeyBetween(std::string_view before, std::string_view after);
bool isOrderKey(std::string_view key);

} // namespace taskward::tasks
