// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/db/Database.h"
#include "server-stub/http/Gate.h"
#include "server-stub/http/Router.h"
#include "server-stub/storage/ChangeSignal.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace taskward::sync {

/// GET /v1/events: tells each listener of an organisation its new revision. A listener whose session or
/// key has ended, expired or lost its person is cut off within a second; refreshed tokens leave it as it
/// is. For a key it takes the right to read tasks. Thread-safe; owns one thread.
class EventHub {
public:
    EventHub(http::Router& router, http::Gate& gate, db::Database& database,
             storage::ChangeSignal& changes);
    ~EventHub();
    EventHub(const EventHub&) = delete;
    EventHub& operator=(const EventHub&) = delete;

    /// Ends every stream; for shutting down.
    void close();

private:
    struct Listener {
        std::shared_ptr<http::EventStream> stream;
        http::Caller caller; ///< is asked for again each second
    };

    void accept(http::Request&& request, http::Reply&& reply);
    void add(const http::Caller& caller, http::Reply reply);
    void refuse(const http::Request& request, const Error& error, http::Reply reply);
    void onChange(const storage::Change& change);
    void greet(const http::Caller& caller, const std::shared_ptr<http::EventStream>& stream);
    void watch();

    http::Gate& m_gate;
    db::Database& m_database;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::shared_ptr<Listener>> m_listeners;
    bool m_closing = false;
    storage::Subscription m_subscription;
    std::thread m_watcher;
};

} // namespace taskward::sync
