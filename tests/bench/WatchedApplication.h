// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QApplication>
#include <QJsonObject>
#include <QString>
#include <vector>

namespace taskward::bench {

/// Times every step of the window's thread: one event, from its delivery to its return, with all that
/// is called from it. Both clocks are kept: the wall's is what a person feels (and what other programs
/// of the machine lengthen), the thread's own processor time is what the program costs.
class WatchedApplication final : public QApplication {
public:
    WatchedApplication(int& argc, char** argv);

    bool notify(QObject* receiver, QEvent* event) override;
    void beginPhase();
    /// {"steps", "longest_ms", "longest_cpu_ms", "longest_step", "p99_ms", "over_16_ms"}
    QJsonObject endPhase() const;

private:
    struct Longest {
        double wall = 0;
        double cpu = 0;
        QString what;
    };

    int m_depth = 0;
    std::vector<float> m_walls;
    Longest m_longest;
    double m_longestCpu = 0;
};

} // namespace taskward::bench
