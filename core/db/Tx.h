// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/db/Driver.h"

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace taskward::db {

/// The rows of one query. Move-only; the statement is reset when it goes. Column views live until
/// the next next().
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

using Parameter = std::variant<std::nullptr_t, std::int64_t, std::string>;

/// A running transaction, handed to the lambda of Connection::read and ::write. Stores are thin
/// values over it. Its functions throw DbError; no store catches it.
class Tx {
public:
    explicit Tx(Driver& driver) : m_driver(driver) {}
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    /// tx.query("SELECT ... WHERE id = $1", id). Arguments: integers, bool, enums, text, Id,
    /// Timestamp, blobs (span of bytes), nullptr, and std::optional of each. Named texts must
    /// outlive the returned rows; temporaries are copied.
    template <typename... Args>
    [[nodiscard]] Rows query(std::string_view sql, Args&&... args)
    {
        Cursor& cursor = m_driver.prepare(sql);
        Rows rows(cursor);
        int position = 0;
        (bind(cursor, ++position, args, keepOf<Args>()), ...);
        return rows;
    }

    /// Executes and gives the number of rows that changed.
    template <typename... Args>
    std::int64_t run(std::string_view sql, const Args&... args)
    {
        Cursor& cursor = m_driver.prepare(sql);
        Rows guard(cursor);
        int position = 0;
        (bind(cursor, ++position, args, Keep::View), ...);
        while (cursor.step()) {
        }
        return cursor.affected();
    }

    /// For statements whose conditions vary: the values in the order of $1, $2, ... They must
    /// outlive the returned rows.
    [[nodiscard]] Rows queryWith(std::string_view sql, const std::vector<Parameter>& parameters)
    {
        Cursor& cursor = m_driver.prepare(sql);
        Rows rows(cursor);
        int position = 0;
        for (const Parameter& parameter : parameters) {
            ++position;
            std::visit([&](const auto& v) { bind(cursor, position, v, Keep::View); }, parameter);
        }
        return rows;
    }
    [[nodiscard]] Rows queryWith(std::string_view sql, std::vector<Parameter>&& temporary) = delete;

    void setScope(const Scope& scope) { m_driver.setScope(scope.org.value, scope.user.value); }
    Driver& driver() { return m_driver; }

private:
    /// `Arg` is what query() deduced: a reference for a named object, a value for a temporary. A
    /// temporary view or literal points at something that lives on; a temporary owner does not.
    template <typename Arg>
    static constexpr Keep keepOf()
    {
        using Plain = std::remove_cvref_t<Arg>;
        constexpr bool view = std::is_same_v<Plain, std::string_view> ||
                              std::is_same_v<Plain, const char*> ||
                              std::is_same_v<Plain, std::span<const std::uint8_t>>;
        return std::is_lvalue_reference_v<Arg> || view ? Keep::View : Keep::Copy;
    }

    static void bind(Cursor& c, int p, std::nullptr_t, Keep) { c.bindNull(p); }
    static void bind(Cursor& c, int p, std::string_view v, Keep k) { c.bindText(p, v, k); }
    static void bind(Cursor& c, int p, const std::string& v, Keep k) { c.bindText(p, v, k); }
    static void bind(Cursor& c, int p, const char* v, Keep k) { c.bindText(p, v, k); }
    static void bind(Cursor& c, int p, std::span<const std::uint8_t> v, Keep k)
    {
        c.bindBlob(p, v, k);
    }
    static void bind(Cursor& c, int p, const Timestamp& v, Keep) { c.bindInteger(p, v.ms); }
    template <std::integral T>
    static void bind(Cursor& c, int p, T v, Keep)
    {
        c.bindInteger(p, static_cast<std::int64_t>(v));
    }
    template <typename T>
        requires std::is_enum_v<T>
    static void bind(Cursor& c, int p, T v, Keep)
    {
        c.bindInteger(p, static_cast<std::int64_t>(v));
    }
    template <typename Tag>
    static void bind(Cursor& c, int p, const Id<Tag>& v, Keep k)
    {
        c.bindText(p, v.value, k);
    }
    template <typename T>
    static void bind(Cursor& c, int p, const std::optional<T>& v, Keep k)
    {
        if (v)
            bind(c, p, *v, k);
        else
            c.bindNull(p);
    }

    Driver& m_driver;
};

} // namespace taskward::db
