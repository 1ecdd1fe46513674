// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The composition of the terminal client.
#include "app/cli/Arguments.h"
#include "app/cli/Commands.h"
#include "app/cli/KeyCommands.h"
#include "app/cli/SecretFiles.h"
#include "client/account/Opener.h"
#include "client/keychain/QtKeychainStore.h"

#include <QCoreApplication>
#include <QTimer>
#include <csignal>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

/// No memory image of a program that holds keys.
void forbidCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

template <typename C>
QCoro::Task<> runAndQuit(C& commands)
{
    auto running = commands.run();
    const int code = co_await running;
    // Queued: the event loop may not have started yet.
    QTimer::singleShot(0, qApp, [code] { QCoreApplication::exit(code); });
}

} // namespace

int main(int argc, char** argv)
{
    using namespace taskward;
    forbidCoreDumps();
    // A limit on the size of files is told like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("taskward-cli"));
    auto parsed = cli::parseArguments(argc, argv);
    if (!parsed.arguments)
        return parsed.exitCode;

    if (!parsed.arguments->apiKeyFile.empty()) {
        cli::KeyCommands commands(std::move(*parsed.arguments));
        runAndQuit(commands);
        return app.exec();
    }
    const std::filesystem::path profile =
        parsed.arguments->profile.empty() ? client::Opener::defaultDirectory()
                                          : std::filesystem::absolute(parsed.arguments->profile);
    SystemClock clock;
    SystemRandom random;
    client::QtKeychainStore keychain;
    client::Opener opener({profile, keychain, clock, random, {}});
    const cli::Arguments& given = *parsed.arguments;
    const bool proving = !given.proofPasswordFile.empty();
    cli::FilePrompter prompter({proving ? given.proofPasswordFile : given.passwordFile,
                                given.passphraseFile, given.newPassphraseFile,
                                proving ? given.proofCode : given.totp, given.totpFile});
    opener.setPrompter(&prompter);
    cli::Commands commands(std::move(*parsed.arguments), opener, profile);
    runAndQuit(commands);
    return app.exec();
}
