// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Driver.h"
#include "server-stub/storage/PostgresLink.h"

#include <string>
#include <vector>

namespace taskward::storage {

/// A prepared statement on PostgreSQL. All its rows arrive with the first step(). The server infers
/// the types of the parameters: where it cannot ($1 IS NULL), the SQL says CAST($1 AS TEXT).
class PostgresCursor final : public db::Cursor {
public:
    PostgresCursor(PostgresLink& link, std::string name, std::string_view sql);
    ~PostgresCursor() override;
    PostgresCursor(const PostgresCursor&) = delete;
    PostgresCursor& operator=(const PostgresCursor&) = delete;

    std::string_view sql() const { return m_sql; }
    bool busy() const { return m_busy; }
    void claim() { m_busy = true; }

    void bindNull(int position) override;
    void bindInteger(int position, std::int64_t value) override;
    void bindText(int position, std::string_view value, db::Keep keep) override;
    void bindBlob(int position, std::span<const std::uint8_t> value, db::Keep keep) override;
    bool step() override;
    bool isNull(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    std::span<const std::uint8_t> blob(int column) const override;
    std::int64_t affected() const override { return m_affected; }
    void reset() noexcept override;

private:
    struct Value {
        std::string bytes; ///< kept between executions for its memory; libpq wants a NUL at the end
        bool null = false;
        bool binary = false;
    };

    Value& valueAt(int position);
    void execute();
    std::string_view raw(int column) const;
    unsigned typeOf(int column) const;
    [[noreturn]] void throwMismatch(int column, std::string_view wanted) const;

    PostgresLink& m_link;
    std::string m_name;
    std::string m_sql;
    std::vector<Value> m_values;
    int m_bound = 0;
    PostgresResult m_result;
    int m_row = -1;
    int m_rows = 0;
    std::int64_t m_affected = 0;
    bool m_prepared = false;
    bool m_busy = false;
};

} // namespace taskward::storage
