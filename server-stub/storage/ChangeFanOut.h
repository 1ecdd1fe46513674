// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/storage/ChangeSignal.h"

#include <map>
#include <memory>
#include <mutex>
#include <span>

namespace taskward::storage {

/// The subscribers of one process. Thread-safe.
class ChangeFanOut {
public:
    [[nodiscard]] Subscription subscribe(ChangeSignal::Subscriber subscriber);
    /// Calls every subscriber for every change, one after the other.
    void announce(std::span<const Change> changes) const;

private:
    struct Shared {
        std::mutex mutex;
        std::map<std::uint64_t, ChangeSignal::Subscriber> subscribers;
        std::uint64_t next = 0;
    };
    /// Shared with the subscriptions, which may outlive the store.
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

} // namespace taskward::storage
