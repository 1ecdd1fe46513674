// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Types.h"
#include "core/crypto/Password.h"
#include "core/crypto/PasswordPolicy.h"
#include "server-stub/ops/CertificateAuthority.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/Directory.h"
#include "server-stub/ops/DurableFile.h"
#include "server-stub/ops/SealKey.h"
#include "server-stub/ops/commands/Command.h"

#include <memory>

namespace taskward::ops {

namespace {

struct InitOptions {
    std::string org;
    std::string owner;
    std::string ownerName;
    std::string passwordFile;
    std::vector<std::string> names;
    std::string secondFactor = "administrators";
};

/// 100 bits in groups that can be read out: for the first sign-in, when nobody gave a password.
std::string makeSetupCode(Random& random)
{
    static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string code;
    for (int i = 0; i < 24; ++i) {
        if (i > 0 && i % 6 == 0)
            code += '-';
        code += kLetters[random.below(kLetters.size())];
    }
    return code;
}

Result<Secret> ownerPassword(const InitOptions& options, Random& random, std::string& setupCode)
{
    if (options.passwordFile.empty()) {
        setupCode = makeSetupCode(random);
        return Secret::fromText(setupCode);
    }
    TW_ASSIGN(auto password, readSecretFile(options.passwordFile));
    const auto& name = options.ownerName;
    TW_TRY(checkPassword(password, crypto::passwordContext(options.org, name, options.owner)));
    return password;
}

Result<Secret> makeKey(CommandContext& context, const Settings& settings)
{
    if (!settings.database.empty())
        return Secret();
    if (context.keyFromInput)
        return readKeyFromInput();
    Secret key = Secret::ofSize(32);
    context.random().fill(key.data());
    TW_TRY(DataDir(settings.dataDir).writeKey(key));
    return key;
}

Result<std::vector<std::pair<std::string, std::string>>> init(CommandContext& context,
                                                              const InitOptions& options)
{
    TW_ASSIGN(const auto settings, context.settings());
    const DataDir dir(settings.dataDir);
    std::error_code ignored;
    const auto file = storage::databaseFile(storageOptions(settings, {}));
    if (settings.database.empty() && std::filesystem::exists(file, ignored))
        return fail(ErrorCode::Conflict, dir.path().string() + " holds a server already");
    TW_TRY(dir.create());
    TW_ASSIGN(auto key, makeKey(context, settings));
    std::string setupCode;
    // After the key: both may come over the same pipe, in this order.
    TW_ASSIGN(const auto password, ownerPassword(options, context.random(), setupCode));
    TW_ASSIGN(const auto email, contract::normaliseText(options.owner, 3, 254, contract::TextKind::Line));
    TW_ASSIGN(const auto org, contract::normaliseText(options.org, 1, limits::kMaxNameChars,
                                                      contract::TextKind::Line));
    const auto tls = CertificateFiles::in(dir.tlsFolder());
    if (!std::filesystem::exists(tls.certificate, ignored))
        TW_TRY(CertificateAuthority(dir.tlsFolder(), context.clock()).init(options.names));

    const auto store = storageOptions(settings, key.clone());
    TW_TRY(storage::migrateStore(store, context.clock(), storage::Create::Yes));
    TW_ASSIGN(const auto opened, storage::openDatabase(store));
    const std::string hash = crypto::hashPassword(password.text());
    if (hash.empty())
        return fail(ErrorCode::Internal, "not enough memory for the password hash");
    const std::string name = options.ownerName.empty() ? email.substr(0, email.find('@')) : options.ownerName;
    Directory directory(*opened->database, context.clock(), context.random());
    TW_ASSIGN(const auto made, directory.createOrganisation(
                                   org, {email, name, hash, contract::Role::Owner}));
    TW_TRY(directory.setServerName(org));
    TW_TRY(ensureSealKey(dir, *opened->database, context.random()));
    if (!setupCode.empty())
        TW_TRY(directory.requireNewPassword(email));
    if (options.secondFactor == "off")
        TW_TRY(directory.askForNoFactor(made.org));
    opened->database->stop();

    std::vector<std::pair<std::string, std::string>> answer{
        {"data", dir.path().string()}, {"organisation", org}, {"owner", email},
        {"organisation_id", made.org.value}};
    TW_ASSIGN(const auto pem, readSmallFile(tls.certificate));
    TW_ASSIGN(const auto pin, spkiSha256(pem));
    answer.emplace_back("spki_sha256", pin);
    if (!setupCode.empty())
        answer.emplace_back("setup_code", setupCode);
    return answer;
}

} // namespace

Status checkPassword(const Secret& password, std::vector<std::string> contextWords)
{
    crypto::PasswordRules rules;
    rules.contextWords = std::move(contextWords);
    const auto report = crypto::checkPassword(password.text(), rules);
    if (report.accepted())
        return {};
    std::string sentences;
    for (const auto& finding : report.findings)
        sentences += (sentences.empty() ? "" : " ") + crypto::passwordFindingSentence(finding);
    return fail(ErrorCode::ValidationFailed, sentences);
}

Work addInit(CLI::App& app, CommandContext& context)
{
    auto options = std::make_shared<InitOptions>();
    CLI::App* command = app.add_subcommand("init", "Set up a new server: store, certificate, owner");
    context.addCommonOptions(*command);
    command->add_option("--org", options->org, "Name of the organisation")->required();
    command->add_option("--owner", options->owner, "E-mail address of the owner")->required();
    command->add_option("--owner-name", options->ownerName, "Name of the owner");
    command->add_option("--password-file", options->passwordFile,
                        "File with the owner's password, - for standard input; without it a one-time "
                        "setup code is printed");
    command->add_option("--name", options->names, "Host name or address for the certificate (repeatable)");
    command->add_option("--second-factor", options->secondFactor,
                        "Who needs one: administrators (default), or off for a server of one's own")
        ->check(CLI::IsMember({"administrators", "off"}));
    command->add_option("--migrate-as", context.migrateAs,
                        "postgresql://... of the role that owns the tables");
    return [options, &context] {
        const auto answer = init(context, *options);
        if (!answer)
            return context.refuse(answer.error());
        context.answer(*answer);
        return static_cast<int>(kExitOk);
    };
}

} // namespace taskward::ops
