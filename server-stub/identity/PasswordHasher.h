// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/crypto/Password.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace taskward::identity {

/// Every password hash of the server goes through here, so that what guessing costs can be counted.
/// Each takes 46 MiB and about a tenth of a second: on threads of a pool alone. Thread-safe.
class PasswordHasher {
public:
    /// A hash that is none (nobody's, or a mark that there is no password) takes the same work as a
    /// true one, and does not match.
    bool verify(std::string_view hash, std::string_view password)
    {
        ++m_runs;
        const bool real = hash.starts_with("$argon2id$");
        return crypto::verifyPassword(real ? hash : crypto::decoyPasswordHash(), password) && real;
    }
    /// Empty when memory is short.
    std::string hash(std::string_view password)
    {
        ++m_runs;
        return crypto::hashPassword(password);
    }
    std::int64_t runs() const { return m_runs; }

private:
    std::atomic<std::int64_t> m_runs{0};
};

} // namespace taskward::identity
