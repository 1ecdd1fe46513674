// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/TlsContext.h"

#include <cstddef>
#include <memory>
#include <openssl/ssl.h>
#include <span>
#include <string_view>

namespace taskward::http {

/// TLS on a non-blocking socket that somebody else owns and waits for. OpenSSL reads and writes the
/// descriptor itself: no copies through memory BIOs, and no buffers while the connection is idle.
/// One thread at a time. Needs SIGPIPE blocked (EventLoop does).
class TlsStream {
public:
    enum class State { Ok, WantRead, WantWrite, Closed };
    struct Transfer {
        State state = State::Closed;
        std::size_t bytes = 0;
    };

    TlsStream(TlsContext context, int descriptor);

    State handshake();
    Transfer read(std::span<char> into);
    /// May write a part. After WantRead or WantWrite the same bytes must be offered again.
    Transfer write(std::string_view bytes);
    /// Sends close_notify if the socket takes it at once; there is nothing to wait for.
    void close();
    /// Bytes that have arrived but that no read() has returned: the socket will not say so.
    bool hasPending() const { return SSL_has_pending(m_ssl.get()) == 1; }

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    State result(int returned);

    TlsContext m_context;
    std::unique_ptr<SSL, Free> m_ssl;
    bool m_failed = false;
};

} // namespace taskward::http
