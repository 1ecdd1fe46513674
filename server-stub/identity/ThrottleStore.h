// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/db/Tx.h"
#include "server-stub/identity/Throttle.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace taskward::identity {

struct CounterRow {
    std::string id; ///< from counterId()
    CounterKind kind = CounterKind::Source;
    std::string account; ///< digest of the folded name, whether or not somebody has it
    std::optional<UserId> user;
    std::string source; ///< for people: an address with its end cut off, or a device's name
    Counter counter;
};

/// Where the counter of an account and a source is found. `source`: a network, a device's key; empty
/// for Spread.
std::string counterId(CounterKind kind, std::string_view account, std::string_view source);

/// The only SQL on wrong passwords.
class ThrottleStore {
public:
    explicit ThrottleStore(db::Tx& tx) : m_tx(tx) {}

    /// An empty counter where there is none.
    Counter find(std::string_view id);
    void put(const CounterRow& row);
    void erase(std::string_view id);
    /// Those of a person, or of every person (`user` empty) that were touched since.
    std::vector<CounterRow> ofPeople(const std::optional<UserId>& user, Timestamp since,
                                     std::int64_t limit);
    std::int64_t eraseOf(const UserId& user);
    /// Forgets what rested since `before`, and of names that nobody has all but the newest `strangers`:
    /// no flood of names makes the table grow without end, none makes it forget a person's counters.
    void prune(Timestamp before, std::int64_t strangers);

private:
    db::Tx& m_tx;
};

} // namespace taskward::identity
