// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Limits.h"
#include "core/base/Secret.h"
#include "core/db/Database.h"
#include "core/db/Migrator.h"
#include "server-stub/storage/ChangeSignal.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace taskward::storage {

/// Which store: a data directory with its key, or the address of a PostgreSQL database.
struct StorageOptions {
    /// Embedded engine: taskward.db in it. Ignored when databaseUrl is set.
    std::filesystem::path dataDir;
    Secret key;                  ///< embedded: 32 bytes
    bool memorySecurity = false; ///< embedded: wipe and lock page buffers
    int writerCacheKiB = 16 * 1024;
    int readerCacheKiB = 24 * 1024; ///< for each concurrent reader

    std::string databaseUrl;  ///< postgresql://..., the role that serves
    std::string migrateAsUrl; ///< the role that owns the tables; needed by migrateStore only
    unsigned connections = 8;
    /// How long a job may wait for one of them before it is shed with Overloaded.
    std::chrono::milliseconds connectionWait = limits::kPoolWaitTimeout;
};

/// An open store and its announcements; both end with it. The engine shows nowhere else.
struct OpenedStore {
    std::unique_ptr<db::Database> database;
    ChangeSignal* changes = nullptr; ///< a part of the database
    std::string_view engine;         ///< "embedded" or "postgresql", for the log
};

std::filesystem::path databaseFile(const StorageOptions& options);

/// Opens what exists; see migrateStore for what does not. Errors: StorageCorrupt,
/// StorageUnavailable, Busy, Conflict (a role that row-level security would not bind, a server that
/// is too old, a password in the address), Malformed.
Result<std::unique_ptr<OpenedStore>> openDatabase(const StorageOptions& options);

enum class Create { No, Yes };

/// Brings the schema up to this program's. Create::Yes makes a missing embedded file (init); with
/// No a missing or empty one is StorageCorrupt. On PostgreSQL it runs as migrateAsUrl's role and
/// grants the role of databaseUrl what each migration says. Errors as openDatabase and db::migrate.
Result<db::MigrationState> migrateStore(const StorageOptions& options, const Clock& clock,
                                        Create create);
/// The same with another list of migrations; for tests.
Result<db::MigrationState> migrateStore(const StorageOptions& options, const Clock& clock,
                                        Create create,
                                        const std::vector<db::Migration>& migrations);
/// What is applied and what is pending; changes nothing, needs no owner.
Result<db::MigrationState> storeState(const StorageOptions& options);

} // namespace taskward::storage
