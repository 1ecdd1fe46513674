// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Later.h"

#include <QObject>
#include <QTimer>
#include <chrono>

namespace taskward::client {

/// `co_await pause(100ms, this)`: true after the time, false at once when `owner` goes first.
inline Later<bool> pause(std::chrono::milliseconds time, QObject* owner)
{
    Later<bool> later;
    auto* timer = new QTimer(owner);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, timer, [later, timer]() mutable {
        timer->deleteLater();
        later.resolve(true);
    });
    QObject::connect(timer, &QObject::destroyed, [later]() mutable { later.resolve(false); });
    timer->start(time);
    return later;
}

} // namespace taskward::client
