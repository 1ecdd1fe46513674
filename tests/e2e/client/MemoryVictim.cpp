// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// A client whose memory may be read: signs in, works, then locks or signs out, says so, and stays.
//
//     MemoryVictim PROFILE URL PIN PASSWORD-FILE TITLES-FILE lock|sign-out
//
// Composed as taskward-cli is, but for its ban on being read; see tst_memory.py.
#include "client/account/Opener.h"
#include "client/async/WipeStack.h"
#include "client/keychain/QtKeychainStore.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>
#include <cstdio>

using namespace taskward;

namespace {

std::vector<std::string> linesOf(const QString& name)
{
    QFile file(name);
    std::vector<std::string> lines;
    if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        while (!file.atEnd())
            lines.push_back(file.readLine().trimmed().toStdString());
    }
    return lines;
}

/// What the person sees and does: every way on which a title goes.
QCoro::Task<Status> work(client::Workspace* workspace, QString titlesFile)
{
    for (const auto& title : linesOf(titlesFile)) {
        contract::TaskFields fields;
        fields.title = contract::Title(title);
        auto creating = workspace->createTask(fields);
        const auto id = co_await creating;
        if (!id)
            co_return fail(Error(id.error()));
        fields.note = contract::Note(title);
        auto updating = workspace->updateTask(*id, fields);
        const Status updated = co_await updating;
        if (!updated)
            co_return updated;
    }
    auto syncing = workspace->syncNow();
    const Status synced = co_await syncing;
    if (!synced)
        co_return synced;
    auto listing = workspace->tasks({client::View::All, {}, {}, {}, true}, "", 100);
    const auto page = co_await listing;
    auto dumping = workspace->dump();
    const auto dump = co_await dumping;
    co_return page&& dump ? Status{} : Status(fail(ErrorCode::Internal));
}

QCoro::Task<Status> run(client::Opener* opener, QStringList arguments)
{
    client::ServerIdentity server;
    server.url = arguments[2].toStdString();
    server.spkiSha256 = arguments[3].toStdString();
    server.pinnedByCode = true;
    Secret password = Secret::fromText(linesOf(arguments[4]).at(0));
    auto signing = opener->signIn(server, "owner@example.org", std::move(password));
    auto opened = co_await signing;
    if (!opened)
        co_return fail(std::move(opened.error()));
    auto workspace = std::move(*opened);
    auto working = work(workspace.get(), arguments[5]);
    const Status worked = co_await working;
    if (!worked)
        co_return worked;
    if (arguments[6] == QLatin1String("sign-out")) {
        auto leaving = workspace->signOut(true);
        const Status left = co_await leaving;
        if (!left)
            co_return left;
    }
    workspace.reset();
    opener->lockSecrets();
    co_return Status{};
}

QCoro::Task<> runAndSay(client::Opener* opener, QStringList arguments)
{
    auto running = run(opener, std::move(arguments));
    const Status status = co_await running;
    // After the objects that go with the next turns of the loop have gone.
    QTimer::singleShot(200, qApp, [code = status ? -1 : int(status.error().code)] {
        client::wipeStackBelow(); // the frames of the steps that have ended
        std::printf(code < 0 ? "ready\n" : "failed %d\n", code);
        std::fflush(stdout);
        std::getchar();
        QCoreApplication::exit(code < 0 ? 0 : 1);
    });
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 7)
        return 64;
    SystemClock clock;
    SystemRandom random;
    client::QtKeychainStore keychain;
    client::Opener opener({arguments[1].toStdString(), keychain, clock, random, {}});
    runAndSay(&opener, arguments);
    return app.exec();
}
