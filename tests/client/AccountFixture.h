// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/account/Opener.h"
#include "tests/client/FakeKeychain.h"
#include "tests/client/FakeServer.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

namespace taskward::test {

/// Lets the event loop turn until the coroutine has ended; for tests alone.
template <typename T>
T wait(QCoro::Task<T> task)
{
    std::optional<T> result;
    const auto run = [](QCoro::Task<T> inner, std::optional<T>* out) -> QCoro::Task<> {
        out->emplace(co_await inner);
    };
    auto running = run(std::move(task), &result);
    const bool ended = QTest::qWaitFor([&] { return result.has_value(); }, 20'000);
    if (!ended)
        qFatal("a coroutine did not end");
    return std::move(*result);
}

/// One device: a real account over a fake server and a fake keychain.
class AccountFixture {
public:
    explicit AccountFixture(FakeServer& server) : m_server(&server) { reopenOpener(); }

    bool signIn()
    {
        client::ServerIdentity identity;
        identity.url = "https://fake.invalid:443";
        identity.spkiSha256 = std::string(64, 'a');
        identity.serverId = m_server->serverId;
        identity.serverName = "Fake";
        auto opened =
            wait(opener->signIn(identity, "ann@example.org", Secret::fromText("password")));
        if (opened)
            workspace = std::move(*opened);
        else
            qWarning("sign-in: %d %s", int(opened.error().code), opened.error().detail.c_str());
        return opened.has_value();
    }
    /// As the program is started again.
    Error reopen()
    {
        workspace.reset();
        auto opened = wait(opener->open());
        if (!opened)
            return opened.error();
        workspace = std::move(*opened);
        return {};
    }
    /// As another program on the same profile: what was in memory is gone.
    void restart()
    {
        workspace.reset();
        reopenOpener();
        opener->setPrompter(person);
    }
    Result<TaskId> add(const std::string& title)
    {
        contract::TaskFields fields;
        fields.title = contract::Title(title);
        return wait(workspace->createTask(std::move(fields)));
    }
    Status sync() { return wait(workspace->syncNow()); }
    std::vector<std::string> titles()
    {
        auto page = wait(workspace->tasks({client::View::All, {}, {}, {}, true}, "", 1000));
        std::vector<std::string> out;
        for (const auto& row : page->rows)
            out.push_back(row.task.title);
        return out;
    }
    client::SyncState::Phase phase() const { return workspace->syncState().phase; }
    std::int64_t pending() const { return workspace->syncState().pendingEdits; }
    std::filesystem::path file(const char* name) const
    {
        return std::filesystem::path(directory.path().toStdString()) / name;
    }
    void useServer(FakeServer& server) { m_server = &server; }

    QTemporaryDir directory;
    FakeKeychain keychain;
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<client::Opener> opener;
    std::unique_ptr<client::Workspace> workspace;
    client::Prompter* person = nullptr; ///< whom every later opener asks

private:
    void reopenOpener()
    {
        opener = std::make_unique<client::Opener>(
            client::Opener::Parts{directory.path().toStdString(), keychain, clock, random,
                                  [this](const std::string&, const client::ServerTrust&) {
                                      return m_server->connect();
                                  }});
    }
    FakeServer* m_server;
};

} // namespace taskward::test
