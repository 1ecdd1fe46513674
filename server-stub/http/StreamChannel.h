// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/EventLoop.h"
#include "server-stub/http/Message.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

namespace taskward::http {

class Session;

/// The queue between whoever publishes and the connection that writes. Any thread may send; the
/// session takes from its loop. Outlives the session and the loop: then it is closed.
class StreamChannel final : public EventStream, public std::enable_shared_from_this<StreamChannel> {
public:
    StreamChannel(std::shared_ptr<LoopPort> port, std::weak_ptr<Session> session,
                  std::size_t backlogBytes);

    void send(std::string event) override;
    void close() override;
    bool closed() const override;

    /// For the session: all that waits. It counts as waiting until the next take() or written().
    std::string take();
    void written();
    /// For the session: the connection is gone.
    void detach();

private:
    /// Runs Session::flushStream on the loop.
    void wakeSession();

    const std::shared_ptr<LoopPort> m_port;
    const std::weak_ptr<Session> m_session;
    const std::size_t m_backlogBytes;
    mutable std::mutex m_mutex;
    std::string m_queue;
    std::size_t m_inFlight = 0;
    bool m_scheduled = false;
    bool m_closed = false;
    bool m_overflow = false;
    friend class Session;
    bool overflowed() const;
};

} // namespace taskward::http
