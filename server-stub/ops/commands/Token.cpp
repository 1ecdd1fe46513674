// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Types.h"
#include "core/policy/Roles.h"
#include "server-stub/identity/ApiKeyService.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/commands/Command.h"
#include "server-stub/storage/Storage.h"

#include <memory>

namespace taskward::ops {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct TokenOptions {
    std::string email;
    identity::KeyWish wish{.name = "script", .scopes = {}, .addresses = {}, .days = 90};
    std::string id;
};

Result<http::Caller> ownerOf(db::Tx& tx, const std::string& email)
{
    identity::PeopleStore people(tx);
    const auto user = people.findByEmail(email);
    if (!user)
        return fail(ErrorCode::NotFound, "there is nobody with this e-mail address");
    tx.setScope({user->defaultOrg, user->id});
    const auto membership = people.membership(user->defaultOrg, user->id);
    if (!membership)
        return fail(ErrorCode::NotFound, "this person is in no organisation");
    http::Caller caller;
    caller.user = user->id;
    caller.org = user->defaultOrg;
    caller.role = membership->role;
    caller.requestId = "command-line";
    caller.remoteAddress = "local";
    return caller;
}

/// `work` is Result<Fields>(Tx&, const Caller&, ApiKeyService&), in one write transaction.
template <typename F>
Result<Fields> withKeys(CommandContext& context, const std::string& email, F work)
{
    TW_ASSIGN(const auto settings, context.settings());
    TW_ASSIGN(auto key, context.storeKey(settings));
    TW_ASSIGN(const auto store, storage::openDatabase(storageOptions(settings, std::move(key))));
    identity::ApiKeyService keys(nullptr, context.clock(), context.random());
    Result<Fields> answer = store->database->write({}, [&](db::Tx& tx) -> Result<Fields> {
        TW_ASSIGN(const auto caller, ownerOf(tx, email));
        return work(tx, caller, keys);
    });
    store->database->stop();
    return answer;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

Result<Fields> create(CommandContext& context, const TokenOptions& options)
{
    return withKeys(context, options.email,
                    [&](db::Tx& tx, const http::Caller& caller,
                        identity::ApiKeyService& keys) -> Result<Fields> {
                        identity::KeyWish wish = options.wish;
                        TW_ASSIGN(wish.name,
                                  contract::normaliseText(wish.name, 1, limits::kMaxNameChars,
                                                          contract::TextKind::Line));
                        if (wish.scopes == std::vector<std::string>{"all"})
                            wish.scopes = policy::permissionNames(caller.role);
                        TW_ASSIGN(const auto made, keys.create(tx, caller, wish));
                        return Fields{{"id", made.key.id.value},
                                      {"name", made.key.name},
                                      {"expires", toRfc3339(made.key.expiresAt)},
                                      {"secret", made.secret}};
                    });
}

Result<Fields> list(CommandContext& context, const TokenOptions& options)
{
    return withKeys(
        context, options.email,
        [](db::Tx& tx, const http::Caller& caller,
           identity::ApiKeyService& keys) -> Result<Fields> {
            Fields fields;
            for (const auto& key : keys.list(tx, caller).items) {
                const std::string used = key.lastUsedAt ? toRfc3339(*key.lastUsedAt) : "never used";
                fields.emplace_back(key.id.value,
                                    key.name + ", until " + toRfc3339(key.expiresAt) + ", " + used +
                                        (key.frozen ? ", frozen: " : ": ") + joined(key.scopes));
            }
            return fields;
        });
}

Result<Fields> revoke(CommandContext& context, const TokenOptions& options)
{
    return withKeys(context, options.email,
                    [&](db::Tx& tx, const http::Caller& caller,
                        identity::ApiKeyService& keys) -> Result<Fields> {
                        TW_TRY(keys.revoke(tx, caller, ApiKeyId{options.id}));
                        return Fields{{"revoked", options.id}};
                    });
}

} // namespace

Work addToken(CLI::App& app, CommandContext& context)
{
    auto options = std::make_shared<TokenOptions>();
    CLI::App* command = app.add_subcommand("token", "Keys for scripts: create, list, revoke");
    command->require_subcommand(1);
    const auto add = [&](const char* name, const char* help) {
        CLI::App* sub = command->add_subcommand(name, help);
        context.addCommonOptions(*sub);
        sub->add_option("--user", options->email, "E-mail address of the owner")->required();
        return sub;
    };
    CLI::App* creating = add("create", "Make a key; its secret is printed this once");
    creating
        ->add_option(
            "--scope", options->wish.scopes,
            "A permission such as task.read (repeatable), or all: what the owner may do now")
        ->required();
    creating->add_option("--days", options->wish.days, "How long it is good, at most 365 days");
    creating->add_option("--name", options->wish.name, "What it is for");
    creating->add_option("--address", options->wish.addresses,
                         "Address or network it may be used from (repeatable; default: any)");
    creating->add_option("--per-minute", options->wish.perMinute, "Requests a minute");
    CLI::App* listing = add("list", "The keys of a person");
    CLI::App* revoking = add("revoke", "End a key");
    revoking->add_option("--id", options->id, "As list shows it")->required();
    return [=, &context] {
        const auto answer = creating->parsed()  ? create(context, *options)
                            : listing->parsed() ? list(context, *options)
                                                : revoke(context, *options);
        if (!answer)
            return context.refuse(answer.error());
        context.answer(*answer);
        return static_cast<int>(kExitOk);
    };
}

} // namespace taskward::ops
