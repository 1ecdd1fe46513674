// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The part of Session that turns bytes into a request for a handler, or into a refusal.
#include "server-stub/http/Exchange.h"
#include "server-stub/http/RequestTarget.h"
#include "server-stub/http/ResponseWriter.h"
#include "server-stub/http/Session.h"

#include <exception>
#include <utility>

namespace taskward::http {

namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kAllMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
/// Small bodies are not counted: most requests then touch no memory that threads share.
constexpr std::size_t kUncountedBytes = 16 * 1024;

/// RFC 9110 section 8.3.1, without the parameters that JSON does not have (RFC 8259 section 11).
bool isJson(std::string_view contentType)
{
    constexpr std::string_view kType = "application/json";
    if (!contentType.starts_with(kType))
        return false;
    std::string rest;
    for (const char c : contentType.substr(kType.size())) {
        if (c != ' ' && c != '\t')
            rest.push_back(c);
    }
    return rest.empty() || rest == ";charset=utf-8" || rest == ";charset=\"utf-8\"";
}

} // namespace

bool Session::receive()
{
    std::string_view view;
    if (std::exchange(m_unparsed, false)) {
        view = m_in;
    } else {
        const TlsStream::Transfer got = m_tls.read(m_loop.readScratch());
        if (got.state == TlsStream::State::Closed) {
            end();
            return false;
        }
        if (got.state != TlsStream::State::Ok)
            return waitFor(got.state);
        view = {m_loop.readScratch().data(), got.bytes};
        if (!m_in.empty()) {
            m_in.append(view);
            view = m_in;
        }
    }
    noteProgress();
    const bool ready = parse(view);
    if (view.empty())
        m_in = std::string();
    else if (m_in.empty())
        m_in.assign(view);
    else
        m_in.erase(0, m_in.size() - view.size());
    if (ready)
        return m_refusal ? answerRefusal() : dispatch();
    return true;
}

/// The first byte starts the clock of the head; the body has its own, which runs with its size.
void Session::noteProgress()
{
    if (m_receiving)
        return;
    m_receiving = true;
    m_refusal.reset();
    m_method.reset();
    m_match = Router::Match();
    m_requestId = m_loop.makeRequestId();
    m_started = std::chrono::steady_clock::now();
    if (!m_answered)
        return; // the first request's time began with the end of the handshake
    const std::int64_t now = m_loop.nowMs();
    m_deadline = now + m_loop.limits().header.count();
    m_slot->enter(ConnectionTable::Phase::Receiving, now);
}

/// True when there is something to answer.
bool Session::parse(std::string_view& bytes)
{
    using State = RequestParser::State;
    for (;;) {
        const State before = m_parser.state();
        bytes.remove_prefix(m_parser.feed(bytes));
        const State after = m_parser.state();
        if (after == State::Refused)
            m_refusal = m_parser.refusal();
        else if (before == State::Head && after != State::Head)
            onHead();
        if (m_refusal || after == State::Done)
            return true;
        if (after == before)
            break;
    }
    noteBody();
    return !countBody();
}

void Session::noteBody()
{
    if (m_parser.state() == RequestParser::State::Body)
        extendDeadline(m_parser.body().size());
}

bool Session::countBody()
{
    const std::size_t size = m_parser.body().size();
    if (size <= kUncountedBytes || size == m_countedBytes)
        return true;
    const std::size_t more = size - m_countedBytes;
    const std::size_t total =
        m_edge.bufferedBytes.fetch_add(more, std::memory_order_relaxed) + more;
    m_countedBytes = size;
    if (total <= m_loop.limits().bufferedBodyBytes)
        return true;
    refuse(Refusal{ErrorCode::Overloaded, "too many bodies at once", 0, {}, true});
    return false;
}

void Session::uncountBody()
{
    if (m_countedBytes != 0)
        m_edge.bufferedBytes.fetch_sub(m_countedBytes, std::memory_order_relaxed);
    m_countedBytes = 0;
}

void Session::refuse(Refusal refusal)
{
    if (!m_refusal)
        m_refusal = std::move(refusal);
}

void Session::onHead()
{
    const RequestHead& head = m_parser.head();
    m_method = parseMethod(head.method);
    if (!m_method) {
        refuse(Refusal{ErrorCode::MethodNotAllowed, "method unknown", 0, std::string(kAllMethods),
                       head.hasBody() || head.method == "CONNECT"});
        return;
    }
    checkTarget(head);
    if (!m_refusal)
        checkRoute(head);
    if (!m_refusal)
        checkBody(head);
    if (m_refusal || m_parser.state() != RequestParser::State::Body)
        return;
    m_parser.setBodyLimit(m_match.options->maxBodyBytes);
    m_transferStart = m_loop.nowMs();
    if (head.expectContinue)
        sendContinue();
}

void Session::checkTarget(const RequestHead& head)
{
    auto target = parseRequestTarget(head.target);
    if (!target)
        return refuse(Refusal{ErrorCode::Malformed, target.error().detail, 0, {}, true});
    m_path = std::move(target->path);
    m_query = std::move(target->query);
    if (head.host.empty())
        return refuse(Refusal{ErrorCode::Malformed, "no Host", 0, {}, true});
    if (!m_edge.hosts.matches(head.host, m_localAddress))
        refuse(Refusal{ErrorCode::MisdirectedRequest, "foreign Host", 0, {}, true});
}

void Session::checkRoute(const RequestHead& head)
{
    m_match = m_edge.router.match(*m_method, m_path);
    if (m_match.handler != nullptr)
        return;
    if (m_match.allow.empty())
        refuse(Refusal{ErrorCode::NotFound, "no such path", 0, {}, head.hasBody()});
    else
        refuse(Refusal{ErrorCode::MethodNotAllowed, "not for this path", 0, m_match.allow,
                       head.hasBody()});
}

void Session::checkBody(const RequestHead& head)
{
    if (!head.hasBody())
        return;
    if (!m_match.options->takesBody)
        return refuse(Refusal{ErrorCode::Malformed, "body not expected", 0, {}, true});
    if (head.encodedContent || !isJson(head.contentType))
        return refuse(Refusal{ErrorCode::UnsupportedMediaType, "not plain JSON", 0, {}, true});
    if (head.contentLength.value_or(0) > m_match.options->maxBodyBytes)
        refuse(Refusal{ErrorCode::PayloadTooLarge, "announced body too large", 0, {}, true});
}

void Session::sendContinue()
{
    // Everything before has been written, so that the socket has room for these few bytes.
    if (m_tls.write(kContinue).bytes != kContinue.size())
        refuse(Refusal{ErrorCode::Internal, "interim answer not sent", 0, {}, true});
}

bool Session::answerRefusal()
{
    const Refusal refusal = *std::exchange(m_refusal, std::nullopt);
    uncountBody();
    m_closeAfter = m_closeAfter || refusal.close;
    m_response = refusalResponse(refusal, m_requestId);
    m_phase = Phase::Writing;
    return true;
}

bool Session::dispatch()
{
    const RequestHead& head = m_parser.head();
    Request request;
    request.method = *m_method;
    request.path = std::move(m_path);
    request.query = std::move(m_query);
    request.headers = std::move(m_parser.head().headers);
    request.body = std::move(m_parser.body());
    request.remoteAddress = m_slot->address();
    request.requestId = m_requestId;
    request.pathParameters = std::move(m_match.parameters);
    request.route = m_match.route;
    uncountBody();
    m_closeAfter = !head.keepAlive;
    m_phase = Phase::Handling;
    const std::int64_t now = m_loop.nowMs();
    m_deadline = now + m_loop.limits().handler.count();
    m_slot->enter(ConnectionTable::Phase::Serving, now);
    callHandler(std::move(request));
    return m_phase == Phase::Writing;
}

void Session::callHandler(Request&& request)
{
    const std::uint64_t serial = m_serial;
    std::string thrown;
    m_inHandler = true;
    {
        Reply reply(std::make_shared<Exchange>(m_loop.port(), weak_from_this(), serial,
                                               m_loop.limits().streamBacklogBytes));
        // The outermost frame: whatever a room did not catch costs its own request only.
        try {
            (*m_match.handler)(std::move(request), std::move(reply));
        } catch (const std::exception& exception) {
            thrown = std::string("handler threw: ") + exception.what();
        } catch (...) {
            thrown = "handler threw something that is no exception";
        }
        if (!thrown.empty())
            fail(serial, Error{ErrorCode::Internal, thrown, {}});
    }
    m_inHandler = false;
}

} // namespace taskward::http
