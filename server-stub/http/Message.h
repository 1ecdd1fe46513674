// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taskward::http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };
std::string_view methodName(Method method);

/// A request that has passed every rule of the edge: framing, limits, Host, content type, UTF-8.
/// Plain data, no Boost: rooms and tests build it by hand.
struct Request {
    Method method = Method::Get;
    std::string path; ///< percent-decoded, starts with '/'
    /// Decoded ('+' is a space, as forms write it); a repeated name was refused.
    std::vector<std::pair<std::string, std::string>> query;
    std::vector<std::pair<std::string, std::string>> headers; ///< names lower-case, in order
    std::string body;
    std::string remoteAddress; ///< "127.0.0.1"; of the connection, never from a header
    std::string requestId; ///< made here (UUIDv7); also the answer's X-Request-Id and in the log
    /// Filled by the router from the template: {"id", "0190..."}.
    std::vector<std::pair<std::string, std::string>> pathParameters;
    std::string_view route; ///< the template, for logs and metrics: "/v1/tasks/{id}"

    std::optional<std::string_view> header(std::string_view lowerCaseName) const;
    std::optional<std::string_view> queryValue(std::string_view name) const;
    std::optional<std::string_view> pathValue(std::string_view name) const;
};

/// The security headers, Date, Content-Length and X-Request-Id are added by the edge to every
/// answer; a handler cannot replace them. A header value with a control character turns the answer
/// into a 500.
struct Response {
    int status = 200;
    std::string contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// RFC 9457. `code` is the stable wire name of errorInfo(). Detail of the Error is logged, not
/// sent.
Response problemResponse(const Error& error, std::string_view requestId,
                         std::vector<std::pair<std::string, std::string>> extraMembers = {});

/// A long answer of server-sent events. Thread-safe; shared with whoever publishes. send() drops
/// the connection when more than 256 KiB wait (the client reconnects with its cursor).
class EventStream {
public:
    virtual ~EventStream() = default;
    /// One complete event, as in the HTML standard section 9.2.6: "event: x\ndata: y\n\n".
    virtual void send(std::string event) = 0;
    virtual void close() = 0;
    virtual bool closed() const = 0;
};

/// The one answer to one request. Move-only, callable from any thread, exactly once; if it is
/// destroyed unanswered, the edge answers 500.
class Reply {
public:
    class Sink {
    public:
        virtual ~Sink() = default;
        virtual void respond(Response response) = 0;
        virtual std::shared_ptr<EventStream> stream(Response head) = 0;
        /// The Reply went away unanswered. By default an answer of 500.
        virtual void abandoned();
    };

    Reply() = default;
    explicit Reply(std::shared_ptr<Sink> sink) : m_sink(std::move(sink)) {}
    Reply(Reply&&) noexcept = default;
    /// An unanswered request that is overwritten counts as abandoned.
    Reply& operator=(Reply&& other) noexcept;
    Reply(const Reply&) = delete;
    ~Reply();

    void operator()(Response response);
    /// Starts text/event-stream; heartbeats (a comment each kEventHeartbeat) are sent by the edge.
    std::shared_ptr<EventStream> stream(Response head);

private:
    void abandon() noexcept;

    std::shared_ptr<Sink> m_sink;
};

using Handler = std::function<void(Request&&, Reply&&)>;

} // namespace taskward::http
