// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/EventLoop.h"
#include "server-stub/http/Message.h"

#include <cstdint>
#include <memory>

namespace taskward::http {

class Session;

/// The far end of one Reply: brings the answer to the connection's own thread. An answer that comes
/// too late (time-out, connection or server gone) finds another serial or no session, and is
/// dropped.
class Exchange final : public Reply::Sink {
public:
    Exchange(std::shared_ptr<LoopPort> port, std::weak_ptr<Session> session, std::uint64_t serial,
             std::size_t streamBacklogBytes);

    void respond(Response response) override;
    std::shared_ptr<EventStream> stream(Response head) override;
    void abandoned() override;

private:
    /// On the session's thread, now when this is its handler's own call, or else posted.
    template <typename Work>
    bool onSession(Work&& work);

    const std::shared_ptr<LoopPort> m_port;
    const std::weak_ptr<Session> m_session;
    const std::uint64_t m_serial;
    const std::size_t m_streamBacklogBytes;
};

} // namespace taskward::http
