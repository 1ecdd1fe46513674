// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/SecurityArguments.h"

#include <CLI/CLI.hpp>

namespace taskward::cli {

namespace {

CLI::App* command(CLI::App& parent, Arguments& out, Command which, const char* name,
                  const char* help)
{
    CLI::App* sub = parent.add_subcommand(name, help);
    sub->fallthrough();
    sub->callback([&out, which] { out.command = which; });
    return sub;
}

CLI::App* group(CLI::App& app, const char* name, const char* help)
{
    CLI::App* sub = app.add_subcommand(name, help);
    sub->fallthrough();
    return sub;
}

void addTotp(CLI::App& app, Arguments& out)
{
    auto* totp = group(app, "totp", "The authenticator: a second factor");
    totp->require_subcommand(1);
    command(*totp, out, Command::TotpEnrol, "enrol", "Begin: gives the address and key of a seed");
    auto* confirm = command(*totp, out, Command::TotpConfirm, "confirm",
                            "Finish with a code of it; gives the recovery codes");
    confirm->add_option("code", out.text, "Six digits")->required();
    command(*totp, out, Command::TotpStatus, "status", "How the account is protected");
    command(*totp, out, Command::TotpRemove, "remove", "Do without");
    command(*totp, out, Command::TotpCodes, "codes", "New recovery codes; the old ones end");
}

void addSessions(CLI::App& app, Arguments& out)
{
    auto* sessions = group(app, "sessions", "Your devices and their sessions");
    sessions->require_subcommand(0, 1);
    sessions->callback([&out, sessions] {
        if (sessions->get_subcommands().empty())
            out.command = Command::Sessions;
    });
    auto* end = command(*sessions, out, Command::SessionsEnd, "end", "End one");
    end->add_option("id", out.id, "Of the session")->required();
    command(*sessions, out, Command::SessionsEndOthers, "end-others", "End all but this");
    auto* wipe = command(*sessions, out, Command::SessionsWipe, "wipe",
                         "End one and have its device erase what it holds");
    wipe->add_option("id", out.id, "Of the session")->required();
    command(app, out, Command::Events, "events", "What happened to your account, newest first");
    auto* notMe = command(app, out, Command::NotMe, "not-me",
                          "Somebody else used your account: end their sessions, freeze keys");
    notMe->add_option("event", out.id, "Which of the events it is about");
}

void addPasswordAndKeys(CLI::App& app, Arguments& out)
{
    auto* password = group(app, "password", "Your password");
    password->require_subcommand(1);
    auto* change = command(*password, out, Command::PasswordChange, "change",
                           "A new one; ends your other sessions");
    change->add_option("--current-file", out.passwordFile, "First line is the present one")
        ->required();
    change->add_option("--new-file", out.newPasswordFile, "First line is the new one")->required();
    change->add_flag("--keep-others", out.keepOthers, "Leave the other sessions be");
    auto* key = group(app, "key", "Keys for scripts");
    key->require_subcommand(1);
    auto* create = command(*key, out, Command::KeyCreate, "create", "Make one; it is shown once");
    create->add_option("name", out.text, "What it is for")->required();
    create->add_option("--scope", out.scopes, "task.read, ...; may be repeated")->required();
    create->add_option("--address", out.addresses, "From where it may be used, as CIDR");
    create->add_option("--days", out.days, "How long it is good")->check(CLI::Range(1, 365));
    command(*key, out, Command::KeyList, "list", "Those that there are");
    auto* revoke = command(*key, out, Command::KeyRevoke, "revoke", "End one");
    revoke->add_option("id", out.id)->required();
}

} // namespace

void addSecurityCommands(CLI::App& app, Arguments& out)
{
    app.add_option("--proof-password-file", out.proofPasswordFile,
                   "First line is the password, for what needs a fresh proof");
    app.add_option("--proof-code", out.proofCode, "Code of the authenticator, for the same");
    app.add_option("--api-key-file", out.apiKeyFile,
                   "First line is a key for scripts: no profile is used");
    app.add_option("--server", out.server, "Address of the server, with --api-key-file");
    app.add_option("--server-pin", out.serverPin, "SHA-256 of its public key, in hex");
    addTotp(app, out);
    addSessions(app, out);
    addPasswordAndKeys(app, out);
}

} // namespace taskward::cli
