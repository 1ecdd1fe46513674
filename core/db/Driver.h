// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace taskward::db {

/// Thrown below the transaction line only (see Tx.h): Connection::read and ::write turn it into an
/// Error. `retryable`: the same transaction may succeed when it is run again (busy, serialisation).
/// The detail names statements, tables and constraints, never a value.
class DbError : public std::runtime_error {
public:
    DbError(ErrorCode code, const std::string& detail, bool retryable = false)
        : std::runtime_error(detail), m_code(code), m_retryable(retryable)
    {}
    ErrorCode code() const { return m_code; }
    bool retryable() const { return m_retryable; }

private:
    ErrorCode m_code;
    bool m_retryable;
};

/// What a bind may keep: the caller's bytes until reset(), or a copy made at once.
enum class Keep { View, Copy };

/// One prepared statement of one connection. The views that text() and blob() give are valid until
/// the next step() or reset(). Positions of parameters count from 1 ($1), columns from 0. Each
/// parameter is bound before the first step(); texts hold no NUL (ValidationFailed otherwise).
///
/// The engines agree: a column is read as what it is (a text as a number throws Internal), NULL
/// reads as 0 or as empty, a truth value as 0 or 1.
class Cursor {
public:
    virtual ~Cursor() = default;
    virtual void bindNull(int position) = 0;
    virtual void bindInteger(int position, std::int64_t value) = 0;
    virtual void bindText(int position, std::string_view value, Keep keep) = 0;
    virtual void bindBlob(int position, std::span<const std::uint8_t> value, Keep keep) = 0;
    /// True while there is a row. The first call executes the statement.
    virtual bool step() = 0;
    virtual bool isNull(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::span<const std::uint8_t> blob(int column) const = 0;
    /// Rows changed by the last execution, once step() has given false; 0 for a plain SELECT.
    virtual std::int64_t affected() const = 0;
    virtual void reset() noexcept = 0;
};

enum class TxKind { Read, Write };

/// One connection to one engine: all that differs between the engines is in the classes that
/// implement this. Not thread-safe: one thread at a time. All functions throw DbError.
class Driver {
public:
    virtual ~Driver() = default;
    /// A statement out of the connection's cache, reset and without bindings. `sql` is one
    /// statement in the common subset with $1 placeholders. It is the caller's until its reset():
    /// preparing the same text meanwhile gives another one.
    virtual Cursor& prepare(std::string_view sql) = 0;
    /// Several statements, without parameters. For migrations.
    virtual void script(std::string_view sql) = 0;
    virtual void begin(TxKind kind) = 0;
    virtual void commit() = 0;
    /// Never throws: after a failure the connection is either usable again or says so in healthy().
    virtual void rollback() noexcept = 0;
    virtual void savepoint() = 0;
    virtual void releaseSavepoint() = 0;
    virtual void rollbackToSavepoint() noexcept = 0;
    /// Puts the organisation and the person of the transaction where row-level security reads them.
    /// A no-op where the engine has none. Empty texts mean: no organisation, no person.
    virtual void setScope(std::string_view orgId, std::string_view userId) = 0;
    virtual bool tableExists(std::string_view name) = 0;
    /// False outside one, and once the engine itself has given it up (disk full).
    virtual bool inTransaction() const = 0;
    /// False when the connection is broken and must be replaced.
    virtual bool healthy() const = 0;
    /// Replaces the tokens of a migration's text by the engine's words; an unknown one throws. The
    /// tokens: {{blob}}, {{clustered}}, {{rls:table}}, {{rls:table:column}}, {{grant:table}},
    /// {{grant:table:select,insert}}, {{lock:table}}.
    virtual std::string expandTokens(std::string_view migration) const = 0;
};

} // namespace taskward::db
