// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <QCoroTask>
#include <QString>
#include <chrono>

namespace taskward::client {

/// Asks org.freedesktop.secrets on the session bus whether the default collection can be read now,
/// because a locked one would make libsecret wait for a prompt for ever. Errors: KeychainAbsent (no bus,
/// no service, no default collection), KeychainLocked, KeychainSlow.
QCoro::Task<Status> secretServiceReady(std::chrono::milliseconds deadline);

/// Asks whether the item that QtKeychain keeps under these names is locked by itself, which libsecret would
/// pass off as one that is not there when the person refuses to unlock it. Success also when there is none.
/// Errors: as above.
QCoro::Task<Status> secretItemOpen(QString service, QString entry,
                                   std::chrono::milliseconds deadline);

/// Asks the service to unlock the default collection: its own prompt comes up, over which this program
/// has no say, and the call ends with the person's answer, or after `patience`. Errors: KeychainAbsent,
/// KeychainDenied (the prompt was dismissed), KeychainSlow.
QCoro::Task<Status> unlockSecretService(std::chrono::milliseconds patience);

} // namespace taskward::client
