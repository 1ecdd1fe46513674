// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/AutoSignIn.h"
#include "app/window/CommandLine.h"
#include "app/window/Hardening.h"
#include "app/window/QuitOnSignal.h"
#include "app/window/Remembered.h"
#include "app/window/Shot.h"
#include "client/account/Opener.h"
#include "client/keychain/QtKeychainStore.h"
#include "ui/Translations.h"
#include "ui/security/AppLock.h"
#include "ui/security/DesktopSignals.h"
#include "ui/shell/MainWindow.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTimer>
#include <cstdio>
#include <memory>

using namespace taskward;

namespace {

constexpr int kExitUsage = 64;
constexpr auto kAppearanceKey = "appearance";

void nameTheProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Taskward"));
    QCoreApplication::setApplicationName(QStringLiteral("Taskward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TASKWARD_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.taskward.Taskward"));
}

void rememberAppearance(ui::Theme& theme)
{
    const int stored = QSettings().value(QLatin1String(kAppearanceKey)).toInt();
    if (stored == int(ui::Appearance::Light) || stored == int(ui::Appearance::Dark))
        theme.setAppearance(static_cast<ui::Appearance>(stored));
    QObject::connect(&theme, &ui::Theme::appearanceChosen, &theme, [](ui::Appearance appearance) {
        QSettings().setValue(QLatin1String(kAppearanceKey), int(appearance));
    });
}

/// The lock's settings and what the desktop tells of its own lock.
void attachLock(ui::MainWindow& window, ui::DesktopSignals& desktop)
{
    ui::AppLock& lock = window.appLock();
    QSettings settings;
    lock.setSettings(window::recallLock(settings));
    QObject::connect(&lock, &ui::AppLock::settingsChosen, &lock, [](const ui::LockSettings& now) {
        QSettings chosen;
        window::rememberLock(chosen, now);
    });
    QObject::connect(&desktop, &ui::DesktopSignals::screenLocked, &lock,
                     [&lock] { lock.report(ui::LockCause::ScreenLock); });
    QObject::connect(&desktop, &ui::DesktopSignals::aboutToSleep, &lock, [&lock, &desktop] {
        if (lock.isArmed() && lock.settings().onSleep)
            lock.report(ui::LockCause::Sleep);
        else
            desktop.letSleep();
    });
    QObject::connect(&window, &ui::MainWindow::locked, &desktop, &ui::DesktopSignals::letSleep);
    window.setKnownHosts(window::recallHosts(settings));
    QObject::connect(&window, &ui::MainWindow::hostTrusted, &window, [](const QString& host) {
        QSettings chosen;
        window::rememberHost(chosen, host);
    });
}

int run(QApplication& application, const window::CommandLine& line, const QElapsedTimer& sinceStart)
{
    SystemClock clock;
    SystemRandom random;
    client::QtKeychainStore keychain;
    const std::filesystem::path profile = line.profile.isEmpty()
                                              ? client::Opener::defaultDirectory()
                                              : std::filesystem::path(line.profile.toStdString());
    client::Opener opener({profile, keychain, clock, random, {}});
    ui::Theme theme(application);
    rememberAppearance(theme);
    ui::MainWindow mainWindow(opener, theme, clock);
    QSettings settings;
    mainWindow.place(window::recall(settings));
    ui::DesktopSignals desktop(QDBusConnection::systemBus(), QDBusConnection::sessionBus());
    attachLock(mainWindow, desktop);
    std::unique_ptr<window::Shot> shot;
    if (line.shot.isEmpty())
        QObject::connect(&application, &QCoreApplication::aboutToQuit, &mainWindow,
                         [&] { window::remember(settings, mainWindow.placement()); });
    else
        shot = std::make_unique<window::Shot>(mainWindow, line.shot, sinceStart);
    if (line.connect && !opener.profile().hasAccount)
        mainWindow.openBy(window::autoSignIn(opener, *line.connect));
    else
        mainWindow.start();
    mainWindow.show();
    // After the first frame: the desktop's answer must not delay it.
    QTimer::singleShot(0, &theme, &ui::Theme::followSystem);
    QTimer::singleShot(0, &desktop, &ui::DesktopSignals::listen);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    window::harden();
    QElapsedTimer sinceStart;
    sinceStart.start();
    nameTheProgram();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    // Before the platform is loaded: --version and --help need no display.
    const Result<window::CommandLine> line = window::CommandLine::parse(arguments);
    if (!line) {
        std::fprintf(stderr, "taskward: %s\n", line.error().detail.c_str());
        return kExitUsage;
    }
    if (line->mode == window::CommandLine::Mode::Help) {
        std::fputs(qPrintable(line->help), stdout);
        return 0;
    }
    if (line->mode == window::CommandLine::Mode::Version) {
        std::puts("taskward " TASKWARD_VERSION);
        return 0;
    }
    QApplication application(argc, argv);
    const window::QuitOnSignal quitOnSignal;
    const ui::Translations translations{QLocale()};
    return run(application, *line, sinceStart);
}
