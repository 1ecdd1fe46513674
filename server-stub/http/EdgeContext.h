// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/HostNames.h"
#include "server-stub/http/Server.h"

#include <atomic>
#include <cstddef>

namespace taskward::http {

/// What all connections of one server share. Read-only while they run, but for the atomic counter.
struct EdgeContext {
    EdgeContext(const ServerOptions& serverOptions, const Router& serverRouter)
        : options(serverOptions), router(serverRouter)
    {}

    const ServerOptions& options;
    const Router& router;
    HostNames hosts;
    /// Bytes of bodies on their way in, see EdgeLimits::bufferedBodyBytes.
    std::atomic<std::size_t> bufferedBytes{0};
};

} // namespace taskward::http
