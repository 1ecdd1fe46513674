// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Pause.h"

#include <QCoroTask>
#include <QLockFile>
#include <QPointer>
#include <chrono>
#include <memory>

namespace taskward::client {

/// Waits, without blocking the thread, until no other process holds the lock file; null after
/// `patience`, or when `owner` went. The lock is released with the pointer; one that a dead process left
/// behind is taken over.
inline QCoro::Task<std::unique_ptr<QLockFile>>
lockFile(std::string path, std::chrono::milliseconds patience, QObject* owner)
{
    constexpr std::chrono::milliseconds kStep{20};
    const QPointer<QObject> alive(owner);
    auto lock = std::make_unique<QLockFile>(QString::fromStdString(path));
    lock->setStaleLockTime(std::chrono::seconds(60));
    for (auto waited = std::chrono::milliseconds(0); !lock->tryLock(0); waited += kStep) {
        if (waited >= patience || !alive)
            co_return std::unique_ptr<QLockFile>();
        auto step = pause(kStep, alive);
        co_await step;
    }
    co_return std::move(lock);
}

} // namespace taskward::client
