// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::db {

/// Gives the engine's words for one token: "rls:tasks:id" arrives as name "rls", arguments
/// {"tasks", "id"}. Throws DbError for a name it does not know.
using TokenWords =
    std::function<std::string(std::string_view name, const std::vector<std::string>& arguments)>;

/// Replaces every {{name:argument:...}}. Throws DbError for an open brace without its end, and for
/// an argument that is not made of lower-case letters, digits, '_' and ',': it becomes part of SQL.
std::string replaceTokens(std::string_view text, const TokenWords& words);

[[noreturn]] void throwUnknownToken(std::string_view name);

} // namespace taskward::db
