// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Defined in sources that resources/wordlists/make-wordlists writes while core is built.
namespace taskward::crypto::data {

extern const std::size_t kCommonPasswordCount;
extern const std::size_t kCommonPasswordCells;
extern const std::uint64_t kCommonPasswordFilter[];

extern const std::size_t kPassphraseWordCount;
extern const std::string_view kPassphraseWords[];

} // namespace taskward::crypto::data
