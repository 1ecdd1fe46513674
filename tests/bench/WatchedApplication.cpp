// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/bench/WatchedApplication.h"

#include <QEvent>
#include <QMetaEnum>
#include <algorithm>
#include <cmath>
#include <ctime>

namespace taskward::bench {

namespace {

constexpr double kLimitMs = 16;

double milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

} // namespace

WatchedApplication::WatchedApplication(int& argc, char** argv) : QApplication(argc, argv) {}

bool WatchedApplication::notify(QObject* receiver, QEvent* event)
{
    if (m_depth > 0)
        return QApplication::notify(receiver, event);
    // Asked before: the receiver may be gone afterwards.
    const char* receiverClass = receiver->metaObject()->className();
    const QEvent::Type type = event->type();
    ++m_depth;
    const double wall = milliseconds(CLOCK_MONOTONIC);
    const double cpu = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    const bool handled = QApplication::notify(receiver, event);
    const double usedCpu = milliseconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
    const double usedWall = milliseconds(CLOCK_MONOTONIC) - wall;
    --m_depth;
    m_walls.push_back(static_cast<float>(usedWall));
    m_longestCpu = std::max(m_longestCpu, usedCpu);
    if (usedWall > m_longest.wall)
        m_longest = {
            usedWall, usedCpu,
            QStringLiteral("%1 of %2")
                .arg(QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(type)),
                     QString::fromLatin1(receiverClass))};
    return handled;
}

void WatchedApplication::beginPhase()
{
    m_walls.clear();
    m_longest = {};
    m_longestCpu = 0;
}

QJsonObject WatchedApplication::endPhase() const
{
    std::vector<float> walls = m_walls;
    std::ranges::sort(walls);
    const auto over = walls.end() - std::ranges::upper_bound(walls, static_cast<float>(kLimitMs));
    const double p99 = walls.empty() ? 0 : double(walls[walls.size() * 99 / 100]);
    return {{"steps", qint64(walls.size())},
            {"longest_ms", rounded(m_longest.wall)},
            {"longest_step", m_longest.what},
            {"longest_step_cpu_ms", rounded(m_longest.cpu)},
            {"longest_cpu_ms", rounded(m_longestCpu)},
            {"p99_ms", rounded(p99)},
            {"over_16_ms", qint64(over)}};
}

} // namespace taskward::bench
