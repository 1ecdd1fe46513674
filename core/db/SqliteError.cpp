// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/SqliteError.h"

#include "core/db/Driver.h"

#include <cerrno>
#include <sqlcipher/sqlite3.h>

namespace taskward::db {

namespace {

ErrorCode codeOf(int code)
{
    if (code == SQLITE_IOERR_CORRUPTFS)
        return ErrorCode::StorageCorrupt;
    // The file of the shared index could not grow.
    if (code == SQLITE_IOERR_SHMSIZE)
        return ErrorCode::StorageFull;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Busy;
    case SQLITE_CONSTRAINT:
        return ErrorCode::Constraint;
    case SQLITE_FULL:
        return ErrorCode::StorageFull;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::StorageCorrupt;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ErrorCode::StorageUnavailable;
    case SQLITE_NOMEM:
        return ErrorCode::Overloaded;
    case SQLITE_INTERRUPT:
        return ErrorCode::Timeout;
    case SQLITE_TOOBIG:
        return ErrorCode::PayloadTooLarge;
    default:
        return ErrorCode::Internal;
    }
}

/// The engine knows one way to be out of space (ENOSPC); a quota and a limit on a file's size are two
/// more, which it reports as any failed write.
bool outOfRoom(sqlite3* database, int code)
{
    if (!database || code != SQLITE_IOERR_WRITE)
        return false;
    const int error = sqlite3_system_errno(database);
    return error == EDQUOT || error == EFBIG;
}

} // namespace

void throwSqlite(sqlite3* database, int code, std::string_view what)
{
    const ErrorCode mapped = outOfRoom(database, code) ? ErrorCode::StorageFull : codeOf(code);
    std::string detail(what);
    detail += ": ";
    detail += sqlite3_errstr(code);
    detail += " (" + std::to_string(code) + ")";
    if (database) {
        // Names tables and columns; a value is never part of the engine's own messages.
        detail += ", ";
        detail += sqlite3_errmsg(database);
    }
    throw DbError(mapped, detail, mapped == ErrorCode::Busy);
}

} // namespace taskward::db
