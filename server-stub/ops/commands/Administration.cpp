// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Json.h"
#include "core/contract/OpenApi.h"
#include "core/crypto/Password.h"
#include "core/crypto/PasswordPolicy.h"
#include "server-stub/ops/CertificateAuthority.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/Directory.h"
#include "server-stub/ops/DurableFile.h"
#include "server-stub/ops/SealKey.h"
#include "server-stub/ops/ServerProcess.h"
#include "server-stub/ops/commands/Command.h"

#include <cstdio>
#include <memory>

namespace taskward::ops {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

int finish(const CommandContext& context, const Result<Fields>& answer)
{
    if (!answer)
        return context.refuse(answer.error());
    context.answer(*answer);
    return kExitOk;
}

struct UserOptions {
    std::string email;
    std::string name;
    std::string role = "member";
    std::string passwordFile;
};

Result<contract::Role> roleNamed(const std::string& name)
{
    for (const auto& [role, wire] : contract::json::enumNames<contract::Role>()) {
        if (wire == name)
            return role;
    }
    return fail(ErrorCode::ValidationFailed, "unknown role \"" + name + "\"");
}

Result<std::string> hashFromFile(const UserOptions& options)
{
    TW_ASSIGN(const auto password, readSecretFile(options.passwordFile));
    TW_TRY(checkPassword(password, crypto::passwordContext({}, options.name, options.email)));
    auto hash = crypto::hashPassword(password.text());
    if (hash.empty())
        return fail(ErrorCode::Internal, "not enough memory for the password hash");
    return hash;
}

template <typename F>
Result<Fields> withDirectory(CommandContext& context, F work)
{
    TW_ASSIGN(const auto settings, context.settings());
    TW_ASSIGN(auto key, context.storeKey(settings));
    TW_ASSIGN(const auto store, storage::openDatabase(storageOptions(settings, std::move(key))));
    Directory directory(*store->database, context.clock(), context.random());
    Result<Fields> answer = work(directory);
    store->database->stop();
    return answer;
}

Result<Fields> addPerson(CommandContext& context, const UserOptions& options)
{
    return withDirectory(context, [&](Directory& directory) -> Result<Fields> {
        TW_ASSIGN(const auto role, roleNamed(options.role));
        TW_ASSIGN(const auto email,
                  contract::normaliseText(options.email, 3, 254, contract::TextKind::Line));
        TW_ASSIGN(const auto hash, hashFromFile(options));
        TW_ASSIGN(const auto org, directory.onlyOrganisation());
        const std::string name = options.name.empty() ? email.substr(0, email.find('@')) : options.name;
        TW_ASSIGN(const auto made, directory.addPerson(org, {email, name, hash, role}));
        return Fields{{"email", email}, {"id", made.user.value}};
    });
}

} // namespace

Work addUser(CLI::App& app, CommandContext& context)
{
    auto options = std::make_shared<UserOptions>();
    CLI::App* command = app.add_subcommand("user", "People: add, disable, enable, passwords, factors, locks");
    command->require_subcommand(1);
    const auto add = [&](const char* name, const char* help) {
        CLI::App* sub = command->add_subcommand(name, help);
        context.addCommonOptions(*sub);
        sub->add_option("--email", options->email, "E-mail address")->required();
        return sub;
    };
    CLI::App* create = add("add", "Add a person to the organisation");
    create->add_option("--name", options->name, "Name");
    create->add_option("--role", options->role, "owner, administrator, member or viewer");
    create->add_option("--password-file", options->passwordFile, "File with the password, - for standard input")
        ->required();
    CLI::App* disable = add("disable", "Sign a person out everywhere and keep them out");
    CLI::App* enable = add("enable", "Let a person in again");
    CLI::App* reset = add("reset-password", "Print a one-time text for a new password, an hour long");
    CLI::App* factor = add("reset-factor", "Take a lost second factor away; ends all sessions");
    CLI::App* unlock = add("unlock", "Let a person try again at once after wrong passwords or codes");
    CLI::App* password = add("set-password", "Set a new password; ends all sessions");
    password->add_option("--password-file", options->passwordFile, "File, - for standard input")->required();
    return [=, &context] {
        if (create->parsed())
            return finish(context, addPerson(context, *options));
        return finish(context, withDirectory(context, [&](Directory& directory) -> Result<Fields> {
                          if (password->parsed()) {
                              TW_ASSIGN(const auto hash, hashFromFile(*options));
                              TW_TRY(directory.setPassword(options->email, hash));
                          } else if (reset->parsed()) {
                              TW_ASSIGN(const auto token, directory.offerReset(options->email));
                              return Fields{{"email", options->email}, {"token", token}};
                          } else if (factor->parsed()) {
                              TW_TRY(directory.resetFactor(options->email));
                          } else if (unlock->parsed()) {
                              TW_TRY(directory.unlock(options->email));
                          } else {
                              TW_TRY(directory.setDisabled(options->email, disable->parsed()));
                          }
                          static_cast<void>(enable);
                          return Fields{{"email", options->email}};
                      }));
    };
}

Work addMigrate(CLI::App& app, CommandContext& context)
{
    CLI::App* command = app.add_subcommand("migrate", "Bring the store up to this program's version");
    context.addCommonOptions(*command);
    auto statusOnly = std::make_shared<bool>(false);
    command->add_flag("--status", *statusOnly, "Only say what is applied and what is pending");
    command->add_option("--migrate-as", context.migrateAs,
                        "postgresql://... of the role that owns the tables");
    return [statusOnly, &context] {
        return finish(context, [&]() -> Result<Fields> {
            TW_ASSIGN(const auto settings, context.settings());
            TW_ASSIGN(auto key, context.storeKey(settings));
            const auto options = storageOptions(settings, std::move(key));
            auto state = *statusOnly ? storage::storeState(options)
                                     : storage::migrateStore(options, context.clock(), storage::Create::No);
            if (!state)
                return fail(state.error());
            if (!*statusOnly) {
                TW_ASSIGN(const auto store, storage::openDatabase(options));
                const Status sealed = ensureSealKey(DataDir(settings.dataDir), *store->database,
                                                    context.random());
                store->database->stop();
                TW_TRY(sealed);
            }
            return Fields{{"current", std::to_string(state->current)},
                          {"newest", std::to_string(state->newest)},
                          {"pending", std::to_string(state->pending.size())}};
        }());
    };
}

namespace {

Result<std::string> presentPin(const Settings& settings)
{
    TW_ASSIGN(const auto pem,
              readSmallFile(CertificateFiles::in(DataDir(settings.dataDir).tlsFolder()).certificate));
    return spkiSha256(pem);
}

Result<Fields> describeCertificate(CommandContext& context)
{
    TW_ASSIGN(const auto settings, context.settings());
    TW_ASSIGN(const auto pin, presentPin(settings));
    TW_ASSIGN(const auto expires,
              CertificateAuthority(DataDir(settings.dataDir).tlsFolder(), context.clock()).expires());
    return Fields{{"spki_sha256", pin}, {"expires", toRfc3339(expires)}};
}

} // namespace

Work addCert(CLI::App& app, CommandContext& context)
{
    CLI::App* command = app.add_subcommand("cert", "The certificate: fingerprint, renew");
    command->require_subcommand(1);
    CLI::App* fingerprint = command->add_subcommand("fingerprint", "What clients compare and pin");
    context.addCommonOptions(*fingerprint);
    CLI::App* renew = command->add_subcommand("renew", "A new certificate; SIGHUP makes a running server use it");
    context.addCommonOptions(*renew);
    auto newKey = std::make_shared<bool>(false);
    renew->add_flag("--new-key", *newKey, "A new key too: clients must be told the new fingerprint");
    return [=, &context] {
        if (renew->parsed()) {
            const auto settings = context.settings();
            if (!settings)
                return context.refuse(settings.error());
            const Status renewed =
                CertificateAuthority(DataDir(settings->dataDir).tlsFolder(), context.clock()).renew(*newKey);
            if (!renewed)
                return context.refuse(renewed.error());
        }
        return finish(context, describeCertificate(context));
    };
}

Work addConnectCode(CLI::App& app, CommandContext& context)
{
    CLI::App* command = app.add_subcommand("connect-code", "What a client needs to find and trust this server");
    context.addCommonOptions(*command);
    auto url = std::make_shared<std::string>();
    command->add_option("--url", *url, "https://HOST:PORT under which clients reach it")->required();
    return [=, &context] {
        return finish(context, [&]() -> Result<Fields> {
            TW_ASSIGN(const auto settings, context.settings());
            TW_ASSIGN(const auto pin, presentPin(settings));
            if (!url->starts_with("https://"))
                return fail(ErrorCode::ValidationFailed, "the address must start with https://");
            return Fields{{"code", "taskward://connect?u=" + *url + "&p=" + pin}};
        }());
    };
}

Work addConfig(CLI::App& app, CommandContext& context)
{
    CLI::App* command = app.add_subcommand("config", "The settings in force, and where each comes from");
    context.addCommonOptions(*command);
    return [&context] {
        const auto settings = context.settings();
        if (!settings) {
            context.refuse(settings.error());
            return static_cast<int>(kExitConfiguration);
        }
        static constexpr const char* kOrigins[] = {"default", "file", "environment", "flag"};
        Fields fields;
        for (const auto& row : context.settingsReader().rows())
            fields.emplace_back(row.key, row.value + " (" + kOrigins[static_cast<int>(row.origin)] + ")");
        context.answer(fields);
        return static_cast<int>(kExitOk);
    };
}

Work addOpenApi(CLI::App& app, CommandContext& context)
{
    static_cast<void>(context);
    app.add_subcommand("openapi", "Print the OpenAPI document");
    return [] {
        const std::string document = contract::openApiDocument(programVersion());
        std::fwrite(document.data(), 1, document.size(), stdout);
        return std::fflush(stdout) == 0 ? static_cast<int>(kExitOk) : static_cast<int>(kExitUnavailable);
    };
}

Work addVersion(CLI::App& app, CommandContext& context)
{
    CLI::App* command = app.add_subcommand("version", "Print the version");
    command->add_flag("--json", context.json, "Answer as JSON");
    return [&context] {
        context.answer({{"version", programVersion()}});
        return static_cast<int>(kExitOk);
    };
}

} // namespace taskward::ops
