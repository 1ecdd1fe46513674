// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Limits.h"

#include <chrono>
#include <cstddef>

namespace taskward::http {

/// The time-outs and caps of the edge. The defaults are the published ones (core/base/Limits.h);
/// tests hand in shorter ones.
struct EdgeLimits {
    std::chrono::milliseconds handshake = limits::kTlsHandshakeTimeout;
    std::chrono::milliseconds header = limits::kHeaderTimeout;
    /// A body, and an answer on its way out, may take bodyGrace plus its size at the least rate.
    std::chrono::milliseconds bodyGrace = limits::kHeaderTimeout;
    std::size_t minBytesPerSecond = limits::kMinBodyBytesPerSecond;
    std::chrono::milliseconds handler = limits::kHandlerTimeout;
    std::chrono::milliseconds idle = limits::kIdleTimeout;
    std::chrono::milliseconds heartbeat = limits::kEventHeartbeat;
    std::chrono::milliseconds drain = limits::kDrainTimeout;
    /// After a last answer: how long what the peer still sends is read and thrown away, so that the
    /// answer is not lost in a TCP reset.
    std::chrono::milliseconds linger = std::chrono::seconds{2};
    /// How often deadlines are looked at.
    std::chrono::milliseconds tick = std::chrono::seconds{1};

    std::size_t connectionsPerAddress = limits::kMaxConnectionsPerAddress;
    std::size_t connections = limits::kMaxConnections;
    /// Bytes of unfinished bodies over all connections; beyond, a body is answered with 503.
    std::size_t bufferedBodyBytes = 64 * 1024 * 1024;
    /// Events that wait for one slow reader before it is dropped.
    std::size_t streamBacklogBytes = 256 * 1024;
};

} // namespace taskward::http
