// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

namespace taskward::http {

/// Well-formed UTF-8 as in Unicode 15 table 3-7: no overlong forms, surrogates or values past
/// U+10FFFF.
bool isUtf8(std::string_view text);

} // namespace taskward::http
