// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <map>
#include <string>
#include <string_view>

namespace taskward::storage {

/// What a postgresql:// address (or libpq's "key=value" form) came to after the rules were applied.
struct PostgresTarget {
    std::map<std::string, std::string> parameters; ///< for PQconnectdbParams
    bool encrypted = false;                        ///< TLS is demanded (anything but a Unix socket)

    std::string user() const;
};

/// Reads the address and enforces the rules: no password in it nor in the environment (a passfile,
/// a service file or a client certificate instead); over a network verify-full and channel binding,
/// a weaker sslmode is refused, not raised; only a server that takes writes. Errors: Malformed,
/// Conflict.
Result<PostgresTarget> readPostgresUrl(std::string_view url);

} // namespace taskward::storage
