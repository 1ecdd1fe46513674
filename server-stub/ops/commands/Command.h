// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "server-stub/ops/Settings.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace taskward::ops {

/// sysexits.h, as far as the commands promise them.
enum ExitCode {
    kExitOk = 0,
    kExitUsage = 64,
    kExitData = 65,
    kExitUnavailable = 69,
    kExitSoftware = 70,
    kExitCannotCreate = 73,
    kExitNoPermission = 77,
    kExitConfiguration = 78,
};
int exitCodeFor(ErrorCode code);

/// What every command has: where the data is, how it answers, the settings behind flags.
class CommandContext {
public:
    CommandContext(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}

    const Clock& clock() const { return m_clock; }
    Random& random() { return m_random; }
    std::string dataDir;
    std::string configFile;
    bool json = false;
    bool keyFromInput = false;
    std::string database;
    std::string migrateAs;

    /// --data, --config, --json, --key-stdin, --database
    void addCommonOptions(CLI::App& command);
    SettingsReader& settingsReader() { return m_reader; }
    /// Reads once: flags, environment, file, defaults. Errors carry the exit code 78.
    Result<Settings> settings();
    /// The key of the embedded store, from its file or the pipe; empty for the other engine.
    Result<Secret> storeKey(const Settings& settings);

    /// The answer on standard output: as one JSON object, or as lines "name: value".
    void answer(const std::vector<std::pair<std::string, std::string>>& fields) const;
    /// The reason on standard error; gives the exit code.
    int refuse(const Error& error) const;

private:
    const Clock& m_clock;
    Random& m_random;
    SettingsReader m_reader;
};

/// Adds a command: its options now, its work when it was chosen. The work gives the exit code.
using Work = std::function<int()>;
using AddCommand = Work (*)(CLI::App& app, CommandContext& context);

Work addInit(CLI::App& app, CommandContext& context);
Work addServe(CLI::App& app, CommandContext& context);
Work addSeed(CLI::App& app, CommandContext& context);
Work addUser(CLI::App& app, CommandContext& context);
Work addToken(CLI::App& app, CommandContext& context);
Work addMigrate(CLI::App& app, CommandContext& context);
Work addCert(CLI::App& app, CommandContext& context);
Work addConnectCode(CLI::App& app, CommandContext& context);
Work addConfig(CLI::App& app, CommandContext& context);
Work addDoctor(CLI::App& app, CommandContext& context);
Work addOpenApi(CLI::App& app, CommandContext& context);
Work addVersion(CLI::App& app, CommandContext& context);

/// The policy on passwords, the same as for everybody; `contextWords` from crypto::passwordContext().
/// Errors: ValidationFailed with the reasons in words.
Status checkPassword(const Secret& password, std::vector<std::string> contextWords);

/// The program: parses, runs the chosen command, gives the exit code.
int runCommand(int argc, char** argv);

} // namespace taskward::ops
