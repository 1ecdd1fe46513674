// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Migrator.h"

#include <vector>

namespace taskward::storage {

/// resources/migrations/server, put into the program by cmake/EmbedMigrations.cmake.
std::vector<db::Migration> loadMigrations();

} // namespace taskward::storage
