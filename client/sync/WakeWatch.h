// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"

#include <QObject>
#include <QTimer>

namespace taskward::client {

/// Notices that the computer slept: timers and the steady clock stood still, the clock on the wall went
/// on. Needs no service of the operating system; a clock that was set forward looks the same, and asking
/// once more does no harm. The owner's thread.
class WakeWatch : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kTick{5};
    static constexpr std::int64_t kSleptMs = 20'000;

    explicit WakeWatch(const Clock& clock) : m_clock(clock)
    {
        m_tick.setInterval(kTick);
        connect(&m_tick, &QTimer::timeout, this, &WakeWatch::look);
    }
    void start()
    {
        remember();
        m_tick.start();
    }
    void stop() { m_tick.stop(); }
    /// What each tick does.
    void look()
    {
        const std::int64_t wall = m_clock.now().ms - m_wallMs;
        const std::int64_t steady = m_clock.monotonicMs() - m_steadyMs;
        remember();
        if (wall - steady > kSleptMs)
            emit woke();
    }

signals:
    void woke();

private:
    void remember()
    {
        m_wallMs = m_clock.now().ms;
        m_steadyMs = m_clock.monotonicMs();
    }

    const Clock& m_clock;
    QTimer m_tick;
    std::int64_t m_wallMs = 0;
    std::int64_t m_steadyMs = 0;
};

} // namespace taskward::client
