// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/keychain/Keychain.h"

#include <chrono>

namespace taskward::client {

/// Who keeps secrets on this desktop, by the names on the session bus (org.freedesktop.secrets,
/// org.kde.kwalletd5, org.kde.kwalletd6): the program that answers for `inUse`, and the other backends.
/// Starts none of them.
QCoro::Task<KeychainsSeen> keychainsSeen(std::string inUse);

/// Asks KWallet whether it may be used; it is started by the question. Errors: KeychainAbsent (none, or
/// switched off), KeychainSlow.
QCoro::Task<Status> kwalletReady(std::chrono::milliseconds deadline);
/// Is its wallet open, so that reading asks nobody? Errors: KeychainLocked, and those of kwalletReady().
QCoro::Task<Status> kwalletOpen(std::chrono::milliseconds deadline);

} // namespace taskward::client
