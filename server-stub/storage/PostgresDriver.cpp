// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresDriver.h"

#include "core/base/Limits.h"
#include "core/db/Attempt.h"
#include "core/db/Tokens.h"
#include "server-stub/storage/PostgresTokens.h"

#include <array>
#include <libpq-fe.h>

namespace taskward::storage {

namespace {

std::string sessionSettings(PostgresRole role)
{
    const auto ms = [](auto duration) {
        return std::to_string(std::chrono::milliseconds(duration).count());
    };
    // A migration may rewrite a large table; it must not wait behind a stuck reader for ever.
    const std::string statement = role == PostgresRole::App ? ms(limits::kStatementTimeout) : "0";
    const std::string lock =
        ms(role == PostgresRole::App ? limits::kLockTimeout : limits::kStatementTimeout);
    return "SET statement_timeout = " + statement + "; SET lock_timeout = " + lock +
           "; SET idle_in_transaction_session_timeout = " + ms(limits::kHandlerTimeout) +
           "; SET row_security = on; SET client_min_messages = warning";
}

constexpr const char* kMightyRole = R"(
    SELECT r.rolsuper, r.rolbypassrls,
           EXISTS (SELECT 1 FROM pg_class c
                   WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
                     AND pg_has_role(c.relowner, 'MEMBER'))
    FROM pg_roles r WHERE r.rolname = current_user)";

constexpr const char* kCollation =
    "SELECT datlocprovider, lower(datcollate), pg_encoding_to_char(encoding) "
    "FROM pg_database WHERE datname = current_database()";

} // namespace

Result<std::unique_ptr<PostgresDriver>> PostgresDriver::open(const PostgresTarget& target,
                                                             PostgresRole role, std::string appRole)
{
    TW_ASSIGN(std::unique_ptr<PostgresLink> link, PostgresLink::open(target));
    std::unique_ptr<PostgresDriver> driver(new PostgresDriver(std::move(link), std::move(appRole)));
    TW_TRY(db::attempt([&]() -> Status { return driver->settle(role); }).status);
    return driver;
}

PostgresDriver::PostgresDriver(std::unique_ptr<PostgresLink> link, std::string appRole)
    : m_link(std::move(link)), m_appRole(std::move(appRole))
{}

Status PostgresDriver::settle(PostgresRole role)
{
    m_link->execute(sessionSettings(role));
    TW_TRY(refuseOtherOrder());
    return role == PostgresRole::App ? refuseMightyRole() : Status{};
}

Status PostgresDriver::refuseMightyRole()
{
    const PostgresResult result = m_link->execute(kMightyRole);
    constexpr std::array kReasons{"is a superuser", "has BYPASSRLS", "owns tables"};
    for (std::size_t i = 0; i < kReasons.size(); ++i) {
        if (std::string_view(PQgetvalue(result.get(), 0, static_cast<int>(i))) != "f")
            return fail(ErrorCode::Conflict,
                        std::string("the database role ") + kReasons[i] +
                            ": row-level security would not bind it; serve with a role of its own");
    }
    return {};
}

Status PostgresDriver::refuseOtherOrder()
{
    const PostgresResult result = m_link->execute(kCollation);
    const std::string_view provider = PQgetvalue(result.get(), 0, 0);
    const std::string_view collation = PQgetvalue(result.get(), 0, 1);
    const std::string_view encoding = PQgetvalue(result.get(), 0, 2);
    const bool byCodePoint = provider == "c" && (collation == "c" || collation == "posix" ||
                                                 collation == "c.utf-8" || collation == "c.utf8");
    if (byCodePoint && encoding == "UTF8")
        return {};
    return fail(ErrorCode::Conflict, "the database must be made with ENCODING 'UTF8' LC_COLLATE "
                                     "'C.UTF-8' TEMPLATE template0: it sorts texts as " +
                                         std::string(collation) + " does");
}

db::Cursor& PostgresDriver::prepare(std::string_view sql)
{
    return m_statements.take(sql, [this](std::string_view text) {
        return std::make_unique<PostgresCursor>(*m_link, "s" + std::to_string(++m_named), text);
    });
}

void PostgresDriver::script(std::string_view sql)
{
    if (sql.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        m_link->execute(std::string(sql));
}

void PostgresDriver::begin(db::TxKind kind)
{
    m_link->defer(kind == db::TxKind::Write ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                            : "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
}

void PostgresDriver::commit()
{
    if (m_link->hasDeferred())
        return m_link->dropDeferred(); // nothing was asked in it
    const PostgresResult result = m_link->execute("COMMIT");
    // A transaction that has failed answers a COMMIT with success and the word ROLLBACK.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        throw db::DbError(ErrorCode::Internal, "the transaction had failed before its commit");
}

void PostgresDriver::rollback() noexcept
{
    m_link->dropDeferred();
    if (!m_link->inTransaction())
        return;
    const db::Attempt undone =
        db::attempt([this]() -> Status { return m_link->execute("ROLLBACK"), Status{}; });
    if (!undone.status)
        m_link->markBroken();
}

void PostgresDriver::savepoint()
{
    m_link->execute("SAVEPOINT work");
}

void PostgresDriver::releaseSavepoint()
{
    m_link->execute("RELEASE SAVEPOINT work");
}

void PostgresDriver::rollbackToSavepoint() noexcept
{
    const db::Attempt undone = db::attempt([this]() -> Status {
        return m_link->execute("ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work"), Status{};
    });
    if (!undone.status)
        rollback();
}

void PostgresDriver::setScope(std::string_view orgId, std::string_view userId)
{
    // true: for this transaction alone, so that the next user of the connection starts with
    // nothing.
    const std::string sql = "SELECT set_config('app.org', " + m_link->quoteText(orgId) +
                            ", true), set_config('app.user', " + m_link->quoteText(userId) +
                            ", true)";
    if (m_link->hasDeferred())
        m_link->defer(sql);
    else
        m_link->execute(sql);
}

bool PostgresDriver::tableExists(std::string_view name)
{
    const std::string parameter(name);
    const PostgresResult result =
        m_link->query("SELECT to_regclass(quote_ident($1)) IS NOT NULL", {&parameter, 1});
    return std::string_view(PQgetvalue(result.get(), 0, 0)) == "t";
}

std::string PostgresDriver::expandTokens(std::string_view migration) const
{
    return db::replaceTokens(migration, PostgresTokens(m_appRole));
}

void PostgresDriver::lockOrganisation(const std::string& orgId)
{
    m_link->query("SELECT pg_advisory_lock(hashtextextended($1, 0))", {&orgId, 1});
}

void PostgresDriver::unlockOrganisation() noexcept
{
    if (!m_link->usable())
        return; // the server lets go when the connection ends
    const db::Attempt unlocked = db::attempt([this]() -> Status {
        return m_link->execute("SELECT pg_advisory_unlock_all()"), Status{};
    });
    if (!unlocked.status)
        m_link->markBroken();
}

} // namespace taskward::storage
