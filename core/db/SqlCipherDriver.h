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
    /// Every statement that would write is refused (query_only).
    bool readOnly = false;
    /// When false and the file is missing or empty: ErrorCode::StorageCorrupt, never a new
    /// database.
    bool create = false;
    int pageCacheKiB = 32 * 1024;
    /// Wipes and locks every page buffer: on in the client; the server decides by measurement.
    bool memorySecurity = true;
    int busyTimeoutMs = 2000;
    /// Pages of the log after which a commit also copies them into the file; 0: never (see
    /// checkpoint).
    int autoCheckpointPages = 1000;
};

/// Opens (or creates) an encrypted database with every pragma of the design in force and read back:
/// temp_store=MEMORY, secure_delete=ON, cipher_memory_security, foreign_keys=ON, WAL,
/// synchronous=FULL. File mode 0600. Errors: StorageCorrupt (wrong key, damaged, empty where data
/// is expected), StorageUnavailable, Busy.
Result<std::unique_ptr<Driver>> openSqlCipher(const SqlCipherOptions& options);

/// The two checks together: cipher_integrity_check (every page's HMAC) and integrity_check
/// (structure). Reads the whole file: minutes for gigabytes. Errors: StorageCorrupt with the first
/// finding.
Status integrityCheck(Driver& driver);

} // namespace taskward::db
