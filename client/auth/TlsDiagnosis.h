// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/auth/ConnectCode.h"

#include <QCoroTask>
#include <QObject>
#include <chrono>

namespace taskward::client {

/// Why a handshake of TLS 1.3 did not come about.
enum class TlsProblem {
    Unknown,
    PlainHttp, ///< the port speaks HTTP without TLS
    OlderTls,  ///< TLS, but at most 1.2
};

/// Looks at a port on which TLS 1.3 has failed, by two further connections, over which nothing of a
/// person's is sent. Ends within twice the deadline, at once when `owner` goes.
QCoro::Task<TlsProblem> diagnoseTls(ServerAddress address, std::chrono::milliseconds deadline,
                                    QObject* owner);

} // namespace taskward::client
