// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <string>

namespace taskward::client {

/// What one account keeps in the keychain, in one entry of less than 2 KiB (the least that any store
/// takes): the keys of its two files with what tells an old or foreign file from the right one, and the
/// refresh token.
struct AccountKeys {
    std::string accountId; ///< of the profile; an entry of another account is a wrong value
    Secret cacheKey;       ///< 32 bytes
    Secret outboxKey;      ///< 32 bytes
    std::string cacheId;   ///< database id inside the file
    std::string outboxId;
    std::uint64_t cacheGeneration = 0; ///< a file with a lower one is an old copy
    std::uint64_t outboxGeneration = 0;
    Secret refreshToken; ///< empty: signed out by the server, or local

    AccountKeys clone() const;
    /// Versioned bytes with a check value over all of it.
    Secret pack() const;
    /// Errors: KeychainWrongValue for anything that pack() did not make.
    static Result<AccountKeys> unpack(const Secret& packed);
    /// A value for the profile that tells, without revealing anything, whether the keys are its own.
    std::string checkValue() const;
};

} // namespace taskward::client
