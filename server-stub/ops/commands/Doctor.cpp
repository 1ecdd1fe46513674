// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Database.h"
#include "server-stub/ops/CertificateAuthority.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/commands/Command.h"

#include <sys/stat.h>

#include <cstdio>
#include <functional>

namespace taskward::ops {

namespace {

struct Check {
    std::string name;
    Status status;
    std::string remedy;
};

Status checkMode(const std::filesystem::path& path, mode_t forbidden)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0)
        return fail(ErrorCode::NotFound, path.string() + " is missing");
    if ((info.st_mode & forbidden) != 0)
        return fail(ErrorCode::PermissionDenied, path.string() + " is open to others");
    return {};
}

Status checkCertificate(const DataDir& dir, const Clock& clock)
{
    TW_ASSIGN(const auto expires, CertificateAuthority(dir.tlsFolder(), clock).expires());
    constexpr std::int64_t kMonthMs = std::int64_t{30} * 24 * 3600 * 1000;
    if (expires.ms - clock.now().ms < kMonthMs)
        return fail(ErrorCode::Conflict, "the certificate ends on " + toRfc3339(expires));
    return {};
}

std::vector<Check> examine(CommandContext& context, const Settings& settings)
{
    const DataDir dir(settings.dataDir);
    std::vector<Check> checks;
    checks.push_back({"data directory is private", checkMode(dir.path(), 0077),
                      "chmod 700 " + dir.path().string()});
    if (settings.database.empty() && !context.keyFromInput)
        checks.push_back({"key file is private", checkMode(dir.keyFile(), 0077),
                          "chmod 600 " + dir.keyFile().string()});
    checks.push_back({"certificate is valid for a month", checkCertificate(dir, context.clock()),
                      "taskward-server cert renew --data " + dir.path().string()});
    auto key = context.storeKey(settings);
    if (!key) {
        checks.push_back({"key can be read", fail(key.error()), "restore the key file from its backup"});
        return checks;
    }
    const auto options = storageOptions(settings, std::move(*key));
    const auto state = storage::storeState(options);
    Status schema = state ? Status{} : Status(fail(state.error()));
    if (state && !state->pending.empty())
        schema = fail(ErrorCode::Conflict, std::to_string(state->pending.size()) + " migrations pending");
    checks.push_back({"schema is up to date", schema,
                      "taskward-server migrate --data " + dir.path().string()});
    auto store = storage::openDatabase(options);
    checks.push_back({"store opens", store ? Status{} : Status(fail(store.error())),
                      "look at the detail; restore a backup if the file is damaged"});
    if (store) {
        checks.push_back({"store can be read and written", (*store)->database->check(),
                          "is the disk full or read-only?"});
        (*store)->database->stop();
    }
    return checks;
}

} // namespace

Work addDoctor(CLI::App& app, CommandContext& context)
{
    CLI::App* command = app.add_subcommand("doctor", "Examine this installation and say what to do");
    context.addCommonOptions(*command);
    return [&context] {
        const auto settings = context.settings();
        if (!settings) {
            context.refuse(settings.error());
            return static_cast<int>(kExitConfiguration);
        }
        std::vector<std::pair<std::string, std::string>> fields;
        bool good = true;
        for (const auto& check : examine(context, *settings)) {
            good = good && check.status.has_value();
            fields.emplace_back(check.name, check.status ? "ok"
                                                         : check.status.error().detail + " -> " +
                                                               check.remedy);
        }
        context.answer(fields);
        return static_cast<int>(good ? kExitOk : kExitUnavailable);
    };
}

} // namespace taskward::ops
