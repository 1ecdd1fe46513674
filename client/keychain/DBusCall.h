// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/async/Later.h"
#include "core/base/Error.h"

#include <QDBusMessage>
#include <chrono>

namespace taskward::client {

/// Calls on the session bus; the reply, or the bus' error after `deadline`. Never blocks.
Later<QDBusMessage> callDBus(const QDBusMessage& message, std::chrono::milliseconds deadline);
/// What a reply that is an error means of the service behind it: KeychainSlow, KeychainDenied,
/// KeychainAbsent.
Error dbusError(const QDBusMessage& reply);

} // namespace taskward::client
