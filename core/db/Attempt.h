// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/db/Driver.h"

#include <functional>

namespace taskward::db {

/// What one run of some work below the transaction line came to.
struct Attempt {
    Status status;
    /// The same work may succeed when it is run again.
    bool retryable = false;
};

/// Runs `work` and turns whatever it throws into an Error: DbError keeps its code, everything else
/// is Internal. The one place where exceptions become results; used by every owner of a
/// transaction.
Attempt attempt(const std::function<Status()>& work);

/// The pause before run number `next` (2, 3, ...), growing and jittered, at most 50 ms.
void backOff(int next);

} // namespace taskward::db
