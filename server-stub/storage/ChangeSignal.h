// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace taskward::db {
class Tx;
}

namespace taskward::storage {

/// An organisation reached a revision. An empty organisation means: some announcements may have
/// been lost (the connection that brings them broke), so ask again for every organisation.
struct Change {
    OrgId org;
    std::int64_t revision = 0;
};

/// Ends the subscription when it goes; afterwards the subscriber is not called and not running.
class Subscription {
public:
    Subscription() = default;
    explicit Subscription(std::shared_ptr<void> token) : m_token(std::move(token)) {}

private:
    std::shared_ptr<void> m_token;
};

/// Tells every process on the store that an organisation has changed, once the change is durable.
/// Thread-safe. Announcements of one organisation may be merged: the newest revision is what
/// counts.
class ChangeSignal {
public:
    /// Called on a thread of the store. Must not block, throw, subscribe or end a subscription.
    using Subscriber = std::function<void(const Change&)>;

    virtual ~ChangeSignal() = default;
    /// Inside a write transaction of the same store: announced after its commit, forgotten with its
    /// rollback. Throws DbError like every function of a transaction.
    virtual void publish(db::Tx& tx, const OrgId& org, std::int64_t revision) = 0;
    [[nodiscard]] virtual Subscription subscribe(Subscriber subscriber) = 0;
};

} // namespace taskward::storage
