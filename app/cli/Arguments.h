// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace taskward::cli {

enum class Command {
    Connect,
    Login,
    Add,
    List,
    Show,
    Edit,
    Done,
    Remove,
    Sync,
    Status,
    Dump,
    Logout,
    WhoAmI,
    Project,
    Adopt,
    Rebuild,
    Doctor,
    Secrets,
    RecoveryKey,
    Recover,
    // SecurityCommands
    TotpEnrol,
    TotpConfirm,
    TotpStatus,
    TotpRemove,
    TotpCodes,
    Sessions,
    SessionsEnd,
    SessionsEndOthers,
    SessionsWipe,
    Events,
    NotMe,
    PasswordChange,
    KeyCreate,
    KeyList,
    KeyRevoke,
};

/// One command line, read. Texts as typed; what they mean is Commands' business.
struct Arguments {
    Command command = Command::Status;
    std::string profile; ///< directory
    bool json = false;

    std::string url;
    std::string pin;
    bool thisComputer = false;
    std::string email;
    std::string passwordFile; ///< "-": standard input

    std::string id;
    std::string text;
    std::optional<std::string> title, note, due, start, project, section, parent;
    std::optional<std::int64_t> priority;
    std::vector<std::string> labels;
    bool undo = false;
    bool literal = false; ///< take the text as the title, word for word
    std::string filter;
    bool completed = false;
    bool discard = false;

    bool newKeys = false;
    std::string totp;
    std::string place; ///< of the secrets: "keychain", "vault"; empty: as it is
    std::string passphraseFile;
    std::string newPassphraseFile;
    std::string recoveryKeyFile;

    std::string totpFile;
    std::string proofPasswordFile;
    std::string proofCode;
    std::string newPasswordFile;
    bool keepOthers = false;
    std::vector<std::string> scopes;
    std::vector<std::string> addresses;
    std::int64_t days = 90;
    std::string apiKeyFile;
    std::string server;    ///< with apiKeyFile
    std::string serverPin; ///< the same; empty: the operating system's store vouches
};

/// What the command line comes to: arguments, or an exit code after help, version or a usage error.
struct Parsed {
    std::optional<Arguments> arguments;
    int exitCode = 0;
};
Parsed parseArguments(int argc, char** argv);

} // namespace taskward::cli
