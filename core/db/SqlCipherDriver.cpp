// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/SqlCipherDriver.h"

#include "core/db/Attempt.h"
#include "core/db/SqlCipherCursor.h"
#include "core/db/SqlCipherFile.h"
#include "core/db/SqliteError.h"
#include "core/db/StatementCache.h"
#include "core/db/Tokens.h"
#include "core/db/Tx.h"

#include <array>
#include <mutex>
#include <sqlcipher/sqlite3.h>
#include <utility>

namespace taskward::db {

namespace {

constexpr std::size_t kKeyBytes = 32;
/// After a checkpoint a log that had grown is cut back to this.
constexpr int kLogBytesKept = 16 * 1024 * 1024;
/// Small allocations of a statement come out of a block of the connection's own.
constexpr int kLookasideBytes = 1200;
constexpr int kLookasideSlots = 160;

class SqlCipherDriver final : public Driver {
public:
    explicit SqlCipherDriver(sqlite3* database) : m_database(database) {}
    ~SqlCipherDriver() override
    {
        m_statements.clear();
        sqlite3_close_v2(m_database);
    }

    Cursor& prepare(std::string_view sql) override
    {
        return m_statements.take(sql, [this](std::string_view text) {
            return std::make_unique<SqlCipherCursor>(m_database, text);
        });
    }

    void script(std::string_view sql) override
    {
        const int code =
            sqlite3_exec(m_database, std::string(sql).c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK)
            throwSqlite(m_database, code, "running a script");
    }

    void begin(TxKind kind) override
    {
        // IMMEDIATE: a reader that turns writer half-way could not be repeated by waiting.
        execute(kind == TxKind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
    }
    void commit() override { execute("COMMIT"); }

    void rollback() noexcept override
    {
        // After a full disk the engine has often rolled back by itself.
        if (inTransaction())
            attempt([this]() -> Status { return execute("ROLLBACK"), Status{}; });
        m_broken = m_broken || inTransaction();
    }

    void savepoint() override { execute("SAVEPOINT work"); }
    void releaseSavepoint() override { execute("RELEASE work"); }
    void rollbackToSavepoint() noexcept override
    {
        if (!inTransaction())
            return;
        const Attempt undone = attempt([this]() -> Status {
            execute("ROLLBACK TO work");
            execute("RELEASE work");
            return {};
        });
        if (!undone.status)
            rollback();
    }

    void setScope(std::string_view, std::string_view) override {}

    bool tableExists(std::string_view name) override
    {
        Cursor& cursor = prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1");
        const std::unique_ptr<Cursor, void (*)(Cursor*)> guard(&cursor,
                                                               [](Cursor* c) { c->reset(); });
        cursor.bindText(1, name, Keep::View);
        return cursor.step();
    }

    bool inTransaction() const override { return sqlite3_get_autocommit(m_database) == 0; }
    bool healthy() const override { return !m_broken; }

    std::string expandTokens(std::string_view migration) const override
    {
        return replaceTokens(migration, [](std::string_view name, const std::vector<std::string>&) {
            if (name == "blob")
                return std::string("BLOB");
            // The row lies in its primary key: one tree less to write, and to encrypt, per insert.
            if (name == "clustered")
                return std::string("WITHOUT ROWID");
            // Stores scope by organisation themselves; the engine has no second wall, no roles and,
            // for a write transaction, no other writer.
            if (name == "rls" || name == "grant" || name == "lock")
                return std::string();
            throwUnknownToken(name);
        });
    }

private:
    void execute(std::string_view sql)
    {
        Cursor& cursor = prepare(sql);
        const std::unique_ptr<Cursor, void (*)(Cursor*)> guard(&cursor,
                                                               [](Cursor* c) { c->reset(); });
        cursor.step();
    }

    sqlite3* m_database;
    StatementCache<SqlCipherCursor> m_statements;
    bool m_broken = false;
};

/// Before the first connection of the process: the engine's own accounting would take a lock at
/// every allocation.
void configureOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

void applyKey(sqlite3* database, const Secret& key)
{
    constexpr char kHex[] = "0123456789abcdef";
    std::array<char, 2 * kKeyBytes + 3> raw{};
    std::size_t at = 0;
    raw[at++] = 'x';
    raw[at++] = '\'';
    for (const std::uint8_t byte : key.bytes()) {
        raw[at++] = kHex[byte >> 4];
        raw[at++] = kHex[byte & 15];
    }
    raw[at++] = '\'';
    const int code = sqlite3_key(database, raw.data(), static_cast<int>(at));
    wipe(raw.data(), raw.size());
    if (code != SQLITE_OK)
        throwSqlite(database, code, "setting the key");
}

std::string pragma(sqlite3* database, const std::string& text)
{
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(database, ("PRAGMA " + text).c_str(), -1, &statement, nullptr);
    std::string value;
    if (code == SQLITE_OK) {
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            const auto* data = sqlite3_column_text(statement, 0);
            value = data ? reinterpret_cast<const char*>(data) : "";
        }
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE)
        throwSqlite(database, code, "PRAGMA " + text);
    return value;
}

/// Sets, reads back, refuses what is not in force.
void enforce(sqlite3* database, const std::string& name, const std::string& value,
             const std::string& readBack)
{
    pragma(database, name + " = " + value);
    const std::string actual = pragma(database, name);
    if (actual != readBack)
        throw DbError(ErrorCode::StorageUnavailable,
                      "PRAGMA " + name + " is '" + actual + "', not '" + readBack + "'");
}

/// What must be in force before the first page is read.
void enforceSecrecy(sqlite3* database, const SqlCipherOptions& options)
{
    // Debian's build sorts large results in plain files under /var/tmp otherwise.
    enforce(database, "temp_store", "MEMORY", "2");
    if (options.memorySecurity)
        enforce(database, "cipher_memory_security", "ON", "1");
    enforce(database, "secure_delete", "ON", "1");
    enforce(database, "foreign_keys", "ON", "1");
    enforce(database, "trusted_schema", "OFF", "0");
    // As the other engine has it. This one cannot be read back; the conformance suite tests it.
    pragma(database, "case_sensitive_like = ON");
    const std::string timeout = std::to_string(options.busyTimeoutMs);
    enforce(database, "busy_timeout", timeout, timeout);
}

/// What needs the file. The first of them finds out about a wrong key.
void enforceDurability(sqlite3* database, const SqlCipherOptions& options)
{
    pragma(database, "schema_version");
    const std::string cache = std::to_string(-options.pageCacheKiB);
    enforce(database, "cache_size", cache, cache);
    if (options.readOnly) {
        enforce(database, "query_only", "ON", "1");
    } else {
        enforce(database, "journal_mode", "WAL", "wal");
        const std::string pages = std::to_string(options.autoCheckpointPages);
        enforce(database, "wal_autocheckpoint", pages, pages);
        pragma(database, "journal_size_limit = " + std::to_string(kLogBytesKept));
    }
    enforce(database, "synchronous", "FULL", "2");
}

std::unique_ptr<Driver> openConnection(const SqlCipherOptions& options)
{
    configureOnce();
    sqlite3* database = nullptr;
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(options.path.c_str(), &database, flags, nullptr);
    auto driver = std::make_unique<SqlCipherDriver>(database);
    if (code != SQLITE_OK)
        throwSqlite(database, code, "opening " + options.path.string());
    // It writes to the standard error otherwise; what it has to say comes back as an Error.
    pragma(database, "cipher_log_level = NONE");
    applyKey(database, options.key);
    enforceSecrecy(database, options);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Otherwise a statement whose parameter was held against a partial index is compiled anew at each
    // execution, which costs more than running it.
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_LOOKASIDE, nullptr, kLookasideBytes,
                      kLookasideSlots);
    enforceDurability(database, options);
    return driver;
}

Status firstFinding(Driver& driver, std::string_view sql, std::string_view good)
{
    return attempt([&]() -> Status {
               Tx tx(driver);
               Rows rows = tx.query(sql);
               if (!rows.next() || rows.view(0) == good)
                   return {};
               return fail(ErrorCode::StorageCorrupt, std::string(sql) + ": " + rows.text(0));
           })
        .status;
}

} // namespace

Result<std::unique_ptr<Driver>> openSqlCipher(const SqlCipherOptions& options)
{
    if (options.key.size() != kKeyBytes)
        return fail(ErrorCode::Internal, "the database key is not 32 bytes");
    TW_TRY(prepareDatabaseFile(options.path, options.create));
    std::unique_ptr<Driver> driver;
    TW_TRY(attempt([&]() -> Status { return driver = openConnection(options), Status{}; }).status);
    return driver;
}

Status integrityCheck(Driver& driver)
{
    // The first finds changed pages, the second lost ones: a file cut at a page boundary passes the
    // first. It gives no row at all when all is well.
    TW_TRY(firstFinding(driver, "PRAGMA cipher_integrity_check", ""));
    return firstFinding(driver, "PRAGMA integrity_check", "ok");
}

} // namespace taskward::db
