// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresError.h"

#include "core/db/Driver.h"

#include <array>
#include <libpq-fe.h>

namespace taskward::storage {

namespace {

struct StateRow {
    std::string_view prefix; ///< of the SQLSTATE; the first row that fits wins
    ErrorCode code;
    bool retryable = false;
};

/// PostgreSQL 15, appendix A.
constexpr std::array kStates{
    StateRow{"40001", ErrorCode::Busy, true}, // serialization_failure
    StateRow{"40P01", ErrorCode::Busy, true}, // deadlock_detected
    StateRow{"55P03", ErrorCode::Busy, true}, // lock_not_available
    StateRow{"57014", ErrorCode::Timeout},    // query_canceled: statement_timeout
    StateRow{"23", ErrorCode::Constraint},    // integrity constraint violation
    StateRow{"42501", ErrorCode::PermissionDenied},
    StateRow{"53100", ErrorCode::StorageFull}, // disk_full
    StateRow{"53", ErrorCode::Overloaded},
    StateRow{"25006", ErrorCode::StorageUnavailable, true}, // read-only: failed over
    StateRow{"25P0", ErrorCode::StorageUnavailable},        // idle in transaction too long
    StateRow{"57P", ErrorCode::StorageUnavailable},         // shutting down, starting up
    StateRow{"58", ErrorCode::StorageUnavailable},
    StateRow{"08", ErrorCode::StorageUnavailable},
    StateRow{"XX", ErrorCode::StorageCorrupt},
    StateRow{"22021", ErrorCode::ValidationFailed}, // not UTF-8
    StateRow{"22003", ErrorCode::ValidationFailed}, // out of range
};

bool mayQuoteValues(std::string_view state)
{
    return state.starts_with("22") || state.starts_with("23") || state.starts_with("P0");
}

void append(std::string& detail, const pg_result* result, int field, std::string_view label)
{
    if (const char* value = PQresultErrorField(result, field)) {
        detail += ", ";
        detail += label;
        detail += value;
    }
}

} // namespace

bool breaksConnection(std::string_view sqlState)
{
    return sqlState.starts_with("08") || sqlState.starts_with("57P") || sqlState == "25006" ||
           sqlState == "25P03" ||
           sqlState == "0A000"; // a cached plan outlived a migration: prepare everything anew
}

void throwPostgres(pg_conn* connection, const pg_result* result, std::string_view what)
{
    const char* field = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    std::string detail(what);
    if (!field) {
        detail += ": ";
        detail += PQerrorMessage(connection);
        throw db::DbError(ErrorCode::StorageUnavailable, detail);
    }
    const std::string_view state = field;
    detail += ": SQLSTATE " + std::string(state);
    append(detail, result, PG_DIAG_CONSTRAINT_NAME, "constraint ");
    append(detail, result, PG_DIAG_TABLE_NAME, "table ");
    if (!mayQuoteValues(state))
        append(detail, result, PG_DIAG_MESSAGE_PRIMARY, "");
    for (const StateRow& row : kStates) {
        if (state.starts_with(row.prefix))
            throw db::DbError(row.code, detail, row.retryable);
    }
    throw db::DbError(ErrorCode::Internal, detail, state == "0A000");
}

} // namespace taskward::storage
