// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/db/Driver.h"

#include <filesystem>
#include <memory>

namespace taskward::db {

struct SqlCipherOptions {
    std::filesystem::path path;
    /// 32 bytes, used as the raw key (no key derivation).
    Secret key;
    bool readOnly = false;
    /// When false and the file is missing or empty: ErrorCode::StorageCorrupt, never a new database.
    bool create = false;
    int pageCacheKiB = 32 * 1024;
    /// Wipes and locks every page buffer: on in the client; the server decides by measurement.
    bool memorySecurity = true;
    int busyTimeoutMs = 2000;
};

/// Opens (or creates) an encrypted database with every pragma of the design in force and read back:
/// temp_store=MEMORY, secure_delete=ON, cipher_memory_security, foreign_keys=ON, WAL,
/// synchronous=FULL. File mode 0600. Errors: StorageCorrupt (wrong key, damaged, empty where data is
/// expected), StorageUnavailable, Busy.
Result<std::unique_ptr<Driver>> openSqlCipher(const SqlCipherOptions& options);

} // namespace taskward::db
