// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/base/Random.h"
#include "core/contract/Security.h"
#include "core/db/Tx.h"

#include <string>
#include <string_view>
#include <vector>

namespace taskward::identity {

/// What is told about one thing that happened to an account. Views live as long as the call.
struct SecurityFact {
    std::string_view kind;       ///< "auth.login", "auth.refresh.reuse", "auth.lock", ...
    std::string_view cause = {}; ///< wire name of what was wrong, where something was
    std::string_view deviceName = {};
    std::string_view address = {}; ///< whole: its end is cut off before it is kept
    std::string_view actor = {};   ///< an administrator's name or "system"; empty: the account's user
    bool critical = false;
    bool newDevice = false; ///< "Was this you?"
};

/// What a person is shown of an address: its first 24 bits (IPv4) or 48 bits (IPv6, RFC 4291 text
/// form), "192.0.2.0/24". Empty for a text that is no address.
std::string shortenedAddress(std::string_view address);

/// The only SQL on security events. Rows are added in the transaction of what they tell and never
/// changed; a person keeps the newest thousand.
class SecurityEventStore {
public:
    explicit SecurityEventStore(db::Tx& tx) : m_tx(tx) {}

    SecurityEventId append(const UserId& user, const SecurityFact& fact, const Clock& clock,
                           Random& random);
    /// The newest first, those before `cursor` (the id of an event; empty: from the newest on).
    std::vector<contract::SecurityEvent> list(const UserId& user, std::string_view cursor,
                                              std::int64_t limit);
    /// Is there an event of this id in this person's account?
    bool exists(const UserId& user, const SecurityEventId& id);

private:
    db::Tx& m_tx;
};

} // namespace taskward::identity
