// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/AutoSignIn.h"
#include "app/window/CommandLine.h"
#include "app/window/QuitOnSignal.h"
#include "app/window/Remembered.h"
#include "app/window/Shot.h"
#include "client/account/Opener.h"
#include "client/keychain/QtKeychainStore.h"
#include "ui/Translations.h"
#include "ui/shell/MainWindow.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTimer>
#include <cstdio>
#include <memory>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace taskward;

namespace {

constexpr int kExitUsage = 64;
constexpr auto kAppearanceKey = "appearance";

/// A core dump would hold the keys and the tasks in clear.
void switchOffCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0); // nor may another process of the person read this one's memory
}

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
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    switchOffCoreDumps();
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
