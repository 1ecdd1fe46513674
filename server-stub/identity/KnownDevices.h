// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/db/Database.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace taskward::identity {

/// The keys of all devices that somebody has signed in with, in memory: what spares them from the
/// limits for strangers is known before the store is asked, also while a flood is on. Read again from
/// the store when a stranger turns up, but not more often than every few seconds, and without anybody
/// waiting for it. Thread-safe; the store must have stopped before it goes.
class KnownDevices {
public:
    /// Reads the store.
    KnownDevices(db::Database& database, const Clock& clock);
    bool contains(std::string_view deviceKey);
    /// A sign-in from it has just succeeded here.
    void add(std::string_view deviceKey);

private:
    void readAgain();
    bool isTimeToRead();

    db::Database& m_database;
    const Clock& m_clock;
    std::mutex m_mutex;
    std::unordered_set<std::string> m_keys;
    std::int64_t m_readAtMs = INT64_MIN / 2; ///< monotonic
};

} // namespace taskward::identity
