// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/db/Connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace taskward::db {

/// One numbered step: forward only, its text never changes once released (its SHA-256 is recorded).
/// Old names are spelled literally in it. Tokens such as {{blob}} are expanded by the driver.
struct Migration {
    int number = 0;
    std::string name;
    std::string sql;
};

struct MigrationState {
    int current = 0; ///< highest number applied
    int newest = 0;  ///< highest number known to this program
    std::vector<int> pending;
};

/// Applies what is missing, each step in a transaction of its own with its row in
/// schema_migrations. Errors: Conflict when a recorded checksum differs or the file is newer than
/// this program.
Result<MigrationState> migrate(Connection& connection, const std::vector<Migration>& migrations,
                               const Clock& clock);
Result<MigrationState> migrationState(Connection& connection,
                                      const std::vector<Migration>& migrations);

} // namespace taskward::db
