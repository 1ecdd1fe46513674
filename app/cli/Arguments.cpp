// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/Arguments.h"

#include "app/cli/Output.h"
#include "app/cli/SecurityArguments.h"

#include <CLI/CLI.hpp>

namespace taskward::cli {

namespace {

CLI::App* command(CLI::App& app, Arguments& out, Command which, const char* name, const char* help)
{
    CLI::App* sub = app.add_subcommand(name, help);
    sub->fallthrough();
    sub->callback([&out, which] { out.command = which; });
    return sub;
}

void addFields(CLI::App& sub, Arguments& out)
{
    sub.add_option("--note", out.note, "Note");
    sub.add_option("--due", out.due, "2026-11-25 or 2026-11-25T14:00; empty: none");
    sub.add_option("--start", out.start, "As --due");
    sub.add_option("--priority", out.priority, "1 (highest) to 4, 0: none")
        ->check(CLI::Range(0, 4));
    sub.add_option("--project", out.project, "Name or id");
    sub.add_option("--section", out.section, "Name or id within the project; empty: none");
    sub.add_option("--parent", out.parent, "Id of the task that it belongs to; empty: none");
    sub.add_option("--label", out.labels, "Name or id; may be repeated");
}

void addAccountCommands(CLI::App& app, Arguments& out)
{
    auto* connect = command(app, out, Command::Connect, "connect",
                            "Look at a server and remember it for login");
    connect->add_option("url", out.url, "Host, host:port, https:// address or connect code");
    connect->add_option("--pin", out.pin, "SHA-256 of the server's public key, in hex");
    connect->add_flag("--this-computer", out.thisComputer, "Use a server of this computer's own");
    auto* login = command(app, out, Command::Login, "login", "Sign in");
    login->add_option("--email", out.email, "E-mail (again after being signed out: not needed)");
    login->add_option("--password-file", out.passwordFile, "First line is the password; -: stdin")
        ->required();
    login->add_flag("--new-keys", out.newKeys,
                    "The old keys are lost: put the old files aside and start anew");
    login->add_option("--totp", out.totp, "Code of the authenticator, or a recovery code");
    login->add_option("--totp-file", out.totpFile, "First line is such a code");
    login->add_option("--secrets", out.place, "Where the keys are kept: keychain or vault")
        ->check(CLI::IsMember({"keychain", "vault"}));
    auto* logout =
        command(app, out, Command::Logout, "logout", "Sign out and erase the local copy");
    logout->add_flag("--discard", out.discard, "Give up edits that have not arrived");
    command(app, out, Command::WhoAmI, "whoami", "Who is signed in");
    command(app, out, Command::Sync, "sync", "Send and fetch what is new, once");
    command(app, out, Command::Status, "status", "Edits waiting, last time in step");
    command(app, out, Command::Dump, "dump", "The whole local state, sorted");
    command(app, out, Command::Adopt, "adopt", "Take the state of a server that was replaced");
    command(app, out, Command::Rebuild, "rebuild", "Put a damaged cache aside and start a new one");
}

void addSecretCommands(CLI::App& app, Arguments& out)
{
    app.add_option("--passphrase-file", out.passphraseFile, "First line opens the vault");
    app.add_option("--new-passphrase-file", out.newPassphraseFile,
                   "First line is the passphrase of a new vault, or the vault's next one");
    command(app, out, Command::Doctor, "doctor",
            "Where the keys of this computer are, and what is wrong with it");
    auto* secrets = command(app, out, Command::Secrets, "secrets",
                            "Move the keys: secrets move vault; again: a new passphrase");
    auto* move = secrets->add_subcommand("move", "To the desktop's keychain or to a vault");
    move->fallthrough();
    move->add_option("place", out.place)->required()->check(CLI::IsMember({"keychain", "vault"}));
    secrets->require_subcommand(1);
    command(app, out, Command::RecoveryKey, "recovery-key",
            "Print what brings back unsent changes when the keys are lost: write it down");
    auto* recover =
        command(app, out, Command::Recover, "recover", "Bring back unsent changes after that");
    recover
        ->add_option("--recovery-key-file", out.recoveryKeyFile, "First line is the key; -: stdin")
        ->required();
    recover->add_option("--password-file", out.passwordFile, "To sign in again");
    recover->add_option("--totp", out.totp, "Code of the authenticator, or a recovery code");
}

void addTaskCommands(CLI::App& app, Arguments& out)
{
    auto* add = command(app, out, Command::Add, "add", "Add a task: add \"pay rent fri p1 #home\"");
    add->add_option("text", out.text, "What is to be done")->required();
    add->add_flag("--literal", out.literal, "Do not look for dates and names in the text");
    addFields(*add, out);
    auto* list = command(app, out, Command::List, "list", "List tasks");
    list->add_option("--filter", out.filter,
                     "inbox, today, upcoming, all, #project, @label or words")
        ->default_val("all");
    list->add_flag("--completed", out.completed, "Those that are done, too");
    auto* show = command(app, out, Command::Show, "show", "One task in full");
    show->add_option("id", out.id)->required();
    auto* edit = command(app, out, Command::Edit, "edit", "Change a task");
    edit->add_option("id", out.id)->required();
    edit->add_option("--title", out.title, "Title");
    addFields(*edit, out);
    auto* done = command(app, out, Command::Done, "done", "Complete a task");
    done->add_option("id", out.id)->required();
    done->add_flag("--undo", out.undo, "Open it again");
    auto* remove = command(app, out, Command::Remove, "rm", "Delete a task with its sub-tasks");
    remove->add_option("id", out.id)->required();
    auto* project = command(app, out, Command::Project, "project", "Create a project");
    project->add_option("name", out.text)->required();
}

} // namespace

Parsed parseArguments(int argc, char** argv)
{
    Arguments out;
    CLI::App app("Taskward on the terminal", "taskward-cli");
    app.set_version_flag("--version", TASKWARD_CLI_VERSION);
    app.require_subcommand(1);
    app.add_option("--profile", out.profile, "Directory of the profile");
    app.add_flag("--json", out.json, "Answer in JSON");
    addAccountCommands(app, out);
    addSecretCommands(app, out);
    addSecurityCommands(app, out);
    addTaskCommands(app, out);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return {std::nullopt, code == 0 ? 0 : kExitUsage};
    }
    return {std::move(out), 0};
}

} // namespace taskward::cli
