// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/crypto/Passphrase.h"

#include "core/base/Assert.h"
#include "core/crypto/WordListData.h"

#include <cmath>
#include <cstring>
#include <vector>

namespace taskward::crypto {

std::span<const std::string_view> passphraseWords()
{
    return {data::kPassphraseWords, data::kPassphraseWordCount};
}

Secret makePassphrase(Random& random, std::size_t words, std::string_view separator)
{
    TW_ASSERT(words > 0);
    const auto list = passphraseWords();
    std::vector<std::string_view> drawn;
    std::size_t size = (words - 1) * separator.size();
    for (std::size_t i = 0; i < words; ++i) {
        drawn.push_back(list[random.below(list.size())]);
        size += drawn.back().size();
    }
    Secret phrase = Secret::ofSize(size);
    std::uint8_t* out = phrase.data().data();
    for (const std::string_view& word : drawn) {
        if (&word != &drawn.front()) {
            std::memcpy(out, separator.data(), separator.size());
            out += separator.size();
        }
        std::memcpy(out, word.data(), word.size());
        out += word.size();
    }
    // The addresses of the words are the phrase too.
    wipe(drawn.data(), drawn.size() * sizeof(std::string_view));
    return phrase;
}

double passphraseEntropyBits(std::size_t words)
{
    return static_cast<double>(words) * std::log2(static_cast<double>(passphraseWords().size()));
}

} // namespace taskward::crypto
