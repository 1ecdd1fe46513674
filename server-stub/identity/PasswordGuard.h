// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Secret.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/identity/PasswordHasher.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/ThrottleStore.h"

#include <optional>
#include <string>
#include <string_view>

namespace taskward::identity {

/// Is this the person's password? Asked by signing in, by proving oneself again and by changing the
/// password; slowed by the misses before it, which are committed in transactions of their own whatever
/// becomes of the request. An unknown name, a wrong password, a disabled person and one who has to wait
/// get the same answer; all but the last, for whom nothing is hashed, after the same work. Blocks: for
/// threads of a pool. Thread-safe.
class PasswordGuard {
public:
    /// `key`: 32 bytes, for the digests of names.
    PasswordGuard(db::Database& database, PasswordHasher& hasher, const Clock& clock,
                  Random& random, Secret key)
        : m_database(database), m_hasher(hasher), m_clock(clock), m_random(random),
          m_key(std::move(key))
    {}

    struct Proof {
        UserRow user;
        bool knownDevice = false;
        /// Of the same password, where the parameters have risen; otherwise empty.
        std::string newHash;
    };
    /// Errors: Unauthenticated; RateLimited with retry_after_seconds, for a device alone that this
    /// person has signed in with before.
    Result<Proof> check(const http::Caller& caller, std::string_view email,
                        std::string_view password);
    std::string accountOf(std::string_view email) const;

private:
    struct Attempt {
        std::string account;
        std::string network; ///< where from: /32 or /64
        std::optional<UserRow> user;
        std::string deviceName; ///< of a known device
        bool known = false;
        std::int64_t deviceMisses = 0;
        std::int64_t waitMs = 0;
    };
    Result<Attempt> look(const http::Caller& caller, std::string_view email);
    std::int64_t waitFor(db::Tx& tx, const http::Caller& caller, Attempt& attempt);
    CounterRow rowFor(CounterKind kind, const http::Caller& caller, const Attempt& attempt) const;
    /// False when somebody else was faster and it has to wait after all.
    bool charge(db::Tx& tx, const http::Caller& caller, Attempt& attempt);
    void chargeOne(db::Tx& tx, CounterKind kind, const http::Caller& caller,
                   const Attempt& attempt);
    Status settleMiss(const http::Caller& caller, const Attempt& attempt, bool charged);
    Status settleMatch(const http::Caller& caller, const Attempt& attempt, bool charged);
    tl::unexpected<Error> refusal(const Attempt& attempt) const;

    db::Database& m_database;
    PasswordHasher& m_hasher;
    const Clock& m_clock;
    Random& m_random;
    Secret m_key;
};

} // namespace taskward::identity
