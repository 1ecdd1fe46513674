// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/sync/EventHub.h"

#include "core/contract/Json.h"
#include "core/contract/Sync.h"
#include "core/policy/Roles.h"
#include "server-stub/http/Api.h"
#include "server-stub/tasks/FeedStore.h"

#include <algorithm>
#include <chrono>

namespace taskward::sync {

namespace {

std::string changedEvent(std::int64_t revision)
{
    return "event: changed\ndata: " + contract::toJson(contract::ChangedEvent{revision}) + "\n\n";
}

bool mayListen(const http::Caller& caller)
{
    constexpr auto kRight = contract::Permission::TaskRead;
    if (caller.byApiKey() && std::ranges::find(caller.scopes, kRight) == caller.scopes.end())
        return false;
    return !caller.restriction && policy::roleAllows(caller.role, kRight);
}

} // namespace

EventHub::EventHub(http::Router& router, http::Gate& gate, db::Database& database,
                   storage::ChangeSignal& changes)
    : m_gate(gate), m_database(database)
{
    http::RouteOptions options;
    options.takesBody = false;
    router.add(http::Method::Get, std::string(contract::kEventsPath), options,
               [this](http::Request&& request, http::Reply&& reply) {
                   accept(std::move(request), std::move(reply));
               });
    m_subscription = changes.subscribe([this](const storage::Change& change) { onChange(change); });
    m_watcher = std::thread([this] { watch(); });
}

EventHub::~EventHub()
{
    m_subscription = {};
    close();
    if (m_watcher.joinable())
        m_watcher.join();
}

void EventHub::close()
{
    std::vector<std::shared_ptr<Listener>> listeners;
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        listeners.swap(m_listeners);
    }
    m_wake.notify_all();
    for (const auto& listener : listeners)
        listener->stream->close();
}

void EventHub::accept(http::Request&& request, http::Reply&& reply)
{
    auto held = std::make_shared<http::Request>(std::move(request));
    auto answer = std::make_shared<http::Reply>(std::move(reply));
    m_gate.authenticate(*held, [this, held, answer](Result<http::Caller> caller) {
        if (!caller)
            return refuse(*held, caller.error(), std::move(*answer));
        if (!mayListen(*caller))
            return refuse(*held, {ErrorCode::PermissionDenied, {}, {}}, std::move(*answer));
        add(*caller, std::move(*answer));
    });
}

void EventHub::refuse(const http::Request& request, const Error& error, http::Reply reply)
{
    auto response = http::problemResponse(error, request.requestId);
    if (response.status == 401)
        response.headers.emplace_back("WWW-Authenticate", http::Api::challengeFor(error));
    if (request.header("dpop"))
        response.headers.emplace_back("DPoP-Nonce", m_gate.nonce());
    reply(std::move(response));
}

void EventHub::add(const http::Caller& caller, http::Reply reply)
{
    http::Response head;
    head.contentType = "text/event-stream";
    auto listener = std::make_shared<Listener>();
    listener->stream = reply.stream(std::move(head));
    listener->caller = caller;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closing) {
            listener->stream->close();
            return;
        }
        m_listeners.push_back(listener);
    }
    // After it is in the list: a change between the two is told twice rather than never.
    greet(caller, listener->stream);
}

void EventHub::greet(const http::Caller& caller, const std::shared_ptr<http::EventStream>& stream)
{
    auto revision = std::make_shared<std::int64_t>(0);
    m_database.submitRead(
        caller.scope(),
        [revision, org = caller.org](db::Tx& tx) -> Status {
            *revision = tasks::RevisionStore(tx).state(org).revision;
            return {};
        },
        [revision, stream](Status status) {
            if (status)
                stream->send(changedEvent(*revision));
            else
                stream->close();
        });
}

void EventHub::onChange(const storage::Change& change)
{
    const std::string event = changedEvent(change.revision);
    const std::lock_guard lock(m_mutex);
    for (const auto& listener : m_listeners) {
        // Announcements may have been lost: ending the streams makes each client ask for itself.
        if (change.org.empty())
            listener->stream->close();
        else if (listener->caller.org == change.org)
            listener->stream->send(event);
    }
}

void EventHub::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_closing) {
        m_wake.wait_for(lock, std::chrono::seconds(1), [this] { return m_closing; });
        std::erase_if(m_listeners, [](const auto& listener) { return listener->stream->closed(); });
        const auto listeners = m_listeners;
        lock.unlock();
        for (const auto& listener : listeners) {
            m_gate.recheck(listener->caller, [listener](Result<http::Caller> caller) {
                // A store that cannot answer now says nothing about the session.
                if (caller ? !mayListen(*caller) : caller.error().code == ErrorCode::Unauthenticated)
                    listener->stream->close();
            });
        }
        lock.lock();
    }
}

} // namespace taskward::sync
