// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/commands/Command.h"

#include "core/contract/JsonDocument.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/ServerProcess.h"

#include <sys/resource.h>

#include <cstdio>

namespace taskward::ops {

int exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Malformed:
    case ErrorCode::ValidationFailed:
    case ErrorCode::StorageCorrupt:
        return kExitData;
    case ErrorCode::PermissionDenied:
    case ErrorCode::Unauthenticated:
        return kExitNoPermission;
    case ErrorCode::Conflict:
    case ErrorCode::Constraint:
        return kExitCannotCreate;
    case ErrorCode::Internal:
        return kExitSoftware;
    default:
        return kExitUnavailable;
    }
}

void CommandContext::addCommonOptions(CLI::App& command)
{
    command.add_option("--data", dataDir, "Data directory")->envname("TASKWARD_DATA");
    command.add_option("--config", configFile, "Settings file (default: server.toml in the data directory)");
    command.add_flag("--json", json, "Answer as JSON");
    command.add_flag("--key-stdin", keyFromInput,
                     "Read the key of the store (64 hex digits, a line) from standard input");
    command.add_option("--database", database, "postgresql://... instead of the embedded store");
}

Result<Settings> CommandContext::settings()
{
    if (!database.empty())
        m_reader.setFlag("storage.database", database);
    if (!migrateAs.empty())
        m_reader.setFlag("storage.migrate_as", migrateAs);
    if (dataDir.empty())
        return fail(ErrorCode::Malformed, "say where the data is: --data DIR");
    const std::filesystem::path file =
        configFile.empty() ? DataDir(dataDir).settingsFile() : std::filesystem::path(configFile);
    TW_ASSIGN(auto settings, m_reader.read(file));
    settings.dataDir = dataDir;
    return settings;
}

Result<Secret> CommandContext::storeKey(const Settings& settings)
{
    if (!settings.database.empty())
        return Secret();
    if (keyFromInput)
        return readKeyFromInput();
    return DataDir(settings.dataDir).readKey();
}

void CommandContext::answer(const std::vector<std::pair<std::string, std::string>>& fields) const
{
    std::string out;
    if (json) {
        for (const auto& [name, value] : fields) {
            out += out.empty() ? '{' : ',';
            contract::json::writeString(out, name);
            out += ':';
            contract::json::writeString(out, value);
        }
        out += out.empty() ? "{}\n" : "}\n";
    } else {
        for (const auto& [name, value] : fields)
            out += name + ": " + value + '\n';
    }
    std::fputs(out.c_str(), stdout);
    std::fflush(stdout);
}

int CommandContext::refuse(const Error& error) const
{
    const auto& info = errorInfo(error.code);
    if (json) {
        std::string out = "{\"error\":";
        contract::json::writeString(out, info.wireName);
        out += ",\"detail\":";
        contract::json::writeString(out, error.detail);
        out += "}\n";
        std::fputs(out.c_str(), stderr);
    } else {
        std::fprintf(stderr, "taskward-server: %s\n",
                     error.detail.empty() ? std::string(info.sentence).c_str() : error.detail.c_str());
    }
    return exitCodeFor(error.code);
}

int runCommand(int argc, char** argv)
{
    // Before anything else: no memory of this process is to end up in a file.
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);

    const SystemClock clock;
    SystemRandom random;
    CommandContext context(clock, random);
    CLI::App app{"The Taskward API server", "taskward-server"};
    app.require_subcommand(1);
    app.set_version_flag("--version", programVersion());
    std::vector<std::pair<CLI::App*, Work>> commands;
    for (const AddCommand add : {addInit, addServe, addSeed, addUser, addToken, addMigrate, addCert,
                                 addConnectCode, addConfig, addDoctor, addOpenApi, addVersion}) {
        Work work = add(app, context);
        commands.emplace_back(app.get_subcommands({}).back(), std::move(work));
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kExitOk : kExitUsage;
    }
    for (const auto& [command, work] : commands) {
        if (command->parsed())
            return work();
    }
    return kExitUsage;
}

} // namespace taskward::ops
