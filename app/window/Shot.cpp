// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/window/Shot.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/WorkspacePage.h"
#include "ui/tasks/TaskListModel.h"
#include "ui/tasks/TaskListPage.h"

#include <QCoreApplication>
#include <QPixmap>
#include <QTimer>
#include <chrono>
#include <cstdio>

namespace taskward::window {

namespace {

constexpr int kExitCannotCreate = 73;
/// The rows, the counts of the sidebar and the state of synchronisation come one after another.
constexpr std::chrono::milliseconds kSettle{400};

} // namespace

Shot::Shot(ui::MainWindow& window, QString file, const QElapsedTimer& sinceStart, QObject* parent)
    : QObject(parent), m_window(window), m_file(std::move(file)), m_sinceStart(sinceStart)
{
    connect(&m_window, &ui::MainWindow::tasksShown, this, &Shot::take);
    connect(&m_window, &ui::MainWindow::openingFailed, this, [](const Error& error) {
        std::fprintf(stderr, "taskward: %s\n", qPrintable(ui::errorSentence(error)));
        QCoreApplication::exit(1);
    });
}

void Shot::take()
{
    const ui::WorkspacePage* page = m_window.page();
    // An empty list before the first synchronisation is no picture of the tasks.
    if (m_taken || !page || page->list().model().rowCount() == 0)
        return;
    m_taken = true;
    m_window.repaint();
    std::fprintf(stderr, "{\"shown_after_ms\":%lld}\n",
                 static_cast<long long>(m_sinceStart.elapsed()));
    QTimer::singleShot(kSettle, this, [this] {
        const bool written = m_window.grab().save(m_file, "PNG");
        if (!written)
            std::fprintf(stderr, "taskward: cannot write %s\n", qPrintable(m_file));
        QCoreApplication::exit(written ? 0 : kExitCannotCreate);
    });
}

} // namespace taskward::window
