// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Driver.h"

#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace taskward::db {

/// A prepared statement of the embedded engine. $1 is a *named* parameter there: which of SQLite's
/// indexes it has is resolved once, when the statement is prepared.
class SqlCipherCursor final : public Cursor {
public:
    SqlCipherCursor(sqlite3* database, std::string_view sql);
    ~SqlCipherCursor() override;
    SqlCipherCursor(const SqlCipherCursor&) = delete;
    SqlCipherCursor& operator=(const SqlCipherCursor&) = delete;

    std::string_view sql() const { return m_sql; }
    bool busy() const { return m_busy; }
    void claim() { m_busy = true; }

    void bindNull(int position) override;
    void bindInteger(int position, std::int64_t value) override;
    void bindText(int position, std::string_view value, Keep keep) override;
    void bindBlob(int position, std::span<const std::uint8_t> value, Keep keep) override;
    bool step() override;
    bool isNull(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    std::span<const std::uint8_t> blob(int column) const override;
    std::int64_t affected() const override { return m_affected; }
    void reset() noexcept override;

private:
    void resolveParameters();
    int indexOf(int position);
    void check(int code, std::string_view what) const;
    [[noreturn]] void throwMismatch(int column, std::string_view wanted) const;

    sqlite3* m_database;
    sqlite3_stmt* m_statement = nullptr;
    std::string m_sql;
    std::vector<int> m_indexes; ///< SQLite's index of $1, $2, ...
    std::size_t m_bound = 0;
    std::int64_t m_affected = 0;
    bool m_readOnly = false;
    bool m_busy = false;
    bool m_done = false;
};

} // namespace taskward::db
