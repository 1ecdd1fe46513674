// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <filesystem>

namespace taskward::db {

/// Makes `path` ready to be opened: a regular file of ours, mode 0600 from its first moment on.
/// With `create` a missing one is made, empty; without, a missing or empty one is StorageCorrupt,
/// for the engine itself would take it for a new database. A log without its database is
/// StorageCorrupt too: the engine would delete it.
Status prepareDatabaseFile(const std::filesystem::path& path, bool create);

} // namespace taskward::db
