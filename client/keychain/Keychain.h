// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QCoroTask>
#include <string>
#include <vector>

namespace taskward::client {

/// Which programs of this computer keep secrets.
struct KeychainsSeen {
    std::string provider; ///< the program that answers, "gnome-keyring-d"; empty: unknown
    std::vector<std::string> others; ///< backends that are here besides the one in use
};

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
    /// As read(), but whatever would have to ask a person ends with KeychainLocked instead.
    virtual QCoro::Task<Result<Secret>> peek(std::string entry) { return read(std::move(entry)); }
    /// Looks around; opens nothing, starts nothing.
    virtual QCoro::Task<KeychainsSeen> look() { co_return KeychainsSeen{}; }
    /// Which store this is ("secret-service"), remembered in the profile: the same entry in another
    /// store is another entry.
    virtual std::string backend() const = 0;
};

} // namespace taskward::client
