// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/ConnectionTable.h"
#include "server-stub/http/EdgeContext.h"
#include "server-stub/http/EventLoop.h"
#include "server-stub/http/RequestParser.h"
#include "server-stub/http/StreamChannel.h"
#include "server-stub/http/TlsStream.h"

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace taskward::http {

/// One connection: handshake, then request, handler, answer, one after the other, until an error, a
/// deadline, "close" or an event stream ends it. Lives on its loop's thread alone; kept alive by
/// the loop and by what it waits for. SessionRequest.cpp holds the rules for requests,
/// SessionStream.cpp the event stream.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(EventLoop& loop, EdgeContext& edge, TlsContext tls, boost::asio::ip::tcp::socket socket,
            std::shared_ptr<ConnectionTable::Slot> slot);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start();
    bool isDue(std::int64_t nowMs) const { return nowMs >= m_deadline; }
    void onDeadline(std::int64_t nowMs);
    /// Ends at once if nothing is under way, else after the answer; a stream ends with its last
    /// event.
    void drain();
    /// Closes to make room for another, but not in the middle of an answer.
    void evict();
    /// Closes without a word.
    void abort();

    /// For Exchange and StreamChannel. `serial` names the request; an old one is ignored.
    bool isInHandler(std::uint64_t serial) const { return m_inHandler && serial == m_serial; }
    void answer(std::uint64_t serial, Response response, std::shared_ptr<StreamChannel> stream);
    void fail(std::uint64_t serial, const Error& error);
    void flushStream();

private:
    enum class Phase { Handshake, Request, Handling, Writing, Stream, Linger, Closed };

    // Session.cpp: the machine. A step returns false when it waits or when the connection is gone.
    void advance();
    bool step();
    bool handshake();
    bool write();
    void beginWrite();
    bool afterAnswer();
    bool linger();
    void waitRead();
    void waitWrite();
    bool waitFor(TlsStream::State state);
    void end();
    void close();
    void setDeadline(std::chrono::milliseconds fromNow);
    void extendDeadline(std::size_t transferredBytes);
    void log(std::size_t bytes);

    // SessionRequest.cpp
    bool receive();
    bool parse(std::string_view& bytes);
    void noteProgress();
    void noteBody();
    bool countBody();
    void uncountBody();
    void onHead();
    void checkTarget(const RequestHead& head);
    void checkRoute(const RequestHead& head);
    void checkBody(const RequestHead& head);
    void sendContinue();
    bool dispatch();
    void callHandler(Request&& request);
    void refuse(Refusal refusal);
    bool answerRefusal();

    // SessionStream.cpp
    bool beginStream();
    void onStreamReadable();
    bool writeStream();
    void onHeartbeat();

    EventLoop& m_loop;
    EdgeContext& m_edge;
    boost::asio::ip::tcp::socket m_socket;
    TlsStream m_tls;
    const std::shared_ptr<ConnectionTable::Slot> m_slot;
    std::string m_localAddress;

    Phase m_phase = Phase::Handshake;
    std::int64_t m_deadline = 0;
    std::int64_t m_transferStart = 0; ///< of the body on its way in, or of the answer
    std::uint64_t m_serial = 1;       ///< of the request in hand
    bool m_answered = false;          ///< a first request has been
    bool m_inHandler = false;
    bool m_receiving = false; ///< a byte of the request in hand has come
    bool m_unparsed = false;  ///< m_in holds bytes that the parser has not seen yet
    bool m_closeAfter = false;
    bool m_waitingRead = false;
    bool m_waitingWrite = false;
    bool m_streamEnding = false;

    RequestParser m_parser;
    std::string m_in;               ///< the start of something that is not complete yet
    std::size_t m_countedBytes = 0; ///< of the body, in EdgeContext::bufferedBytes
    std::optional<Refusal> m_refusal;
    std::string m_path;
    std::vector<std::pair<std::string, std::string>> m_query;
    std::optional<Method> m_method;
    Router::Match m_match;
    std::string m_requestId;
    std::chrono::steady_clock::time_point m_started;

    std::optional<Response> m_response;
    std::shared_ptr<StreamChannel> m_stream;
    std::string m_out; ///< what the socket has not taken yet
    std::size_t m_outDone = 0;
    std::size_t m_answerBytes = 0;
    std::size_t m_lingered = 0; ///< bytes thrown away after the last answer
    int m_status = 0;
};

} // namespace taskward::http
