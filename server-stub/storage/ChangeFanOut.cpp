// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/storage/ChangeFanOut.h"

namespace taskward::storage {

Subscription ChangeFanOut::subscribe(ChangeSignal::Subscriber subscriber)
{
    const std::lock_guard lock(m_shared->mutex);
    const std::uint64_t id = ++m_shared->next;
    m_shared->subscribers.emplace(id, std::move(subscriber));
    // A null token with a deleter: the deleter runs when the last copy goes.
    return Subscription(std::shared_ptr<void>(nullptr, [shared = m_shared, id](void*) {
        const std::lock_guard guard(shared->mutex);
        shared->subscribers.erase(id);
    }));
}

void ChangeFanOut::announce(std::span<const Change> changes) const
{
    // Called under the lock, so that the end of a subscription waits for a running call.
    const std::lock_guard lock(m_shared->mutex);
    for (const auto& [id, subscriber] : m_shared->subscribers) {
        for (const Change& change : changes)
            subscriber(change);
    }
}

} // namespace taskward::storage
