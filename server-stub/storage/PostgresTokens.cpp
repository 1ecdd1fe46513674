// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresTokens.h"

#include "core/db/Driver.h"
#include "core/db/Tokens.h"

namespace taskward::storage {

namespace {

void needArguments(std::string_view name, const std::vector<std::string>& arguments,
                   std::size_t least, std::size_t most)
{
    if (arguments.size() < least || arguments.size() > most)
        throw db::DbError(ErrorCode::Internal, "wrong arguments of a token: " + std::string(name));
}

/// FORCE binds the owner too. Outside a scope app.org is NULL, or '' once it has been set in the
/// session: neither equals any organisation, so no row is seen and none may be written.
std::string rowLevelSecurity(const std::vector<std::string>& arguments)
{
    const std::string& table = arguments[0];
    const std::string column = arguments.size() > 1 ? arguments[1] : "org_id";
    const std::string rule = "(" + column + " = NULLIF(current_setting('app.org', true), ''))";
    return "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY;\n" + //
           "ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY;\n" + "CREATE POLICY " + table +
           "_org ON " + table + " USING " + rule + " WITH CHECK " + rule + ";";
}

} // namespace

std::string quoteIdentifier(std::string_view name)
{
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string PostgresTokens::grant(const std::vector<std::string>& arguments) const
{
    if (m_appRole.empty())
        throw db::DbError(ErrorCode::Internal, "{{grant}} without an application role");
    const std::string rights = arguments.size() > 1 ? arguments[1] : "select,insert,update,delete";
    return "REVOKE ALL ON " + arguments[0] + " FROM PUBLIC;\nGRANT " + rights + " ON " +
           arguments[0] + " TO " + quoteIdentifier(m_appRole) + ";";
}

std::string PostgresTokens::operator()(std::string_view name,
                                       const std::vector<std::string>& arguments) const
{
    if (name == "blob") {
        needArguments(name, arguments, 0, 0);
        return "BYTEA";
    }
    if (name == "rls") {
        needArguments(name, arguments, 1, 2);
        return rowLevelSecurity(arguments);
    }
    if (name == "grant") {
        needArguments(name, arguments, 1, 2);
        return grant(arguments);
    }
    if (name == "clustered") {
        needArguments(name, arguments, 0, 0);
        return "";
    }
    if (name == "lock") {
        needArguments(name, arguments, 1, 1);
        return "LOCK TABLE " + arguments[0] + " IN EXCLUSIVE MODE;";
    }
    db::throwUnknownToken(name);
}

} // namespace taskward::storage
