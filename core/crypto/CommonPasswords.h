// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstddef>
#include <string_view>

namespace taskward::crypto {

/// Whether a password is on the offline list: more than 100,000 entries, held as a Bloom filter that
/// the build makes (false positives below one in 10,000; see resources/wordlists). The text must be
/// folded to lower case. Pure, no files.
bool isCommonPassword(std::string_view folded);
std::size_t commonPasswordCount();

} // namespace taskward::crypto
