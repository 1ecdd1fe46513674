// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresLink.h"

#include "core/db/Driver.h"
#include "server-stub/storage/PostgresError.h"

#include <libpq-fe.h>
#include <utility>

namespace taskward::storage {

namespace {

/// Older ones leak rows of other organisations through ON CONFLICT (release notes of 15.20).
constexpr int kOldestServer = 150020;

void ignoreNotice(void*, const pg_result*) {}

} // namespace

Result<std::unique_ptr<PostgresLink>> PostgresLink::open(const PostgresTarget& target)
{
    std::vector<const char*> keys;
    std::vector<const char*> values;
    for (const auto& [key, value] : target.parameters) {
        keys.push_back(key.c_str());
        values.push_back(value.c_str());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    std::unique_ptr<PostgresLink> link(
        new PostgresLink(PQconnectdbParams(keys.data(), values.data(), 0)));
    if (PQstatus(link->m_connection) != CONNECTION_OK)
        return fail(ErrorCode::StorageUnavailable,
                    std::string("cannot connect: ") + PQerrorMessage(link->m_connection));
    PQsetNoticeReceiver(link->m_connection, ignoreNotice, nullptr);
    if (PQserverVersion(link->m_connection) < kOldestServer)
        return fail(ErrorCode::Conflict, "PostgreSQL 15.20 or newer is needed, the server is " +
                                             std::to_string(PQserverVersion(link->m_connection)));
    if (target.encrypted && PQsslInUse(link->m_connection) == 0)
        return fail(ErrorCode::Conflict, "the connection to the database is not encrypted");
    return link;
}

PostgresLink::~PostgresLink()
{
    PQfinish(m_connection);
}

void PostgresLink::defer(std::string_view sql)
{
    m_deferred += sql;
    m_deferred += ';';
}

void PostgresLink::forget(const std::string& name)
{
    m_forgotten.push_back(name);
}

void PostgresLink::flush()
{
    if (m_deferred.empty())
        return;
    std::string sql;
    // Before the BEGIN: nothing that fails may hurt the transaction.
    for (const std::string& name : m_forgotten)
        sql += "DEALLOCATE " + name + ";";
    m_forgotten.clear();
    sql += std::exchange(m_deferred, {});
    checked(PQexec(m_connection, sql.c_str()), "beginning");
}

PostgresResult PostgresLink::checked(pg_result* raw, std::string_view what)
{
    PostgresResult result(raw, &PQclear);
    switch (PQresultStatus(raw)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
        return result;
    default:
        break;
    }
    const char* state = raw ? PQresultErrorField(raw, PG_DIAG_SQLSTATE) : nullptr;
    if (!state || breaksConnection(state) || PQstatus(m_connection) != CONNECTION_OK)
        m_broken = true;
    throwPostgres(m_connection, raw, what);
}

PostgresResult PostgresLink::execute(const std::string& sql)
{
    flush();
    return checked(PQexec(m_connection, sql.c_str()), "executing");
}

PostgresResult PostgresLink::query(const std::string& sql,
                                   std::span<const std::string> textParameters)
{
    flush();
    std::vector<const char*> values;
    for (const std::string& parameter : textParameters)
        values.push_back(parameter.c_str());
    return checked(PQexecParams(m_connection, sql.c_str(), static_cast<int>(values.size()), nullptr,
                                values.data(), nullptr, nullptr, 0),
                   "executing");
}

void PostgresLink::prepare(const std::string& name, const std::string& sql)
{
    flush();
    checked(PQprepare(m_connection, name.c_str(), sql.c_str(), 0, nullptr),
            "preparing a statement");
}

PostgresResult PostgresLink::executePrepared(const std::string& name,
                                             std::span<const char* const> values,
                                             std::span<const int> lengths,
                                             std::span<const int> formats)
{
    flush();
    return checked(PQexecPrepared(m_connection, name.c_str(), static_cast<int>(values.size()),
                                  values.data(), lengths.data(), formats.data(), 1),
                   "executing");
}

std::string PostgresLink::quoteText(std::string_view text) const
{
    const std::unique_ptr<char, void (*)(void*)> quoted(
        PQescapeLiteral(m_connection, text.data(), text.size()), &PQfreemem);
    if (!quoted)
        throw db::DbError(ErrorCode::ValidationFailed, "a text that cannot be quoted");
    return quoted.get();
}

bool PostgresLink::inTransaction() const
{
    const PGTransactionStatusType status = PQtransactionStatus(m_connection);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

} // namespace taskward::storage
