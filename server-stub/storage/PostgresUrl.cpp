// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/PostgresUrl.h"

#include "core/base/Limits.h"

#include <cstdlib>
#include <libpq-fe.h>
#include <memory>

namespace taskward::storage {

namespace {

/// A list of hosts is a network as soon as one of them is.
bool overNetwork(const std::map<std::string, std::string>& parameters)
{
    const auto numeric = parameters.find("hostaddr");
    if (numeric != parameters.end() && !numeric->second.empty())
        return true;
    const auto host = parameters.find("host");
    std::string_view hosts = host == parameters.end() ? std::string_view() : host->second;
    while (true) {
        const std::size_t comma = hosts.find(',');
        const std::string_view one = hosts.substr(0, comma);
        if (!one.empty() && one.front() != '/' && one.front() != '@')
            return true;
        if (comma == std::string_view::npos)
            return false;
        hosts.remove_prefix(comma + 1);
    }
}

Status demand(std::map<std::string, std::string>& parameters, const std::string& key,
              const std::string& value)
{
    const auto [found, added] = parameters.emplace(key, value);
    if (!added && found->second != value)
        return fail(ErrorCode::Conflict, "the database address asks for " + key + "=" +
                                             found->second + ", only " + value + " is allowed");
    return {};
}

Status demandTls(PostgresTarget& target)
{
    target.encrypted = true;
    TW_TRY(demand(target.parameters, "sslmode", "verify-full"));
    // A client certificate binds the channel by itself, and the server then asks for no SCRAM that
    // could bind it.
    if (!target.parameters.contains("sslcert"))
        TW_TRY(demand(target.parameters, "channel_binding", "require"));
    return demand(target.parameters, "gssencmode", "disable");
}

} // namespace

std::string PostgresTarget::user() const
{
    const auto found = parameters.find("user");
    return found == parameters.end() ? std::string() : found->second;
}

Result<PostgresTarget> readPostgresUrl(std::string_view url)
{
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
        PQconninfoParse(std::string(url).c_str(), &message), &PQconninfoFree);
    PQfreemem(message); // quotes pieces of the address, perhaps a password
    if (!options)
        return fail(ErrorCode::Malformed, "the database address cannot be parsed");
    PostgresTarget target;
    for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
        if (option->val)
            target.parameters[option->keyword] = option->val;
    }
    for (const char* secret : {"password", "sslpassword"}) {
        if (target.parameters.contains(secret))
            return fail(ErrorCode::Conflict,
                        "a password in the database address: use a passfile, a "
                        "service file or a client certificate");
    }
    if (std::getenv("PGPASSWORD"))
        return fail(ErrorCode::Conflict, "PGPASSWORD is set: use a passfile instead");
    if (target.user().empty() && !target.parameters.contains("service"))
        return fail(ErrorCode::Conflict, "the database address names no user");
    if (overNetwork(target.parameters) || target.parameters.contains("service"))
        TW_TRY(demandTls(target));
    TW_TRY(demand(target.parameters, "target_session_attrs", "read-write"));
    TW_TRY(demand(target.parameters, "client_encoding", "UTF8"));
    target.parameters.emplace("application_name", "taskward-server");
    target.parameters.emplace("connect_timeout", "5");
    target.parameters.emplace("keepalives_idle", "15");
    target.parameters.emplace("keepalives_interval", "5");
    target.parameters.emplace("keepalives_count", "3");
    target.parameters.emplace("tcp_user_timeout", "15000");
    return target;
}

} // namespace taskward::storage
