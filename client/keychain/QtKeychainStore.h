// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Turnstile.h"
#include "client/keychain/Keychain.h"

#include <QObject>
#include <chrono>

namespace QKeychain {
class Job;
}

namespace taskward::client {

/// The operating system's keychain by QtKeychain: one call at a time, each with a deadline of its own
/// (QtKeychain may never answer), never with its plain-text fallback. The owner's thread.
class QtKeychainStore final : public QObject, public Keychain {
    Q_OBJECT

public:
    /// Below the 25 s after which D-Bus gives up by itself, with an error that tells nothing.
    static constexpr std::chrono::seconds kDeadline{20};

    explicit QtKeychainStore(std::chrono::milliseconds deadline = kDeadline);

    QCoro::Task<Result<Secret>> read(std::string entry) override;
    QCoro::Task<Result<Secret>> peek(std::string entry) override;
    QCoro::Task<KeychainsSeen> look() override;
    QCoro::Task<Status> write(std::string entry, Secret value) override;
    QCoro::Task<Status> remove(std::string entry) override;
    QCoro::Task<Status> unlock() override;
    std::string backend() const override;

private:
    /// Is there a store that answers, and the entry one that can be read without asking anybody?
    QCoro::Task<Status> ready(QString entry);
    /// Starts the job and waits for it or for the deadline. The job deletes itself.
    QCoro::Task<Status> finish(QKeychain::Job* job, std::string entry);

    std::chrono::milliseconds m_deadline;
    Turnstile m_turnstile;
};

} // namespace taskward::client
