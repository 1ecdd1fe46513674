// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/Sync.h"
#include "core/db/Tx.h"
#include "server-stub/http/Caller.h"
#include "server-stub/tasks/Change.h"
#include "server-stub/tasks/Cursor.h"

namespace taskward::sync {

/// Operations up, changes down. Runs inside the transaction of its endpoint.
class SyncService {
public:
    SyncService(const Clock& clock, Random& random, const tasks::Cursor& cursor)
        : m_clock(clock), m_random(random), m_cursor(cursor)
    {
    }

    /// Each operation in a savepoint of its own: one that is refused leaves the others alone.
    Result<contract::SyncPush::Response> push(db::Tx& tx, const http::Caller& caller,
                                              const contract::SyncPush::Request& request);
    /// A cursor that is not of this server and epoch counts as none: the client compares `epoch` and
    /// `revision` with what it has and asks the person before it drops anything.
    Result<contract::SyncPull::Response> pull(db::Tx& tx, const http::Caller& caller,
                                              const contract::SyncPull::Request& request);

private:
    Result<contract::OperationResult> applyOnce(db::Tx& tx, const http::Caller& caller,
                                                const contract::Operation& operation);
    Result<contract::OperationResult> apply(tasks::Change& change, const contract::Operation& operation);

    const Clock& m_clock;
    Random& m_random;
    const tasks::Cursor& m_cursor;
};

} // namespace taskward::sync
