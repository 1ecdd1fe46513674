// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

struct sqlite3;

namespace taskward::db {

/// Throws the DbError for a result code of SQLite; `what` says which step failed. Extended codes
/// are understood. Source: sqlite.org/rescode.html.
[[noreturn]] void throwSqlite(sqlite3* database, int code, std::string_view what);

} // namespace taskward::db
