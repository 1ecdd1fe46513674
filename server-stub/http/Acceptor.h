// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/ConnectionTable.h"
#include "server-stub/http/EdgeContext.h"
#include "server-stub/http/EventLoop.h"
#include "server-stub/http/TlsContext.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <vector>

namespace taskward::http {

/// Takes new connections on the first loop's thread and gives each to the loop with the fewest.
/// When the process has no descriptors left it displaces a connection and tries again a little
/// later.
class Acceptor {
public:
    using Loops = std::vector<std::unique_ptr<EventLoop>>;

    Acceptor(Loops& loops, EdgeContext& edge, ConnectionTable& table,
             std::function<TlsContext()> tlsContext);

    /// Conflict when the address is in use, Malformed when it is none.
    Status listen(const std::string& address, std::uint16_t port);
    std::uint16_t port() const { return m_port; }
    /// Before the loops run, or on the first loop's thread; so is close().
    void start();
    void close();

private:
    void wait();
    void acceptAll();
    void place(boost::asio::ip::tcp::socket socket, EventLoop& loop);
    EventLoop& leastLoaded();
    void backOff();

    Loops& m_loops;
    EdgeContext& m_edge;
    ConnectionTable& m_table;
    std::function<TlsContext()> m_tlsContext;
    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::steady_timer m_timer;
    std::uint16_t m_port = 0;
};

} // namespace taskward::http
