// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Server.h"

#include "core/base/Assert.h"
#include "server-stub/http/Acceptor.h"
#include "server-stub/http/ConnectionTable.h"
#include "server-stub/http/EdgeContext.h"
#include "server-stub/http/EventLoop.h"
#include "server-stub/http/TlsContext.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>
#include <thread>

namespace taskward::http {

namespace {

/// One source for all loops; Random alone promises nothing about threads.
class LockedRandom final : public Random {
public:
    explicit LockedRandom(Random& source) : m_source(source) {}
    void fill(std::span<std::uint8_t> bytes) override
    {
        const std::lock_guard lock(m_mutex);
        m_source.fill(bytes);
    }

private:
    Random& m_source;
    std::mutex m_mutex;
};

constexpr std::chrono::milliseconds kDrainPoll{5};

} // namespace

struct Server::Impl {
    Impl(ServerOptions serverOptions, const Router& router, const Clock& serverClock,
         Random& source)
        : options(std::move(serverOptions)), clock(serverClock), random(source),
          edge(options, router), table(options.limits)
    {}

    Result<TlsContext> loadTls() const
    {
        return makeTlsContext(options.tls.certificateChain, options.tls.privateKey,
                              options.allowTls12);
    }

    TlsContext currentTls()
    {
        const std::lock_guard lock(tlsMutex);
        return tls;
    }

    std::size_t open() const
    {
        return std::accumulate(
            loops.begin(), loops.end(), std::size_t{0},
            [](std::size_t sum, const auto& loop) { return sum + loop->load(); });
    }

    void stop()
    {
        for (const auto& loop : loops)
            loop->stop();
    }

    const ServerOptions options;
    const Clock& clock;
    LockedRandom random;
    EdgeContext edge;
    ConnectionTable table;
    std::mutex tlsMutex;
    TlsContext tls;
    Acceptor::Loops loops;
    std::unique_ptr<Acceptor> acceptor;
    bool running = false;
};

Server::Server(ServerOptions options, const Router& router, const Clock& clock, Random& random)
    : m_impl(std::make_unique<Impl>(std::move(options), router, clock, random))
{}

Server::~Server()
{
    m_impl->stop();
}

Status Server::start()
{
    TW_ASSERT(!m_impl->running && m_impl->loops.empty());
    TW_ASSIGN(m_impl->tls, m_impl->loadTls());
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const unsigned threads = m_impl->options.threads != 0 ? m_impl->options.threads : cores;
    for (unsigned i = 0; i < threads; ++i) {
        m_impl->loops.push_back(
            std::make_unique<EventLoop>(m_impl->options.limits, m_impl->clock, m_impl->random));
    }
    m_impl->acceptor =
        std::make_unique<Acceptor>(m_impl->loops, m_impl->edge, m_impl->table,
                                   [impl = m_impl.get()] { return impl->currentTls(); });
    const auto listening = m_impl->acceptor->listen(m_impl->options.address, m_impl->options.port);
    if (!listening) {
        m_impl->acceptor.reset();
        m_impl->loops.clear();
        return listening;
    }
    m_impl->edge.hosts = HostNames(m_impl->options.hostNames, m_impl->options.address, port());
    m_impl->acceptor->start();
    for (const auto& loop : m_impl->loops)
        loop->start();
    m_impl->running = true;
    return {};
}

std::uint16_t Server::port() const
{
    return m_impl->acceptor ? m_impl->acceptor->port() : std::uint16_t{0};
}

Status Server::reloadCertificate()
{
    TW_ASSIGN(TlsContext fresh, m_impl->loadTls());
    const std::lock_guard lock(m_impl->tlsMutex);
    m_impl->tls = std::move(fresh);
    return {};
}

void Server::drain()
{
    if (!std::exchange(m_impl->running, false))
        return;
    m_impl->loops.front()->port()->post([impl = m_impl.get()] { impl->acceptor->close(); });
    for (const auto& loop : m_impl->loops)
        loop->port()->post([raw = loop.get()] { raw->drain(); });
    const auto deadline = std::chrono::steady_clock::now() + m_impl->options.limits.drain;
    while (m_impl->open() != 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(kDrainPoll);
    m_impl->stop();
}

std::size_t Server::connections() const
{
    return m_impl->table.size();
}

} // namespace taskward::http
