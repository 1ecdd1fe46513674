// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/db/Driver.h"

#include <concepts>
#include <optional>
#include <type_traits>

namespace taskward::db {

/// The rows of one query. Move-only; the statement is reset when it goes. Column views live until the
/// next next().
class Rows {
public:
    explicit Rows(Cursor& cursor) : m_cursor(&cursor) {}
    Rows(Rows&& other) noexcept : m_cursor(std::exchange(other.m_cursor, nullptr)) {}
    Rows& operator=(Rows&&) = delete;
    Rows(const Rows&) = delete;
    ~Rows()
    {
        if (m_cursor)
            m_cursor->reset();
    }

    bool next() { return m_cursor->step(); }
    bool isNull(int column) const { return m_cursor->isNull(column); }
    std::int64_t integer(int column) const { return m_cursor->integer(column); }
    bool boolean(int column) const { return m_cursor->integer(column) != 0; }
    std::string_view view(int column) const { return m_cursor->text(column); }
    std::string text(int column) const { return std::string(m_cursor->text(column)); }
    std::span<const std::uint8_t> blob(int column) const { return m_cursor->blob(column); }
    Timestamp time(int column) const { return Timestamp{m_cursor->integer(column)}; }
    template <typename IdType>
    IdType id(int column) const
    {
        return IdType{text(column)};
    }
    std::optional<std::string> optionalText(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(text(column));
    }
    std::optional<std::int64_t> optionalInteger(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(integer(column));
    }
    std::optional<Timestamp> optionalTime(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(time(column));
    }
    template <typename IdType>
    std::optional<IdType> optionalId(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(id<IdType>(column));
    }

private:
    Cursor* m_cursor;
};

/// The organisation and person a transaction works for; empty for the system itself.
struct Scope {
    OrgId org;
    UserId user;
};

/// A running transaction, handed to the lambda of Connection::read and ::write. Stores are thin values
/// over it. Its functions throw DbError; no store catches it.
class Tx {
public:
    explicit Tx(Driver& driver) : m_driver(driver) {}
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    /// tx.query("SELECT ... WHERE id = $1", id). Arguments: integers, bool, text, Id, Timestamp, blobs
    /// (span of bytes), nullptr, and std::optional of each. Texts must outlive the returned rows.
    template <typename... Args>
    [[nodiscard]] Rows query(std::string_view sql, const Args&... args)
    {
        Cursor& cursor = m_driver.prepare(sql);
        int position = 0;
        (bind(cursor, ++position, args), ...);
        return Rows(cursor);
    }

    /// Executes and gives the number of rows that changed.
    template <typename... Args>
    std::int64_t run(std::string_view sql, const Args&... args)
    {
        Cursor& cursor = m_driver.prepare(sql);
        int position = 0;
        (bind(cursor, ++position, args), ...);
        Rows guard(cursor);
        while (cursor.step()) {
        }
        return cursor.affected();
    }

    void setScope(const Scope& scope) { m_driver.setScope(scope.org.value, scope.user.value); }
    Driver& driver() { return m_driver; }

private:
    static void bind(Cursor& c, int p, std::nullptr_t) { c.bindNull(p); }
    static void bind(Cursor& c, int p, std::string_view v) { c.bindText(p, v); }
    static void bind(Cursor& c, int p, const std::string& v) { c.bindText(p, v); }
    static void bind(Cursor& c, int p, const char* v) { c.bindText(p, v); }
    static void bind(Cursor& c, int p, std::span<const std::uint8_t> v) { c.bindBlob(p, v); }
    static void bind(Cursor& c, int p, const Timestamp& v) { c.bindInteger(p, v.ms); }
    template <std::integral T>
    static void bind(Cursor& c, int p, T v)
    {
        c.bindInteger(p, static_cast<std::int64_t>(v));
    }
    template <typename T>
        requires std::is_enum_v<T>
    static void bind(Cursor& c, int p, T v)
    {
        c.bindInteger(p, static_cast<std::int64_t>(v));
    }
    template <typename Tag>
    static void bind(Cursor& c, int p, const Id<Tag>& v)
    {
        c.bindText(p, v.value);
    }
    template <typename T>
    static void bind(Cursor& c, int p, const std::optional<T>& v)
    {
        if (v)
            bind(c, p, *v);
        else
            c.bindNull(p);
    }

    Driver& m_driver;
};

} // namespace taskward::db
