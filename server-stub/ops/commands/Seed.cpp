// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/Seeder.h"
#include "server-stub/ops/commands/Command.h"

#include <memory>

namespace taskward::ops {

namespace {

struct SeedOptions {
    SeedSize size;
    std::string owner;
    bool sample = false;
};

struct Owner {
    http::Caller caller;
    ProjectId inbox;
};

Result<Owner> findOwner(db::Database& database, const std::string& email)
{
    return database.read({}, [&](db::Tx& tx) -> Result<Owner> {
        identity::PeopleStore people(tx);
        const auto user = email.empty() ? people.first() : people.findByEmail(email);
        if (!user)
            return fail(ErrorCode::NotFound, "there is nobody to make the sample for: run init first");
        tx.setScope({user->defaultOrg, user->id});
        const auto membership = people.membership(user->defaultOrg, user->id);
        if (!membership)
            return fail(ErrorCode::NotFound, "this person is in no organisation");
        Owner owner;
        owner.caller.user = user->id;
        owner.caller.org = user->defaultOrg;
        owner.caller.role = membership->role;
        owner.caller.requestId = "command-line";
        owner.caller.remoteAddress = "local";
        owner.inbox = membership->inboxId;
        return owner;
    });
}

Status seed(CommandContext& context, const SeedOptions& options)
{
    TW_ASSIGN(const auto settings, context.settings());
    TW_ASSIGN(auto key, context.storeKey(settings));
    TW_ASSIGN(const auto store, storage::openDatabase(storageOptions(settings, std::move(key))));
    TW_ASSIGN(const auto owner, findOwner(*store->database, options.owner));
    Seeder seeder(*store->database, context.clock());
    const Status done = options.sample ? seeder.sample(owner.caller, owner.inbox)
                                       : seeder.seed(owner.caller, options.size);
    store->database->stop();
    return done;
}

} // namespace

Work addSeed(CLI::App& app, CommandContext& context)
{
    auto options = std::make_shared<SeedOptions>();
    CLI::App* command = app.add_subcommand("seed", "Fill the organisation with sample data");
    context.addCommonOptions(*command);
    command->add_option("--owner", options->owner, "E-mail of who owns it (default: the first person)");
    command->add_option("--users", options->size.users, "People to add")->check(CLI::Range(0, 1000000));
    command->add_option("--projects", options->size.projects, "Projects")->check(CLI::Range(0, 100000));
    command->add_option("--tasks", options->size.tasks, "Tasks")->check(CLI::Range(0, 10000000));
    command->add_option("--random-seed", options->size.randomSeed, "The same seed gives the same data");
    command->add_flag("--sample", options->sample, "A small workspace written by hand instead");
    return [options, &context] {
        const Status done = seed(context, *options);
        if (!done)
            return context.refuse(done.error());
        context.answer({{"seeded", options->sample ? "sample" : std::to_string(options->size.tasks)}});
        return static_cast<int>(kExitOk);
    };
}

} // namespace taskward::ops
