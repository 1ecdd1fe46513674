// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Driver.h"
#include "core/db/StatementCache.h"
#include "server-stub/storage/PostgresCursor.h"
#include "server-stub/storage/PostgresLink.h"

#include <memory>
#include <string>

namespace taskward::storage {

enum class PostgresRole {
    App,  ///< serves requests: reads and writes rows under row-level security, nothing else
    Owner ///< migrates: owns the tables
};

/// A connection to PostgreSQL behind the common interface.
///
/// Writes are SERIALIZABLE and reads a REPEATABLE READ snapshot: a store's SQL is reasoned about
/// once, for the embedded engine's single writer, and must mean the same here.
class PostgresDriver final : public db::Driver {
public:
    /// For App, a superuser, a role with BYPASSRLS and an owner of tables are refused: row-level
    /// security would not bind them. `appRole` is whom {{grant}} names. Errors: StorageUnavailable,
    /// Conflict.
    static Result<std::unique_ptr<PostgresDriver>>
    open(const PostgresTarget& target, PostgresRole role, std::string appRole = {});

    db::Cursor& prepare(std::string_view sql) override;
    void script(std::string_view sql) override;
    void begin(db::TxKind kind) override;
    void commit() override;
    void rollback() noexcept override;
    void savepoint() override;
    void releaseSavepoint() override;
    void rollbackToSavepoint() noexcept override;
    void setScope(std::string_view orgId, std::string_view userId) override;
    bool tableExists(std::string_view name) override;
    bool inTransaction() const override { return m_link->hasDeferred() || m_link->inTransaction(); }
    bool healthy() const override { return m_link->usable(); }
    std::string expandTokens(std::string_view migration) const override;

    /// Between processes, writes of one organisation go one after the other. Outside transactions;
    /// held until unlockOrganisation() or the end of the connection.
    void lockOrganisation(const std::string& orgId);
    void unlockOrganisation() noexcept;
    PostgresLink& link() { return *m_link; }

private:
    PostgresDriver(std::unique_ptr<PostgresLink> link, std::string appRole);
    Status settle(PostgresRole role);
    Status refuseMightyRole();
    /// Lists and cursors rely on the order of code points, which the embedded engine has.
    Status refuseOtherOrder();

    std::unique_ptr<PostgresLink> m_link;
    db::StatementCache<PostgresCursor> m_statements; ///< before m_link in destruction
    std::string m_appRole;
    std::uint64_t m_named = 0;
};

} // namespace taskward::storage
