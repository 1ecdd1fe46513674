// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Acceptor.h"

#include "server-stub/http/Session.h"

#include <algorithm>
#include <chrono>

namespace taskward::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int kBacklog = 1024;
constexpr int kAcceptsPerTurn = 64;
constexpr std::chrono::milliseconds kBackOff{50};

} // namespace

Acceptor::Acceptor(Loops& loops, EdgeContext& edge, ConnectionTable& table,
                   std::function<TlsContext()> tlsContext)
    : m_loops(loops), m_edge(edge), m_table(table), m_tlsContext(std::move(tlsContext)),
      m_acceptor(loops.front()->context()), m_timer(loops.front()->context())
{}

Status Acceptor::listen(const std::string& address, std::uint16_t port)
{
    error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error)
        return fail(ErrorCode::Malformed, "listening address " + address);
    const tcp::endpoint endpoint(ip, port);
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(kBacklog, error);
    if (!error)
        m_acceptor.non_blocking(true, error);
    if (error)
        return fail(ErrorCode::Conflict, "listen on " + address + ": " + error.message());
    m_port = m_acceptor.local_endpoint(error).port();
    return {};
}

void Acceptor::start()
{
    wait();
}

void Acceptor::close()
{
    error_code ignored;
    m_acceptor.close(ignored);
    m_timer.cancel();
}

void Acceptor::wait()
{
    m_acceptor.async_wait(tcp::acceptor::wait_read, [this](error_code error) {
        if (!error && m_acceptor.is_open())
            acceptAll();
    });
}

void Acceptor::acceptAll()
{
    for (int i = 0; i < kAcceptsPerTurn; ++i) {
        EventLoop& loop = leastLoaded();
        error_code error;
        tcp::socket socket(loop.context());
        m_acceptor.accept(socket, error);
        if (error == asio::error::no_descriptors || error == asio::error::no_memory ||
            error == asio::error::no_buffer_space || error.value() == ENFILE)
            return backOff();
        if (error == asio::error::would_block || error == asio::error::try_again)
            break;
        if (!error) // otherwise the peer was gone before it was taken
            place(std::move(socket), loop);
    }
    wait();
}

void Acceptor::backOff()
{
    m_table.evictOne();
    m_timer.expires_after(kBackOff);
    m_timer.async_wait([this](error_code error) {
        if (!error && m_acceptor.is_open())
            acceptAll();
    });
}

EventLoop& Acceptor::leastLoaded()
{
    return **std::min_element(m_loops.begin(), m_loops.end(),
                              [](const auto& a, const auto& b) { return a->load() < b->load(); });
}

void Acceptor::place(tcp::socket socket, EventLoop& loop)
{
    error_code error;
    const auto peer = socket.remote_endpoint(error).address();
    if (error)
        return;
    auto slot = m_table.admit(peer.to_string(), m_loops.front()->nowMs());
    if (!slot)
        return; // everybody from there is being served: the newcomer has to wait its turn
    socket.native_non_blocking(true, error);
    socket.set_option(tcp::no_delay(true), error);
    auto session = std::make_shared<Session>(loop, m_edge, m_tlsContext(), std::move(socket), slot);
    loop.reserve();
    m_table.setEvict(*slot, [port = loop.port(), weak = std::weak_ptr<Session>(session)] {
        port->post([weak] {
            if (const auto evicted = weak.lock())
                evicted->evict();
        });
    });
    loop.port()->post([own = std::move(session)] { own->start(); });
}

} // namespace taskward::http
