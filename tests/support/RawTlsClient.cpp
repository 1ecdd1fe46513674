// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/RawTlsClient.h"

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace taskward::test {

namespace {

constexpr int kPatienceSeconds = 20;

/// The head and, if it is all there, the body of the answer that `bytes` starts with; takes it off.
std::optional<RawAnswer> takeAnswer(std::string& bytes, bool withoutBody)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos)
        return std::nullopt;
    RawAnswer answer;
    answer.status = std::atoi(bytes.substr(bytes.find(' ') + 1).c_str());
    std::size_t length = 0;
    for (std::size_t at = bytes.find("\r\n") + 2; at < end + 2;) {
        const std::size_t eol = bytes.find("\r\n", at);
        const std::size_t colon = bytes.find(": ", at);
        std::string name = bytes.substr(at, colon - at);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        std::string value = bytes.substr(colon + 2, eol - colon - 2);
        if (name == "content-length" && !withoutBody)
            length = static_cast<std::size_t>(std::atoll(value.c_str()));
        answer.headers.emplace_back(std::move(name), std::move(value));
        at = eol + 2;
    }
    if (bytes.size() < end + 4 + length)
        return std::nullopt;
    answer.body = bytes.substr(end + 4, length);
    bytes.erase(0, end + 4 + length);
    return answer;
}

} // namespace

std::string RawAnswer::header(std::string_view lowerCaseName) const
{
    for (const auto& [name, value] : headers) {
        if (name == lowerCaseName)
            return value;
    }
    return {};
}

int RawAnswer::count(std::string_view lowerCaseName) const
{
    return static_cast<int>(std::count_if(headers.begin(), headers.end(), [&](const auto& header) {
        return header.first == lowerCaseName;
    }));
}

RawTlsClient::RawTlsClient(std::uint16_t port, int maxTlsVersion)
    : m_port(port), m_context(SSL_CTX_new(TLS_client_method()))
{
    std::signal(SIGPIPE, SIG_IGN); // the server closes while we write: that is what is tested
    SSL_CTX_set_max_proto_version(m_context.get(), maxTlsVersion);
}

RawTlsClient::~RawTlsClient()
{
    close();
}

bool RawTlsClient::connectTcp(int receiveBufferBytes)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_socket < 0)
        return false;
    if (receiveBufferBytes > 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBufferBytes,
                     sizeof receiveBufferBytes);
    const timeval patience{kPatienceSeconds, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int on = 1; // otherwise the kernel holds the first request back behind the handshake
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool RawTlsClient::connect()
{
    if (m_socket < 0 && !connectTcp())
        return false;
    ERR_clear_error();
    m_ssl.reset(SSL_new(m_context.get()));
    return SSL_set_fd(m_ssl.get(), m_socket) == 1 && SSL_connect(m_ssl.get()) == 1;
}

bool RawTlsClient::send(std::string_view bytes)
{
    std::size_t written = 0;
    ERR_clear_error();
    return bytes.empty() || SSL_write_ex(m_ssl.get(), bytes.data(), bytes.size(), &written) == 1;
}

bool RawTlsClient::sendPlain(std::string_view bytes)
{
    return ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
}

bool RawTlsClient::fill()
{
    if (m_ended)
        return false;
    char bytes[16 * 1024];
    if (!m_ssl) {
        m_ended = ::recv(m_socket, bytes, sizeof bytes, 0) <= 0;
        return !m_ended;
    }
    std::size_t count = 0;
    ERR_clear_error();
    if (SSL_read_ex(m_ssl.get(), bytes, sizeof bytes, &count) == 1) {
        m_in.append(bytes, count);
        return true;
    }
    const int error = SSL_get_error(m_ssl.get(), 0);
    m_closeNotify = error == SSL_ERROR_ZERO_RETURN;
    // A time-out of the socket is no end: whoever waits for one must see that there was none.
    m_ended = error != SSL_ERROR_WANT_READ;
    return false;
}

RawAnswer RawTlsClient::read(bool withoutBody)
{
    for (;;) {
        if (auto answer = takeAnswer(m_in, withoutBody))
            return *answer;
        if (!fill())
            return {};
    }
}

std::vector<RawAnswer> RawTlsClient::readToEnd()
{
    while (fill()) {
    }
    std::vector<RawAnswer> answers;
    while (auto answer = takeAnswer(m_in, false))
        answers.push_back(*answer);
    return answers;
}

std::string RawTlsClient::readUntil(std::string_view marker)
{
    for (;;) {
        const std::size_t at = m_in.find(marker);
        if (at != std::string::npos) {
            std::string text = m_in.substr(0, at + marker.size());
            m_in.erase(0, text.size());
            return text;
        }
        if (!fill())
            return std::exchange(m_in, {});
    }
}

bool RawTlsClient::waitClosed()
{
    while (fill()) {
    }
    return m_ended;
}

bool RawTlsClient::readable() const
{
    pollfd poll{m_socket, POLLIN, 0};
    return ::poll(&poll, 1, 0) == 1;
}

void RawTlsClient::close()
{
    m_ssl.reset();
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
}

std::string RawTlsClient::peerSerial() const
{
    X509* certificate = SSL_get1_peer_certificate(m_ssl.get());
    BIGNUM* number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr);
    char* hex = BN_bn2hex(number);
    std::string text = hex;
    OPENSSL_free(hex);
    BN_free(number);
    X509_free(certificate);
    return text;
}

std::string RawTlsClient::protocol() const
{
    return SSL_get_version(m_ssl.get());
}

} // namespace taskward::test
