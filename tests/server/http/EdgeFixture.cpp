// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/server/http/EdgeFixture.h"

#include <QtTest>
#include <stdexcept>
#include <thread>

namespace taskward::test {

using namespace taskward::http;

EdgeFixture::EdgeFixture(EdgeLimits limits, bool allowTls12)
    : authority(folder.filePath("tls").toStdString(), clock)
{
    if (!authority.init({"tasks.example"}))
        qFatal("no certificates");
    addHandlers();
    addOddHandlers();
    ServerOptions options;
    options.tls = {authority.files().certificate, authority.files().key};
    options.limits = limits;
    options.allowTls12 = allowTls12;
    options.threads = 2;
    options.hostNames = {"tasks.example"};
    options.accessLog = [this](const AccessRecord& record) {
        const std::lock_guard lock(m_mutex);
        m_records.push_back(record);
        m_changed.notify_all();
    };
    options.errorLog = [this](std::string_view, const Error& error) {
        const std::lock_guard lock(m_mutex);
        m_errors.push_back(error.detail);
    };
    server = std::make_unique<Server>(std::move(options), router, clock, random);
    if (const auto started = server->start(); !started)
        qFatal("no server: %s", started.error().detail.c_str());
}

EdgeFixture::~EdgeFixture()
{
    server.reset();
}

void EdgeFixture::addHandlers()
{
    const RouteOptions noBody{0, false};
    router.add(Method::Get, "/ok", noBody, [](Request&&, Reply&& reply) {
        reply(Response{200, "application/json", {{"X-Test", "yes"}}, R"({"ok":true})"});
    });
    router.add(Method::Get, "/big", noBody, [](Request&&, Reply&& reply) {
        reply(Response{200, "text/plain", {}, std::string(1024 * 1024, 'b')});
    });
    router.add(Method::Post, "/echo", RouteOptions(), [](Request&& request, Reply&& reply) {
        reply(Response{200, "application/json", {}, request.body});
    });
    router.add(Method::Post, "/tiny", RouteOptions{16, true}, [](Request&& request, Reply&& reply) {
        reply(Response{200, "application/json", {}, request.body});
    });
    router.add(Method::Get, "/items/{id}", noBody, [](Request&& request, Reply&& reply) {
        std::string text(*request.pathValue("id"));
        for (const auto& [name, value] : request.query)
            text += "|" + name + "=" + value;
        reply(Response{200, "text/plain", {}, text});
    });
    router.add(Method::Get, "/smuggled", noBody, [this](Request&&, Reply&& reply) {
        ++smuggled;
        reply(Response{});
    });
}

void EdgeFixture::addOddHandlers()
{
    const RouteOptions noBody{0, false};
    router.add(Method::Get, "/throws", noBody,
               [](Request&&, Reply&&) { throw std::runtime_error("secret detail"); });
    router.add(Method::Get, "/drops", noBody,
               [](Request&&, Reply&& reply) { const Reply dropped = std::move(reply); });
    router.add(Method::Get, "/thread", noBody, [](Request&&, Reply&& reply) {
        std::thread([own = std::move(reply)]() mutable {
            own(Response{200, "text/plain", {}, "from another thread"});
        }).detach();
    });
    router.add(Method::Get, "/never", noBody, [this](Request&&, Reply&& reply) {
        const std::lock_guard lock(m_mutex);
        m_pending.push_back(std::move(reply));
        m_changed.notify_all();
    });
    router.add(Method::Get, "/bad-header", noBody, [](Request&&, Reply&& reply) {
        reply(Response{200, "text/plain", {{"X-Name", "a\r\nSet-Cookie: b"}}, "x"});
    });
    router.add(Method::Get, "/events", noBody, [this](Request&&, Reply&& reply) {
        auto stream = reply.stream(Response{200, "text/event-stream", {}, {}});
        const std::lock_guard lock(m_mutex);
        m_streams.push_back(std::move(stream));
        m_changed.notify_all();
    });
}

std::string EdgeFixture::get(std::string_view path, std::string_view headers) const
{
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + host() + "\r\n" +
           std::string(headers) + "\r\n";
}

std::string EdgeFixture::post(std::string_view path, std::string_view body,
                              std::string_view headers) const
{
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: " + host() +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

RawAnswer EdgeFixture::fetch(std::string_view path) const
{
    RawTlsClient client(port());
    if (!client.connect() || !client.send(get(path)))
        return {};
    return client.read();
}

std::shared_ptr<EventStream> EdgeFixture::waitForStream()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_streams.empty(); });
    auto stream = m_streams.front();
    m_streams.erase(m_streams.begin());
    return stream;
}

void EdgeFixture::waitForPending()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_pending.empty(); });
}

void EdgeFixture::answerPending()
{
    waitForPending();
    Reply reply;
    {
        const std::lock_guard lock(m_mutex);
        reply = std::move(m_pending.front());
        m_pending.erase(m_pending.begin());
    }
    reply(Response{200, "text/plain", {}, "at last"});
}

std::vector<AccessRecord> EdgeFixture::records()
{
    const std::lock_guard lock(m_mutex);
    return m_records;
}

std::vector<std::string> EdgeFixture::errors()
{
    const std::lock_guard lock(m_mutex);
    return m_errors;
}

EdgeLimits shortLimits()
{
    using std::chrono::milliseconds;
    EdgeLimits limits;
    limits.handshake = milliseconds(300);
    limits.header = milliseconds(300);
    limits.bodyGrace = milliseconds(300);
    limits.handler = milliseconds(300);
    limits.idle = milliseconds(300);
    limits.heartbeat = milliseconds(100);
    limits.drain = milliseconds(5000);
    limits.linger = milliseconds(300);
    limits.tick = milliseconds(10);
    return limits;
}

} // namespace taskward::test
