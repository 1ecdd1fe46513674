// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

namespace taskward {

/// A broken invariant: prints what, where and a stack trace, then aborts, in release builds too.
[[noreturn]] void assertFailed(std::string_view expression, std::string_view file, int line);

} // namespace taskward

#define TW_ASSERT(expression)                                                                          \
    ((expression) ? static_cast<void>(0) : ::taskward::assertFailed(#expression, __FILE__, __LINE__))
