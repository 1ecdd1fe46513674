// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/HeadGuard.h"
#include "server-stub/http/RequestHead.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace taskward::http {

/// One request after the other out of a byte stream: HeadGuard first, then Boost.Beast's parser,
/// then the framing rules of RFC 9112 section 6 in their strictest reading. Not thread-safe.
class RequestParser {
public:
    enum class State { Head, Body, Done, Refused };

    RequestParser();
    ~RequestParser();
    /// Ready for the next request.
    void reset();
    /// Takes what it can use of `bytes`; the caller offers the rest again, with more behind it.
    /// Stops after the head and after the request. Returns the number of bytes taken.
    std::size_t feed(std::string_view bytes);
    State state() const { return m_state; }
    /// Valid when state() is not Head.
    RequestHead& head() { return m_head; }
    std::string& body() { return m_body; }
    /// To be set once the head is there; the default refuses every body.
    void setBodyLimit(std::size_t bytes) { m_bodyLimit = bytes; }
    const Refusal& refusal() const { return m_refusal; }

private:
    class Beast;

    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    void refuse(Refusal refusal);

    State m_state = State::Head;
    HeadGuard m_guard;
    RequestHead m_head;
    std::string m_body;
    std::size_t m_bodyLimit = 0;
    Refusal m_refusal;
    std::unique_ptr<std::optional<Beast>> m_beast;
};

} // namespace taskward::http
