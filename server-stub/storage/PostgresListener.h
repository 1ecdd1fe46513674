// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/storage/ChangeFanOut.h"
#include "server-stub/storage/PostgresLink.h"

#include <atomic>
#include <memory>
#include <string_view>
#include <thread>

namespace taskward::storage {

/// Hears what every process on the database announces, its own included, on a connection and a
/// thread of its own. After a lost connection it announces that some changes may have been missed.
class PostgresListener {
public:
    static constexpr std::string_view kChannel = "taskward_changes";

    /// Listening when it returns: what is committed from now on is heard.
    static Result<std::unique_ptr<PostgresListener>> start(PostgresTarget target,
                                                           const ChangeFanOut& fanOut);
    ~PostgresListener();
    PostgresListener(const PostgresListener&) = delete;
    PostgresListener& operator=(const PostgresListener&) = delete;

private:
    PostgresListener(PostgresTarget target, const ChangeFanOut& fanOut);
    Status connect();
    void run();
    void announceAll();
    /// Waits for the socket (or only for the end, when there is none). False: stop.
    bool waitFor(int socket, int timeoutMs);

    PostgresTarget m_target;
    const ChangeFanOut& m_fanOut;
    std::unique_ptr<PostgresLink> m_link;
    int m_wake = -1; ///< eventfd: written once, to stop
    std::thread m_thread;
};

} // namespace taskward::storage
