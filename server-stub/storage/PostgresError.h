// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <string_view>

struct pg_conn;
struct pg_result;

namespace taskward::storage {

/// Throws the DbError for a failed result (or for no result at all). Says SQLSTATE, constraint and
/// table; the server's own words only where they cannot quote a value.
[[noreturn]] void throwPostgres(pg_conn* connection, const pg_result* result,
                                std::string_view what);

/// True when the connection is of no more use: lost, shut down, or to a server that became
/// read-only.
bool breaksConnection(std::string_view sqlState);

} // namespace taskward::storage
