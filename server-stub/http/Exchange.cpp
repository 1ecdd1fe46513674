// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Exchange.h"

#include "server-stub/http/Session.h"
#include "server-stub/http/StreamChannel.h"

#include <utility>

namespace taskward::http {

Exchange::Exchange(std::shared_ptr<LoopPort> port, std::weak_ptr<Session> session,
                   std::uint64_t serial, std::size_t streamBacklogBytes)
    : m_port(std::move(port)), m_session(std::move(session)), m_serial(serial),
      m_streamBacklogBytes(streamBacklogBytes)
{}

template <typename Work>
bool Exchange::onSession(Work&& work)
{
    if (m_port->isCurrentThread()) {
        const auto session = m_session.lock();
        if (session && session->isInHandler(m_serial)) {
            work(session.get());
            return true;
        }
    }
    return m_port->post([weak = m_session, own = std::forward<Work>(work)]() mutable {
        // Locked on the session's thread only: its last reference must not end on another one.
        own(weak.lock().get());
    });
}

void Exchange::respond(Response response)
{
    onSession([serial = m_serial, own = std::move(response)](Session* session) mutable {
        if (session != nullptr)
            session->answer(serial, std::move(own), nullptr);
    });
}

std::shared_ptr<EventStream> Exchange::stream(Response head)
{
    const auto channel = std::make_shared<StreamChannel>(m_port, m_session, m_streamBacklogBytes);
    const bool alive =
        onSession([serial = m_serial, own = std::move(head), channel](Session* session) mutable {
            if (session != nullptr)
                session->answer(serial, std::move(own), channel);
            else
                channel->detach();
        });
    if (!alive)
        channel->detach();
    return channel;
}

void Exchange::abandoned()
{
    onSession([serial = m_serial](Session* session) {
        if (session != nullptr)
            session->fail(serial, Error{ErrorCode::Internal, "request left unanswered", {}});
    });
}

} // namespace taskward::http
