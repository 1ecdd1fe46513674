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
/// Error. `constraint` is true for a unique or foreign key; `retryable` for busy and serialisation.
class DbError : public std::runtime_error {
public:
    DbError(ErrorCode code, const std::string& detail, bool retryable = false)
        : std::runtime_error(detail), m_code(code), m_retryable(retryable)
    {
    }
    ErrorCode code() const { return m_code; }
    bool retryable() const { return m_retryable; }

private:
    ErrorCode m_code;
    bool m_retryable;
};

/// One prepared statement of one connection. The views that text() and blob() give are valid until the
/// next step() or reset(). Positions of parameters count from 1 ($1), columns from 0.
class Cursor {
public:
    virtual ~Cursor() = default;
    virtual void bindNull(int position) = 0;
    virtual void bindInteger(int position, std::int64_t value) = 0;
    /// The driver may keep the view until reset(): it must stay alive that long.
    virtual void bindText(int position, std::string_view value) = 0;
    virtual void bindBlob(int position, std::span<const std::uint8_t> value) = 0;
    /// True while there is a row. The first call executes the statement.
    virtual bool step() = 0;
    virtual bool isNull(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::span<const std::uint8_t> blob(int column) const = 0;
    /// Rows changed by the last execution.
    virtual std::int64_t affected() const = 0;
    virtual void reset() noexcept = 0;
};

enum class TxKind { Read, Write };

/// One connection to one engine: all that differs between the engines is in the classes that implement
/// this. Not thread-safe: one thread at a time. All functions throw DbError.
class Driver {
public:
    virtual ~Driver() = default;
    /// A statement out of the connection's cache, reset and without bindings. `sql` is one statement in
    /// the common subset with $1 placeholders.
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
    /// False when the connection is broken and must be replaced.
    virtual bool healthy() const = 0;
    /// Replaces the tokens of a migration's text ({{blob}}) by the engine's words.
    virtual std::string expandTokens(std::string_view migration) const = 0;
};

} // namespace taskward::db
