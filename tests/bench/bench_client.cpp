// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/account/Opener.h"
#include "client/auth/ConnectCode.h"
#include "tests/client/FakeKeychain.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>

/// What a person waits for: the first synchronisation, and ten changes on their way to the server and to
/// a second device. The real account over TLS to a running server, with encrypted files on disk; only
/// the keys are in memory instead of the keychain, which is asked once at a start and is measured there.
///     bench_client URL PIN EMAIL PASSWORD-FILE ROUNDS      prints one JSON object
namespace {

using namespace taskward;
using client::SyncState;

constexpr int kChanges = 10;
constexpr int kPageRows = 200;

[[noreturn]] void giveUp(const char* what, const Error& error)
{
    std::fprintf(stderr, "bench_client: %s: %s %s\n", what,
                 std::string(errorInfo(error.code).wireName).c_str(), error.detail.c_str());
    std::exit(1);
}

template <typename T>
T wait(QCoro::Task<T> task)
{
    std::optional<T> result;
    QEventLoop loop;
    const auto run = [](QCoro::Task<T> inner, std::optional<T>* out,
                        QEventLoop* turning) -> QCoro::Task<> {
        out->emplace(co_await inner);
        turning->quit();
    };
    auto running = run(std::move(task), &result, &loop);
    while (!result)
        loop.exec();
    return std::move(*result);
}

template <typename T>
T must(Result<T> result, const char* what)
{
    if (!result)
        giveUp(what, result.error());
    return std::move(*result);
}

void must(const Status& status, const char* what)
{
    if (!status)
        giveUp(what, status.error());
}

double memoryMib()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').constFirst().toDouble() / 1024.0;
    }
    return 0;
}

struct Target {
    client::ServerIdentity server;
    std::string email;
    std::string passwordFile;
};

/// One installation of the client.
class Device {
public:
    Device() : m_opener({m_directory.path().toStdString(), m_keychain, m_clock, m_random, {}}) {}

    void signIn(const Target& target)
    {
        QFile file(QString::fromStdString(target.passwordFile));
        if (!file.open(QIODevice::ReadOnly))
            giveUp("password file", {ErrorCode::NotFound, target.passwordFile, {}});
        const std::string password = file.readAll().trimmed().toStdString();
        m_workspace =
            must(wait(m_opener.signIn(target.server, target.email, Secret::fromText(password))),
                 "login");
    }
    client::Workspace& operator*() { return *m_workspace; }
    client::Workspace* operator->() { return m_workspace.get(); }
    bool settled() const
    {
        const auto& state = m_workspace->syncState();
        return state.phase == SyncState::Phase::UpToDate && state.pendingEdits == 0;
    }

private:
    QTemporaryDir m_directory;
    test::FakeKeychain m_keychain;
    SystemClock m_clock;
    SystemRandom m_random;
    client::Opener m_opener;
    std::unique_ptr<client::Workspace> m_workspace;
};

/// Milliseconds, with their fraction, since it was made.
class Watch {
public:
    double ms() const
    {
        const auto passed = std::chrono::steady_clock::now() - m_start;
        return std::chrono::duration<double, std::milli>(passed).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void turnUntil(const std::function<bool()>& done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// Which of the tasks already have their new title on a device, asked as a window asks: by reading again
/// what was named as changed.
class Arrivals : public QObject {
public:
    Arrivals(client::Workspace& workspace, std::map<std::string, std::string> titles)
        : m_workspace(workspace), m_titles(std::move(titles))
    {
        connect(&workspace, &client::Workspace::tasksChanged, this,
                [this](const std::vector<TaskId>& ids) { look(ids); });
    }
    bool complete() const { return m_titles.empty(); }

private:
    QCoro::Task<> look(std::vector<TaskId> ids)
    {
        if (ids.empty()) {
            for (const auto& [id, title] : m_titles)
                ids.push_back(TaskId{id});
        }
        for (const auto& id : ids) {
            auto reading = m_workspace.task(id);
            const auto task = co_await reading;
            const auto found = m_titles.find(id.value);
            if (task && found != m_titles.end() && task->title.str() == found->second)
                m_titles.erase(found);
        }
    }

    client::Workspace& m_workspace;
    std::map<std::string, std::string> m_titles;
};

struct Times {
    double saved = 0;  ///< durable on the device: what the person waits for
    double server = 0; ///< the server has answered for all
    double other = 0;  ///< the second device shows all
};

Times tenChanges(Device& a, Device& b, const std::vector<TaskId>& tasks, int round)
{
    // Of this run alone: a title that a task already has is no change, and nobody hears of it.
    const std::string title = toRfc3339(SystemClock().now()) + " round " + std::to_string(round);
    std::map<std::string, std::string> titles;
    for (const auto& id : tasks)
        titles[id.value] = title;
    Arrivals arrivals(*b, titles);
    Times times;
    const Watch watch;
    for (const auto& id : tasks) {
        contract::TaskFields fields;
        fields.title = contract::Title(title);
        must(wait(a->updateTask(id, std::move(fields))), "change");
    }
    times.saved = watch.ms();
    turnUntil([&] {
        if (times.server == 0 && a->syncState().pendingEdits == 0)
            times.server = watch.ms();
        return times.server > 0 && arrivals.complete();
    });
    times.other = watch.ms();
    turnUntil([&] { return a.settled() && b.settled(); });
    return times;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

template <typename Member>
void printSeries(const char* name, const std::vector<Times>& all, Member member)
{
    std::vector<double> values;
    for (const auto& times : all)
        values.push_back(times.*member);
    std::printf(",\"%s\":{\"median\":%.1f,\"worst\":%.1f}", name, median(values),
                *std::ranges::max_element(values));
}

int measure(const Target& target, int rounds)
{
    Device a;
    a.signIn(target);
    const double before = memoryMib();
    const Watch watch;
    must(wait(a->syncNow()), "first sync");
    const double firstSync = watch.ms();
    const double after = memoryMib();
    const auto page =
        must(wait(a->tasks({client::View::All, {}, {}, {}, false}, "", kPageRows)), "list");
    std::vector<TaskId> tasks;
    for (const auto& row : page.rows) {
        if (tasks.size() < kChanges)
            tasks.push_back(row.task.id);
    }
    std::printf("{\"first_sync_ms\":%.1f,\"rss_before_mib\":%.1f,\"rss_mib\":%.1f", firstSync,
                before, after);

    Device b;
    b.signIn(target);
    must(wait(b->syncNow()), "first sync of the second device");
    a->startSync();
    b->startSync();
    turnUntil([&] { return a.settled() && b.settled(); });
    std::vector<Times> all;
    for (int round = 0; round < rounds; ++round)
        all.push_back(tenChanges(a, b, tasks, round));
    printSeries("ten_changes_saved_ms", all, &Times::saved);
    printSeries("ten_changes_on_server_ms", all, &Times::server);
    printSeries("ten_changes_on_other_device_ms", all, &Times::other);
    std::printf(",\"rounds\":%d}\n", rounds);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 6) {
        std::fputs("usage: bench_client URL PIN EMAIL PASSWORD-FILE ROUNDS\n", stderr);
        return 64;
    }
    Target target;
    target.server.url = argv[1];
    target.server.spkiSha256 = argv[2];
    target.server.pinnedByCode = true;
    target.email = argv[3];
    target.passwordFile = argv[4];
    return measure(target, std::max(1, std::atoi(argv[5])));
}
