// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/base/Secret.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace taskward::crypto {

inline constexpr std::size_t kPassphraseWords = 6;

/// The words that passphrases are made of, all different, none a prefix of another.
std::span<const std::string_view> passphraseWords();
/// `words` of them, each drawn uniformly, with `separator` between.
Secret makePassphrase(Random& random, std::size_t words = kPassphraseWords,
                      std::string_view separator = "-");
/// Of a passphrase of so many words, in bits: words * log2(size of the list).
double passphraseEntropyBits(std::size_t words = kPassphraseWords);

} // namespace taskward::crypto
