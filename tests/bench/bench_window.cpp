// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Drives the real window over a real account (keychain, encrypted cache, server) and prints how long
// the window's thread was busy at a time, phase by phase, as one JSON object.
//
//   bench_window --started NS --profile DIR [--connect URL --pin SHA --email E --password-file F]
//
// With --start-only: nothing but the start. With --connect: signs in and measures the first synchronisation. Without: opens what is cached, and
// measures start, scrolling, searching, completing, and a synchronisation of many changes; for that it
// prints "ready" and reads from standard input the id and the new title of the last changed task.
// --started is CLOCK_MONOTONIC, in nanoseconds, when the program was started.
#include "app/window/AutoSignIn.h"
#include "client/account/Opener.h"
#include "client/keychain/QtKeychainStore.h"
#include "tests/bench/WatchedApplication.h"
#include "ui/Text.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/WorkspacePage.h"
#include "ui/style/Theme.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListPage.h"
#include "ui/tasks/TaskListView.h"

#include <QFile>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <cstdio>
#include <ctime>
#include <iostream>

using namespace taskward;

namespace {

constexpr int kPatienceMs = 120'000;

double megabytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return double(qRound(line.mid(6).trimmed().split(' ').first().toDouble() / 102.4)) / 10;
    }
    return 0;
}

class Drive {
public:
    Drive(bench::WatchedApplication& application, ui::MainWindow& window)
        : m_application(application), m_window(window)
    {}

    QJsonObject& report() { return m_report; }

    bool isOpen()
    {
        return QTest::qWaitFor(
            [this] {
                return m_window.page() &&
                       m_window.page()->list().model().state() == ui::TaskListModel::State::Ready;
            },
            kPatienceMs);
    }

    bool isInSync()
    {
        return QTest::qWaitFor(
            [this] {
                const auto& sync = m_window.workspace()->syncState();
                return sync.phase == client::SyncState::Phase::UpToDate && sync.pendingEdits == 0;
            },
            kPatienceMs);
    }

    template <typename Do>
    void phase(const char* name, Do&& act)
    {
        m_application.beginPhase();
        act();
        QTest::qWait(300);
        QJsonObject figures = m_application.endPhase();
        figures.insert(QStringLiteral("rss_mib"), megabytes());
        m_report.insert(QLatin1String(name), figures);
    }

    ui::TaskListView& list() { return m_window.page()->list().list(); }
    ui::TaskListModel& model() { return m_window.page()->list().model(); }

    void showLargest()
    {
        const client::Overview& overview = m_window.workspace()->overview();
        client::TaskQuery query;
        query.view = client::View::Project;
        std::int64_t most = -1;
        for (const auto& [id, open] : overview.openByProject) {
            if (open > most) {
                most = open;
                query.project = ProjectId{id};
            }
        }
        m_window.page()->showQuery(query);
        isOpen();
    }

    void wheel(int clicks)
    {
        QWidget* target = list().viewport();
        const QPointF at(200, 200);
        for (int i = 0; i < clicks; ++i) {
            QWheelEvent event(at, target->mapToGlobal(at), {}, {0, -360}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(target, &event);
            QTest::qWait(4);
        }
    }

    bool toTheEnd()
    {
        return QTest::qWaitFor(
            [this] {
                list().verticalScrollBar()->setValue(list().verticalScrollBar()->maximum());
                return model().state() == ui::TaskListModel::State::Ready &&
                       !model().canFetchMore({}) && model().rowCount() >= model().total();
            },
            kPatienceMs);
    }

    void search(const QString& words)
    {
        QLineEdit& field = m_window.page()->sidebar().search();
        field.setFocus();
        for (const QChar letter : words) {
            QTest::keyClick(&field, letter.toLatin1());
            QTest::qWait(40);
        }
        isOpen();
        for (int i = 0; i < words.size(); ++i) {
            QTest::keyClick(&field, Qt::Key_Backspace);
            QTest::qWait(40);
        }
    }

    void complete(int count)
    {
        list().setFocus();
        for (int i = 0; i < count; ++i) {
            QTest::keyClick(&list(), Qt::Key_Down);
            QTest::keyClick(&list(), Qt::Key_Space);
            QTest::qWait(60);
        }
        isInSync();
    }

    /// Until what the other device changed last is here.
    bool receive()
    {
        std::puts("ready");
        std::fflush(stdout);
        std::string id;
        std::string title;
        if (!(std::cin >> id) || !std::getline(std::cin >> std::ws, title))
            return false;
        bool arrived = false;
        for (int i = 0; i < kPatienceMs / 20 && !arrived; ++i) {
            auto reading = m_window.workspace()->task(TaskId{id});
            const auto look = [&]() -> QCoro::Task<void> {
                const Result<contract::Task> task = co_await reading;
                arrived = task && task->title.str() == title;
            };
            auto looking = look();
            QTest::qWait(20);
        }
        return arrived;
    }

private:
    bench::WatchedApplication& m_application;
    ui::MainWindow& m_window;
    QJsonObject m_report;
};

QString option(const QStringList& arguments, const char* name)
{
    const qsizetype at = arguments.indexOf(QLatin1String(name));
    return at >= 0 ? arguments.value(at + 1) : QString();
}

double sinceStartMs(const QStringList& arguments)
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const qint64 ns = qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
    return double(qRound(double(ns - option(arguments, "--started").toLongLong()) / 1e5)) / 10;
}

bool measure(Drive& drive, const QStringList& arguments)
{
    drive.report().insert(QStringLiteral("shown_after_ms"), sinceStartMs(arguments));
    QTest::qWait(500);
    drive.report().insert(QStringLiteral("rss_mib"), megabytes());
    if (arguments.contains(QStringLiteral("--start-only")))
        return true;
    if (!drive.isInSync())
        return false;
    drive.showLargest();
    bool received = false;
    drive.phase("receive", [&] { received = drive.receive(); });
    drive.phase("search", [&] { drive.search(QStringLiteral("plan the report")); });
    drive.phase("complete", [&] { drive.complete(10); });
    drive.showLargest();
    drive.phase("scroll", [&] { drive.wheel(400); });
    drive.phase("scroll_to_end", [&] { received = drive.toTheEnd() && received; });
    drive.report().insert(QStringLiteral("rows"), drive.model().rowCount());
    drive.phase("complete_at_end", [&] { drive.complete(1); });
    return received;
}

} // namespace

int main(int argc, char** argv)
{
    bench::WatchedApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Taskward"));
    QCoreApplication::setApplicationName(QStringLiteral("Taskward"));
    const QStringList arguments = QApplication::arguments();
    SystemClock clock;
    SystemRandom random;
    client::QtKeychainStore keychain;
    client::Opener opener(
        {option(arguments, "--profile").toStdString(), keychain, clock, random, {}});
    ui::Theme theme(application);
    ui::MainWindow window(opener, theme, clock);
    Drive drive(application, window);
    const bool fresh = arguments.contains(QStringLiteral("--connect"));
    bool good = true;
    const auto open = [&] {
        if (fresh)
            window.openBy(window::autoSignIn(
                opener, {option(arguments, "--connect"), option(arguments, "--pin"),
                         option(arguments, "--email"), option(arguments, "--password-file")}));
        else
            window.start();
        window.show();
        good = drive.isOpen();
    };
    if (fresh) {
        drive.phase("first_sync", [&] {
            open();
            good = good && drive.isInSync();
        });
    } else {
        application.beginPhase();
        open();
        QApplication::processEvents();
        good = good && measure(drive, arguments);
    }
    std::puts(QJsonDocument(drive.report()).toJson(QJsonDocument::Compact).constData());
    return good ? 0 : 1;
}
