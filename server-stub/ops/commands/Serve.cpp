// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/CertificateAuthority.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/DurableFile.h"
#include "server-stub/ops/ServerProcess.h"
#include "server-stub/ops/StopSignal.h"
#include "server-stub/ops/commands/Command.h"

#include "core/contract/JsonDocument.h"

#include <cstdio>
#include <memory>

namespace taskward::ops {

namespace {

struct ServeOptions {
    std::string listen;
    std::string name;
    std::vector<std::string> hostNames;
    std::string threads;
    std::string logLevel;
};

void applyFlags(CommandContext& context, const ServeOptions& options)
{
    auto& reader = context.settingsReader();
    if (!options.listen.empty())
        reader.setFlag("server.listen", options.listen);
    if (!options.name.empty())
        reader.setFlag("server.name", options.name);
    if (!options.threads.empty())
        reader.setFlag("server.threads", options.threads);
    if (!options.logLevel.empty())
        reader.setFlag("log.level", options.logLevel);
    std::string names;
    for (const auto& name : options.hostNames)
        names += (names.empty() ? "" : ",") + name;
    if (!names.empty())
        reader.setFlag("server.host_names", names);
}

Result<std::string> readyLine(const ServerProcess& server, const Settings& settings)
{
    const auto files = CertificateFiles::in(DataDir(settings.dataDir).tlsFolder());
    TW_ASSIGN(const auto pem, readSmallFile(files.certificate));
    TW_ASSIGN(const auto pin, spkiSha256(pem));
    std::string line = "{\"ready\":true,\"url\":";
    contract::json::writeString(line, server.url());
    line += ",\"spki_sha256\":\"" + pin + "\",\"ca\":";
    contract::json::writeString(line, files.caCertificate.string());
    return line + "}\n";
}

int serve(CommandContext& context, const ServeOptions& options)
{
    // Signals are taken over first: one that comes while the store opens must stop us too.
    StopSignal signals(context.keyFromInput);
    applyFlags(context, options);
    auto settings = context.settings();
    if (!settings) {
        context.refuse(settings.error());
        return kExitConfiguration;
    }
    auto key = context.storeKey(*settings);
    if (!key)
        return context.refuse(key.error());
    Log log(logLevelNamed(settings->logLevel));
    auto server = ServerProcess::build(*settings, std::move(*key), log, context.clock(), context.random());
    if (!server)
        return context.refuse(server.error());
    if (const Status started = (*server)->start(); !started)
        return context.refuse(started.error());
    const auto line = readyLine(**server, *settings);
    if (!line)
        return context.refuse(line.error());
    std::fputs(line->c_str(), stdout);
    std::fflush(stdout);
    notifyServiceManager("READY=1");
    log.write(LogLevel::Info, "ready", {{"url", (*server)->url()}, {"version", programVersion()}});
    while (signals.wait() == StopSignal::Event::Reload) {
        const Status reloaded = (*server)->reloadCertificate();
        log.write(reloaded ? LogLevel::Info : LogLevel::Error,
                  reloaded ? "certificate reloaded" : "certificate not reloaded");
    }
    notifyServiceManager("STOPPING=1");
    log.write(LogLevel::Info, "stopping");
    (*server)->stop();
    log.write(LogLevel::Info, "stopped");
    log.flush();
    return kExitOk;
}

} // namespace

Work addServe(CLI::App& app, CommandContext& context)
{
    auto options = std::make_shared<ServeOptions>();
    CLI::App* command = app.add_subcommand("serve", "Answer requests until SIGTERM or SIGINT");
    context.addCommonOptions(*command);
    command->add_option("--listen", options->listen, "ADDRESS:PORT (default 127.0.0.1:8443; port 0: any)");
    command->add_option("--host-name", options->hostNames, "Name that clients may use (repeatable)");
    command->add_option("--server-name", options->name, "What people read where they sign in");
    command->add_option("--threads", options->threads, "I/O threads (0: one for each core)");
    command->add_option("--log-level", options->logLevel, "trace, debug, info, warn, error or off");
    return [options, &context] { return serve(context, *options); };
}

} // namespace taskward::ops
