// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>

namespace taskward::ui {
class MainWindow;
}

namespace taskward::window {

/// Writes a picture of the window once its tasks are read and painted, then ends the program: 0, or
/// 1 when the workspace could not be opened, 73 when the file cannot be written.
class Shot final : public QObject {
    Q_OBJECT

public:
    /// `sinceStart` runs since main() began: when the tasks are painted, its value goes to stderr,
    /// for whoever measures.
    Shot(ui::MainWindow& window, QString file, const QElapsedTimer& sinceStart,
         QObject* parent = nullptr);

private:
    void take();

    ui::MainWindow& m_window;
    QString m_file;
    const QElapsedTimer& m_sinceStart;
    bool m_taken = false;
};

} // namespace taskward::window
