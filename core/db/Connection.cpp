// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/db/Connection.h"

#include "core/db/Attempt.h"

namespace taskward::db {

namespace {

/// Each busy attempt has already waited busyTimeoutMs inside the engine.
constexpr int kMaxAttempts = 3;

} // namespace

Status Connection::runInTransaction(TxKind kind, const std::function<Status(Tx&)>& work)
{
    for (int run = 1;; ++run) {
        Attempt outcome = attempt([&]() -> Status {
            m_driver->begin(kind);
            Tx tx(*m_driver);
            TW_TRY(work(tx));
            m_driver->commit();
            return {};
        });
        if (outcome.status)
            return {};
        m_driver->rollback();
        if (!outcome.retryable || run == kMaxAttempts || !m_driver->healthy())
            return std::move(outcome.status);
        backOff(run + 1);
    }
}

} // namespace taskward::db
