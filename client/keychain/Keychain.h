// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QCoroTask>
#include <string>

namespace taskward::client {

/// The operating system's store of secrets. Every call ends within the implementation's own deadline.
/// Errors: KeychainAbsent, KeychainLocked, KeychainSlow, KeychainDenied; read: KeyNotFound.
class Keychain {
public:
    virtual ~Keychain() = default;
    virtual QCoro::Task<Result<Secret>> read(std::string entry) = 0;
    virtual QCoro::Task<Status> write(std::string entry, Secret value) = 0;
    /// Success also when there was no such entry.
    virtual QCoro::Task<Status> remove(std::string entry) = 0;
    /// Has the store ask the person to unlock it. Errors: KeychainDenied (the person said no).
    virtual QCoro::Task<Status> unlock() { co_return Status{}; }
    /// Which store this is ("secret-service"), remembered in the profile: the same entry in another
    /// store is another entry.
    virtual std::string backend() const = 0;
};

} // namespace taskward::client
