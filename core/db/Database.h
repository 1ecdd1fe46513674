// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/db/Tx.h"

#include <functional>
#include <future>
#include <memory>
#include <type_traits>

namespace taskward::db {

/// The server's store: many threads ask, the engine decides how the work is spread. Thread-safe.
///
/// The embedded engine runs all writes on one writer thread, many requests in one durable
/// transaction (each in its savepoint), and answers none before the commit is on disk; reads run at
/// once on the calling thread, on a connection out of a pool. The other engine runs both on a pool
/// of connections.
class Database {
public:
    using Work = std::function<Status(Tx&)>;
    /// Called exactly once, on a thread of the database (or the caller's, for an inline read),
    /// after the commit is durable or the work has been rolled back. Must not block and not throw.
    using Done = std::function<void(Status)>;

    virtual ~Database() = default;

    /// `work` may run more than once (serialisation failures), never concurrently with itself. A
    /// read is a consistent snapshot; a write sees every write that was answered before it.
    virtual void submitWrite(const Scope& scope, Work work, Done done) = 0;
    virtual void submitRead(const Scope& scope, Work work, Done done) = 0;
    /// True when submitRead runs inline: the caller may then skip handing its state to another
    /// thread.
    virtual bool readsInline() const = 0;
    /// Can the store be read and written now? For /readyz.
    virtual Status check() = 0;
    /// Runs what is queued, then refuses everything (ErrorCode::Overloaded).
    virtual void stop() = 0;

    /// Blocking forms, for commands, tests and threads that may wait: `work` is `Result<T>(Tx&)`.
    template <typename W>
    auto write(const Scope& scope, W&& work) -> std::invoke_result_t<W, Tx&>
    {
        return wait<std::invoke_result_t<W, Tx&>>(std::forward<W>(work), [&](Work w, Done d) {
            submitWrite(scope, std::move(w), std::move(d));
        });
    }
    template <typename W>
    auto read(const Scope& scope, W&& work) -> std::invoke_result_t<W, Tx&>
    {
        return wait<std::invoke_result_t<W, Tx&>>(std::forward<W>(work), [&](Work w, Done d) {
            submitRead(scope, std::move(w), std::move(d));
        });
    }

private:
    template <typename R, typename W, typename Submit>
    static R wait(W&& work, Submit&& submit)
    {
        R result = fail(ErrorCode::Internal);
        // Shared, because the database's thread may still be inside set_value() when we are awake.
        const auto finished = std::make_shared<std::promise<Status>>();
        std::future<Status> future = finished->get_future();
        submit(
            [&](Tx& tx) -> Status {
                result = work(tx);
                return result ? Status{} : Status(fail(result.error()));
            },
            [finished](Status status) { finished->set_value(std::move(status)); });
        const Status status = future.get();
        if (!status)
            return fail(status.error());
        return result;
    }
};

} // namespace taskward::db
