// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/db/Tx.h"

#include <functional>
#include <memory>
#include <type_traits>

namespace taskward::db {

/// One connection used by one thread, with transactions as lambdas: commit on a value, roll back on
/// an error or a throw. The client's cache and outbox and the tools work on it; the server goes
/// through Database. Not thread-safe.
class Connection {
public:
    explicit Connection(std::unique_ptr<Driver> driver) : m_driver(std::move(driver)) {}

    /// `work` is `Result<T>(Tx&)`. The value is durable when write() returns it.
    template <typename Work>
    auto write(Work&& work) -> std::invoke_result_t<Work, Tx&>
    {
        return inTransaction(TxKind::Write, std::forward<Work>(work));
    }
    /// A consistent snapshot.
    template <typename Work>
    auto read(Work&& work) -> std::invoke_result_t<Work, Tx&>
    {
        return inTransaction(TxKind::Read, std::forward<Work>(work));
    }

    Driver& driver() { return *m_driver; }

private:
    template <typename Work>
    auto inTransaction(TxKind kind, Work&& work) -> std::invoke_result_t<Work, Tx&>
    {
        using R = std::invoke_result_t<Work, Tx&>;
        R result = fail(ErrorCode::Internal);
        const Status status = runInTransaction(kind, [&](Tx& tx) -> Status {
            result = work(tx);
            return result ? Status{} : Status(fail(result.error()));
        });
        if (!status)
            return fail(status.error());
        return result;
    }
    /// Begins, runs, commits; maps DbError and any other exception to an Error; repeats a retryable
    /// failure a bounded number of times (the work must therefore be repeatable).
    Status runInTransaction(TxKind kind, const std::function<Status(Tx&)>& work);

    std::unique_ptr<Driver> m_driver;
};

} // namespace taskward::db
