// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <QCoroTask>
#include <chrono>

namespace taskward::client {

/// Asks org.freedesktop.secrets on the session bus whether the default collection can be read now,
/// because a locked one would make libsecret wait for a prompt for ever. Errors: KeychainAbsent (no bus,
/// no service, no default collection), KeychainLocked, KeychainSlow.
QCoro::Task<Status> secretServiceReady(std::chrono::milliseconds deadline);

/// Asks the service to unlock the default collection: its own prompt comes up, over which this program
/// has no say, and the call ends with the person's answer, or after `patience`. Errors: KeychainAbsent,
/// KeychainDenied (the prompt was dismissed), KeychainSlow.
QCoro::Task<Status> unlockSecretService(std::chrono::milliseconds patience);

} // namespace taskward::client
