// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresCursor.h"

#include <charconv>
#include <cstring>
#include <libpq-fe.h>
#include <limits>

namespace taskward::storage {

namespace {

// Type ids of the catalogue (pg_type.dat); they never change.
constexpr unsigned kBool = 16;
constexpr unsigned kBytea = 17;
constexpr unsigned kName = 19;
constexpr unsigned kInt8 = 20;
constexpr unsigned kInt2 = 21;
constexpr unsigned kInt4 = 23;
constexpr unsigned kText = 25;
constexpr unsigned kVarchar = 1043;
constexpr unsigned kNumeric = 1700;

std::int64_t bigEndian(std::string_view bytes)
{
    std::uint64_t value = static_cast<unsigned char>(bytes.front()) & 0x80U ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

/// SUM of BIGINT is NUMERIC: digits to the base 10,000, no fraction. Source: numeric_send.
bool wholeNumber(std::string_view bytes, std::int64_t& value)
{
    if (bytes.size() < 8)
        return false;
    const std::int64_t digits = bigEndian(bytes.substr(0, 2));
    const std::int64_t weight = bigEndian(bytes.substr(2, 2));
    const std::int64_t sign = bigEndian(bytes.substr(4, 2));
    if ((sign != 0 && sign != 0x4000) || digits > weight + 1)
        return false;
    value = 0;
    for (std::int64_t i = 0; i <= weight; ++i) {
        const auto at = static_cast<std::size_t>(8 + 2 * i);
        const std::int64_t digit = i < digits ? bigEndian(bytes.substr(at, 2)) : 0;
        if (__builtin_mul_overflow(value, 10'000, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false;
    }
    // Summed up as a negative number, whose range is the larger.
    return sign != 0 || !__builtin_sub_overflow(std::int64_t{0}, value, &value);
}

} // namespace

PostgresCursor::PostgresCursor(PostgresLink& link, std::string name, std::string_view sql)
    : m_link(link), m_name(std::move(name)), m_sql(sql), m_result(nullptr, &PQclear)
{}

PostgresCursor::~PostgresCursor()
{
    if (m_prepared)
        m_link.forget(m_name);
}

PostgresCursor::Value& PostgresCursor::valueAt(int position)
{
    if (position != m_bound + 1)
        throw db::DbError(ErrorCode::Internal, "parameters are bound in order: " + m_sql);
    m_bound = position;
    const auto index = static_cast<std::size_t>(position - 1);
    if (m_values.size() <= index)
        m_values.resize(index + 1);
    return m_values[index];
}

void PostgresCursor::bindNull(int position)
{
    valueAt(position).null = true;
}

void PostgresCursor::bindInteger(int position, std::int64_t value)
{
    Value& target = valueAt(position);
    // As text the number fits whatever integer type the server infers.
    target.bytes.resize(std::numeric_limits<std::int64_t>::digits10 + 3);
    char* begin = target.bytes.data();
    const auto end = std::to_chars(begin, begin + target.bytes.size(), value).ptr;
    target.bytes.resize(static_cast<std::size_t>(end - begin));
    target.null = target.binary = false;
}

void PostgresCursor::bindText(int position, std::string_view value, db::Keep)
{
    if (!value.empty() && std::memchr(value.data(), 0, value.size()))
        throw db::DbError(ErrorCode::ValidationFailed, "a text with a NUL character");
    Value& target = valueAt(position);
    target.bytes.assign(value);
    target.null = target.binary = false;
}

void PostgresCursor::bindBlob(int position, std::span<const std::uint8_t> value, db::Keep)
{
    Value& target = valueAt(position);
    target.bytes.assign(reinterpret_cast<const char*>(value.data()), value.size());
    target.null = false;
    target.binary = true;
}

void PostgresCursor::execute()
{
    if (!m_prepared) {
        m_link.prepare(m_name, m_sql);
        m_prepared = true;
    }
    const auto count = static_cast<std::size_t>(m_bound);
    std::vector<const char*> values(count);
    std::vector<int> lengths(count);
    std::vector<int> formats(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Value& value = m_values[i];
        values[i] = value.null ? nullptr : value.bytes.c_str();
        lengths[i] = static_cast<int>(value.bytes.size());
        formats[i] = value.binary ? 1 : 0;
    }
    m_result = m_link.executePrepared(m_name, values, lengths, formats);
    m_rows = PQntuples(m_result.get());
    m_affected = 0;
    if (std::string_view(PQcmdStatus(m_result.get())).starts_with("SELECT"))
        return;
    const std::string_view tuples = PQcmdTuples(m_result.get());
    std::from_chars(tuples.data(), tuples.data() + tuples.size(), m_affected);
}

bool PostgresCursor::step()
{
    if (!m_result)
        execute();
    if (m_row + 1 >= m_rows)
        return false;
    ++m_row;
    return true;
}

bool PostgresCursor::isNull(int column) const
{
    return PQgetisnull(m_result.get(), m_row, column) != 0;
}

std::string_view PostgresCursor::raw(int column) const
{
    return {PQgetvalue(m_result.get(), m_row, column),
            static_cast<std::size_t>(PQgetlength(m_result.get(), m_row, column))};
}

unsigned PostgresCursor::typeOf(int column) const
{
    return PQftype(m_result.get(), column);
}

void PostgresCursor::throwMismatch(int column, std::string_view wanted) const
{
    throw db::DbError(ErrorCode::Internal, "column " + std::to_string(column) + " is no " +
                                               std::string(wanted) + ": " + m_sql);
}

std::int64_t PostgresCursor::integer(int column) const
{
    if (isNull(column))
        return 0;
    std::int64_t value = 0;
    switch (typeOf(column)) {
    case kInt8:
    case kInt4:
    case kInt2:
        return bigEndian(raw(column));
    case kBool:
        return raw(column).front();
    case kNumeric:
        if (wholeNumber(raw(column), value))
            return value;
        [[fallthrough]];
    default:
        throwMismatch(column, "integer");
    }
}

std::string_view PostgresCursor::text(int column) const
{
    if (isNull(column))
        return {};
    const unsigned type = typeOf(column);
    if (type != kText && type != kVarchar && type != kName)
        throwMismatch(column, "text");
    return raw(column);
}

std::span<const std::uint8_t> PostgresCursor::blob(int column) const
{
    if (isNull(column))
        return {};
    if (typeOf(column) != kBytea)
        throwMismatch(column, "blob");
    const std::string_view bytes = raw(column);
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

void PostgresCursor::reset() noexcept
{
    m_result.reset();
    m_row = -1;
    m_rows = 0;
    m_affected = 0;
    m_bound = 0;
    m_busy = false;
}

} // namespace taskward::storage
