// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/storage/PostgresUrl.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace taskward::storage {

using PostgresResult = std::unique_ptr<pg_result, void (*)(pg_result*)>;

/// One libpq connection, with the commands that may wait for the next round trip. Not thread-safe.
/// All functions but open() throw DbError.
class PostgresLink {
public:
    /// Connects and refuses a server older than 15.20 and a connection that is not encrypted
    /// although it must be. Errors: StorageUnavailable, Conflict.
    static Result<std::unique_ptr<PostgresLink>> open(const PostgresTarget& target);
    ~PostgresLink();
    PostgresLink(const PostgresLink&) = delete;
    PostgresLink& operator=(const PostgresLink&) = delete;

    /// Goes out with the next command, in one round trip: BEGIN and the scope cost none of their
    /// own.
    void defer(std::string_view sql);
    bool hasDeferred() const { return !m_deferred.empty(); }
    void dropDeferred() { m_deferred.clear(); }

    /// One or several statements without parameters. The result of the last.
    PostgresResult execute(const std::string& sql);
    PostgresResult query(const std::string& sql, std::span<const std::string> textParameters);
    void prepare(const std::string& name, const std::string& sql);
    /// Values as for PQexecPrepared; the columns come in binary.
    PostgresResult executePrepared(const std::string& name, std::span<const char* const> values,
                                   std::span<const int> lengths, std::span<const int> formats);
    /// Frees a prepared statement with the next transaction.
    void forget(const std::string& name);
    std::string quoteText(std::string_view text) const;

    bool inTransaction() const;
    bool usable() const { return !m_broken; }
    void markBroken() { m_broken = true; }
    pg_conn* handle() const { return m_connection; }

private:
    explicit PostgresLink(pg_conn* connection) : m_connection(connection) {}
    void flush();
    PostgresResult checked(pg_result* raw, std::string_view what);

    pg_conn* m_connection;
    std::string m_deferred;
    std::vector<std::string> m_forgotten;
    bool m_broken = false;
};

} // namespace taskward::storage
