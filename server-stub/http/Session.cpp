// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Session.h"

#include "server-stub/http/ResponseWriter.h"

#include <algorithm>
#include <sys/socket.h>
#include <utility>

namespace taskward::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Answers of one connection in a row, before others of the loop get their turn.
constexpr int kStepsPerTurn = 256;
/// What is kept of the loop's scratch between two answers.
constexpr std::size_t kMaxScratchBytes = 256 * 1024;
/// What a peer may still send after its last answer: more than can be on the way by mistake.
constexpr std::size_t kMaxLingerBytes = 16 * 1024 * 1024;

} // namespace

Session::Session(EventLoop& loop, EdgeContext& edge, TlsContext tls, tcp::socket socket,
                 std::shared_ptr<ConnectionTable::Slot> slot)
    : m_loop(loop), m_edge(edge), m_socket(std::move(socket)),
      m_tls(std::move(tls), m_socket.native_handle()), m_slot(std::move(slot))
{
    error_code ignored;
    m_localAddress = m_socket.local_endpoint(ignored).address().to_string();
}

Session::~Session()
{
    uncountBody();
}

void Session::start()
{
    if (m_phase == Phase::Closed)
        return; // displaced before it began
    if (m_loop.draining())
        return close();
    m_loop.adopt(shared_from_this());
    setDeadline(m_loop.limits().handshake);
    advance();
}

void Session::setDeadline(std::chrono::milliseconds fromNow)
{
    m_deadline = m_loop.nowMs() + fromNow.count();
}

/// Bytes have to move at the least rate, after a time of grace, in either direction.
void Session::extendDeadline(std::size_t transferredBytes)
{
    const EdgeLimits& limits = m_loop.limits();
    m_deadline = m_transferStart + limits.bodyGrace.count() +
                 static_cast<std::int64_t>(transferredBytes * 1000 / limits.minBytesPerSecond);
}

void Session::advance()
{
    const auto self = shared_from_this(); // close() drops the loop's reference
    for (int i = 0; i < kStepsPerTurn; ++i) {
        if (!step())
            return;
    }
    asio::post(m_loop.context(), [self] { self->advance(); });
}

bool Session::step()
{
    switch (m_phase) {
    case Phase::Handshake:
        return handshake();
    case Phase::Request:
        return receive();
    case Phase::Writing:
        return write();
    case Phase::Linger:
        return linger();
    case Phase::Handling:
    case Phase::Stream:
    case Phase::Closed:
        break;
    }
    return false;
}

bool Session::waitFor(TlsStream::State state)
{
    if (state == TlsStream::State::WantRead)
        waitRead();
    else if (state == TlsStream::State::WantWrite)
        waitWrite();
    else
        close();
    return false;
}

void Session::waitRead()
{
    if (std::exchange(m_waitingRead, true))
        return;
    m_socket.async_wait(tcp::socket::wait_read, [self = shared_from_this()](error_code error) {
        self->m_waitingRead = false;
        if (self->m_phase == Phase::Closed)
            return;
        if (error)
            self->close();
        else if (self->m_phase == Phase::Stream)
            self->onStreamReadable();
        else
            self->advance();
    });
}

void Session::waitWrite()
{
    if (std::exchange(m_waitingWrite, true))
        return;
    m_socket.async_wait(tcp::socket::wait_write, [self = shared_from_this()](error_code error) {
        self->m_waitingWrite = false;
        if (self->m_phase == Phase::Closed)
            return;
        if (error)
            self->close();
        else if (self->m_phase == Phase::Stream)
            self->flushStream();
        else
            self->advance();
    });
}

bool Session::handshake()
{
    const TlsStream::State state = m_tls.handshake();
    if (state != TlsStream::State::Ok)
        return waitFor(
            state); // garbage before TLS, plain HTTP, a foreign protocol: no answer at all
    m_phase = Phase::Request;
    setDeadline(m_loop.limits().header);
    return true;
}

void Session::answer(std::uint64_t serial, Response response, std::shared_ptr<StreamChannel> stream)
{
    if (m_phase != Phase::Handling || serial != m_serial) {
        if (stream)
            stream->detach();
        return; // too late: the deadline has answered
    }
    m_response = std::move(response);
    m_stream = std::move(stream);
    m_phase = Phase::Writing;
    // Inside the handler's own call only the answer is laid down; dispatch() goes on with it.
    if (!m_inHandler)
        advance();
}

void Session::fail(std::uint64_t serial, const Error& error)
{
    if (m_phase != Phase::Handling || serial != m_serial)
        return;
    if (m_edge.options.errorLog)
        m_edge.options.errorLog(m_requestId, error);
    answer(serial, problemResponse(error, m_requestId), nullptr);
}

/// Puts the answer together in the loop's scratch. Most answers go out from there in one write and
/// never touch memory of this connection.
void Session::beginWrite()
{
    Response response = *std::exchange(m_response, std::nullopt);
    ++m_serial;
    m_answered = true;
    if (m_stream != nullptr && m_parser.head().http10) {
        // HTTP/1.0 has no chunks, and without them a cut stream looks like one that has ended.
        std::exchange(m_stream, nullptr)->detach();
        response = problemResponse(Error{ErrorCode::Malformed, {}, {}}, m_requestId);
    }
    m_closeAfter = m_closeAfter || m_loop.draining() || !m_parser.head().keepAlive;
    const bool headOnly = m_parser.head().method == "HEAD";
    const bool stream = m_stream != nullptr && !headOnly;
    if (m_stream != nullptr && headOnly)
        std::exchange(m_stream, nullptr)->detach();
    ResponseFraming framing{m_loop.date(), m_requestId, m_closeAfter, headOnly, stream};
    std::string& out = m_loop.writeScratch();
    out.clear();
    m_status = response.status;
    if (!writeResponse(out, response, framing)) {
        const Error error{ErrorCode::Internal, "header of the answer is not sendable", {}};
        if (m_edge.options.errorLog)
            m_edge.options.errorLog(m_requestId, error);
        const Response problem = problemResponse(error, m_requestId);
        if (m_stream != nullptr)
            std::exchange(m_stream, nullptr)->detach();
        framing.stream = false;
        m_status = problem.status;
        writeResponse(out, problem, framing);
    }
    m_answerBytes = out.size();
    m_transferStart = m_loop.nowMs();
    extendDeadline(0);
}

bool Session::write()
{
    const bool fresh = m_response.has_value();
    if (fresh)
        beginWrite();
    std::string& scratch = m_loop.writeScratch();
    std::string_view rest =
        fresh ? std::string_view(scratch) : std::string_view(m_out).substr(m_outDone);
    while (!rest.empty()) {
        const TlsStream::Transfer sent = m_tls.write(rest);
        rest.remove_prefix(sent.bytes);
        if (sent.state == TlsStream::State::Ok)
            continue;
        if (fresh) {
            m_out.assign(rest);
            m_outDone = 0;
        } else {
            m_outDone = m_out.size() - rest.size();
        }
        extendDeadline(m_outDone);
        return waitFor(sent.state);
    }
    m_out = std::string();
    m_outDone = 0;
    if (scratch.capacity() > kMaxScratchBytes)
        scratch = std::string();
    return afterAnswer();
}

bool Session::afterAnswer()
{
    log(m_answerBytes);
    if (m_stream)
        return beginStream();
    if (m_closeAfter) {
        m_tls.close();
        error_code ignored;
        m_socket.shutdown(tcp::socket::shutdown_send, ignored);
        m_phase = Phase::Linger;
        const std::int64_t now = m_loop.nowMs();
        m_deadline = now + m_loop.limits().linger.count();
        m_slot->enter(ConnectionTable::Phase::Unproven, now);
        return true;
    }
    m_parser.reset();
    m_receiving = false;
    m_unparsed = !m_in.empty();
    m_phase = Phase::Request;
    const std::int64_t now = m_loop.nowMs();
    m_deadline = now + m_loop.limits().idle.count();
    m_slot->enter(ConnectionTable::Phase::Idle, now);
    if (m_unparsed || m_tls.hasPending())
        return true;
    waitRead(); // without trying to read first: nearly always there is nothing yet
    return false;
}

/// Closing a socket with unread bytes in it sends a reset, which may overtake the answer. So what
/// still comes is thrown away, undecrypted, until the peer closes or the deadline passes.
bool Session::linger()
{
    char bytes[4096];
    for (int i = 0; i < kStepsPerTurn; ++i) {
        const ssize_t count = ::recv(m_socket.native_handle(), bytes, sizeof bytes, MSG_DONTWAIT);
        m_lingered += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
        if (count > 0 && m_lingered <= kMaxLingerBytes)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
            waitRead();
        else
            close();
        return false;
    }
    asio::post(m_loop.context(), [self = shared_from_this()] { self->advance(); });
    return false;
}

void Session::onDeadline(std::int64_t nowMs)
{
    switch (m_phase) {
    case Phase::Request:
        if (!m_receiving)
            return end();
        refuse(Refusal{ErrorCode::Timeout, "request too slow", 408, {}, true});
        if (answerRefusal())
            advance();
        return;
    case Phase::Handling:
        if (m_edge.options.errorLog) {
            m_edge.options.errorLog(m_requestId,
                                    Error{ErrorCode::Timeout, "handler took too long", {}});
        }
        m_closeAfter = true;
        m_response = problemResponse(Error{ErrorCode::Timeout, {}, {}}, m_requestId);
        m_phase = Phase::Writing;
        return advance();
    case Phase::Stream:
        m_deadline = nowMs + m_loop.limits().heartbeat.count();
        return onHeartbeat();
    case Phase::Handshake:
    case Phase::Writing:
    case Phase::Linger:
    case Phase::Closed:
        break;
    }
    close();
}

void Session::drain()
{
    if (m_phase == Phase::Request && !m_receiving)
        end();
    else if (m_phase == Phase::Handshake)
        close();
    else if (m_phase == Phase::Stream && m_stream)
        m_stream->close();
}

void Session::evict()
{
    if (m_phase == Phase::Handling || m_phase == Phase::Writing)
        m_closeAfter = true;
    else if (m_phase == Phase::Stream)
        m_stream->close();
    else
        close();
}

void Session::abort()
{
    close();
}

void Session::end()
{
    m_tls.close();
    close();
}

void Session::close()
{
    if (m_phase == Phase::Closed)
        return;
    const auto self = shared_from_this();
    m_phase = Phase::Closed;
    ++m_serial;
    error_code ignored;
    m_socket.close(ignored);
    uncountBody();
    if (m_stream)
        std::exchange(m_stream, nullptr)->detach();
    m_loop.forget(*this);
}

void Session::log(std::size_t bytes)
{
    if (!m_edge.options.accessLog)
        return;
    AccessRecord record;
    record.requestId = m_requestId;
    record.method = m_method ? methodName(*m_method) : "-";
    record.route = m_match.route;
    record.status = m_status;
    record.bytes = bytes;
    record.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(
                              std::chrono::steady_clock::now() - m_started)
                              .count();
    record.remoteAddress = m_slot->address();
    m_edge.options.accessLog(record);
}

} // namespace taskward::http
