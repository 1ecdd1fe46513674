// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// No text of a stranger opens as a cursor, and a cursor opens as what was sealed, for its purpose only.
/// The lines of the input are the parts.
#include "core/base/Assert.h"
#include "core/crypto/Digest.h"
#include "server-stub/tasks/Cursor.h"
#include "tests/fuzz/Target.h"

#include <array>

namespace taskward::fuzz {

void examine(std::string_view bytes)
{
    constexpr std::array<std::uint8_t, 32> kKey{7, 1, 9};
    static const tasks::Cursor cursor{Secret(kKey)};
    for (std::size_t count = 0; count < 4; ++count)
        TW_ASSERT(!cursor.open("tasks", bytes, count));

    std::vector<std::string> parts;
    for (auto rest = bytes; !rest.empty();) {
        parts.emplace_back(takeLine(rest));
        if (parts.back().find('\x1f') != std::string::npos)
            return; // no text that the server seals can hold a control character
    }
    const std::string sealed = cursor.seal("tasks", parts);
    const auto opened = cursor.open("tasks", sealed, parts.size());
    TW_ASSERT(opened && *opened == parts);
    TW_ASSERT(!cursor.open("projects", sealed, parts.size()));
    TW_ASSERT(!cursor.open("tasks", sealed, parts.size() + 1));
    TW_ASSERT(!cursor.open("tasks", sealed + 'A', parts.size()));
    const auto raw = crypto::fromBase64Url(sealed);
    TW_ASSERT(raw && crypto::toBase64Url(*raw) == sealed);
}

} // namespace taskward::fuzz
