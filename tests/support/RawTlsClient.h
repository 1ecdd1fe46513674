// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taskward::test {

/// One HTTP answer as it stood on the wire. Header names in lower case.
struct RawAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    std::string header(std::string_view lowerCaseName) const;
    int count(std::string_view lowerCaseName) const;
};

/// A blocking TLS client that sends exactly the bytes it is told to, for tests of what a well-
/// behaved client never does. Trusts nobody's certificate in particular: it tests the other side.
/// Every wait ends by itself after 20 s, so that a broken server fails a test instead of hanging
/// it.
class RawTlsClient {
public:
    explicit RawTlsClient(std::uint16_t port, int maxTlsVersion = TLS1_3_VERSION);
    ~RawTlsClient();
    RawTlsClient(const RawTlsClient&) = delete;
    RawTlsClient& operator=(const RawTlsClient&) = delete;

    /// TCP alone.
    bool connectTcp(int receiveBufferBytes = 0);
    /// TCP, if not yet connected, and the handshake.
    bool connect();
    bool send(std::string_view bytes);
    /// Past TLS, straight to the socket.
    bool sendPlain(std::string_view bytes);
    /// The next answer; a status of 0 when the connection ended instead. 1xx answers are answers,
    /// too.
    RawAnswer read(bool withoutBody = false);
    /// Everything until the peer closes.
    std::vector<RawAnswer> readToEnd();
    /// Raw bytes until `marker` has come (all including it), or less when the connection ends.
    std::string readUntil(std::string_view marker);
    /// Waits until the peer has closed, throwing away what comes.
    bool waitClosed();
    /// The peer said close_notify; without it, an end could be a cut.
    bool sawCloseNotify() const { return m_closeNotify; }
    /// There is something to read, or the end, right now.
    bool readable() const;
    void close();
    /// SHA-256 of the SubjectPublicKeyInfo of the peer's certificate, and its serial number, in
    /// hex.
    std::string peerSerial() const;
    std::string protocol() const;

private:
    bool fill();

    struct FreeContext {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    struct FreeSsl {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    std::uint16_t m_port;
    int m_socket = -1;
    std::unique_ptr<SSL_CTX, FreeContext> m_context;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
    std::string m_in;
    bool m_ended = false;
    bool m_closeNotify = false;
};

} // namespace taskward::test
