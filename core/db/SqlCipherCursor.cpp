// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/SqlCipherCursor.h"

#include "core/db/SqliteError.h"

#include <charconv>
#include <cstring>
#include <sqlcipher/sqlite3.h>

namespace taskward::db {

namespace {

/// SQLITE_STATIC and SQLITE_TRANSIENT, whose macros are C casts.
sqlite3_destructor_type lifetime(Keep keep)
{
    return keep == Keep::View ? nullptr : reinterpret_cast<sqlite3_destructor_type>(-1);
}

/// A null pointer would bind NULL where an empty text or blob is meant.
constexpr char kEmpty[1] = "";

} // namespace

SqlCipherCursor::SqlCipherCursor(sqlite3* database, std::string_view sql)
    : m_database(database), m_sql(sql)
{
    const char* tail = nullptr;
    const int code = sqlite3_prepare_v3(database, m_sql.data(), static_cast<int>(m_sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &m_statement, &tail);
    if (code != SQLITE_OK)
        throwSqlite(database, code, "preparing a statement");
    try {
        if (!m_statement || m_sql.find_first_not_of(" \t\r\n;", std::size_t(tail - m_sql.data())) !=
                                std::string::npos)
            throw DbError(ErrorCode::Internal, "not exactly one statement: " + m_sql);
        resolveParameters();
    } catch (...) {
        sqlite3_finalize(m_statement);
        throw;
    }
    m_readOnly = sqlite3_stmt_readonly(m_statement) != 0;
}

SqlCipherCursor::~SqlCipherCursor()
{
    sqlite3_finalize(m_statement);
}

void SqlCipherCursor::resolveParameters()
{
    const int count = sqlite3_bind_parameter_count(m_statement);
    m_indexes.assign(static_cast<std::size_t>(count), 0);
    for (int index = 1; index <= count; ++index) {
        const char* name = sqlite3_bind_parameter_name(m_statement, index);
        int position = 0;
        if (name && name[0] == '$')
            std::from_chars(name + 1, name + std::strlen(name), position);
        if (position < 1 || position > count)
            throw DbError(ErrorCode::Internal, "parameters are not $1 to $n: " + m_sql);
        m_indexes[static_cast<std::size_t>(position - 1)] = index;
    }
}

int SqlCipherCursor::indexOf(int position)
{
    if (position < 1 || static_cast<std::size_t>(position) > m_indexes.size())
        throw DbError(ErrorCode::Internal, "too many parameters for: " + m_sql);
    ++m_bound;
    return m_indexes[static_cast<std::size_t>(position - 1)];
}

void SqlCipherCursor::check(int code, std::string_view what) const
{
    if (code != SQLITE_OK)
        throwSqlite(m_database, code, what);
}

void SqlCipherCursor::bindNull(int position)
{
    check(sqlite3_bind_null(m_statement, indexOf(position)), "binding");
}

void SqlCipherCursor::bindInteger(int position, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement, indexOf(position), value), "binding");
}

void SqlCipherCursor::bindText(int position, std::string_view value, Keep keep)
{
    // The other engine has no NUL in texts; neither engine may take what the other refuses.
    if (!value.empty() && std::memchr(value.data(), 0, value.size()))
        throw DbError(ErrorCode::ValidationFailed, "a text with a NUL character");
    const char* data = value.empty() ? kEmpty : value.data();
    check(sqlite3_bind_text64(m_statement, indexOf(position), data, value.size(), lifetime(keep),
                              SQLITE_UTF8),
          "binding");
}

void SqlCipherCursor::bindBlob(int position, std::span<const std::uint8_t> value, Keep keep)
{
    const void* data = value.empty() ? static_cast<const void*>(kEmpty) : value.data();
    check(sqlite3_bind_blob64(m_statement, indexOf(position), data, value.size(), lifetime(keep)),
          "binding");
}

bool SqlCipherCursor::step()
{
    if (m_done)
        return false;
    if (m_bound != m_indexes.size())
        throw DbError(ErrorCode::Internal, "too few parameters for: " + m_sql);
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    m_done = true;
    if (code != SQLITE_DONE)
        throwSqlite(m_database, code, "executing");
    m_affected = m_readOnly ? 0 : sqlite3_changes64(m_database);
    return false;
}

bool SqlCipherCursor::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void SqlCipherCursor::throwMismatch(int column, std::string_view wanted) const
{
    throw DbError(ErrorCode::Internal, "column " + std::to_string(column) + " is no " +
                                           std::string(wanted) + ": " + m_sql);
}

std::int64_t SqlCipherCursor::integer(int column) const
{
    const int type = sqlite3_column_type(m_statement, column);
    if (type != SQLITE_INTEGER && type != SQLITE_NULL)
        throwMismatch(column, "integer");
    return sqlite3_column_int64(m_statement, column);
}

std::string_view SqlCipherCursor::text(int column) const
{
    const int type = sqlite3_column_type(m_statement, column);
    if (type == SQLITE_NULL)
        return {};
    if (type != SQLITE_TEXT)
        throwMismatch(column, "text");
    const auto* data = sqlite3_column_text(m_statement, column);
    if (!data)
        throwSqlite(m_database, SQLITE_NOMEM, "reading a column");
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::span<const std::uint8_t> SqlCipherCursor::blob(int column) const
{
    const int type = sqlite3_column_type(m_statement, column);
    if (type == SQLITE_NULL)
        return {};
    if (type != SQLITE_BLOB)
        throwMismatch(column, "blob");
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
    return {data, data ? static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)) : 0U};
}

void SqlCipherCursor::reset() noexcept
{
    // Repeats the error of the last step, which was thrown already.
    static_cast<void>(sqlite3_reset(m_statement));
    if (!m_indexes.empty())
        static_cast<void>(sqlite3_clear_bindings(m_statement));
    m_bound = 0;
    m_affected = 0;
    m_done = false;
    m_busy = false;
}

} // namespace taskward::db
