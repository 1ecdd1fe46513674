// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The part of Session that writes an event stream.
#include "server-stub/http/ResponseWriter.h"
#include "server-stub/http/Session.h"

#include <utility>

namespace taskward::http {

namespace {

/// A comment line (HTML standard, section 9.2.6): ignored by the client, keeps the connection
/// alive.
constexpr std::string_view kHeartbeat = ":\n\n";
constexpr std::string_view kLastChunk = "0\r\n\r\n";

} // namespace

bool Session::beginStream()
{
    m_phase = Phase::Stream;
    setDeadline(m_loop.limits().heartbeat);
    m_slot->enter(ConnectionTable::Phase::Serving, m_loop.nowMs());
    if (m_loop.draining())
        m_stream->close();
    waitRead(); // tells when the peer goes away
    flushStream();
    return false;
}

void Session::onStreamReadable()
{
    // A peer that sends on while it listens has no answer coming: there is nothing to read for.
    const TlsStream::Transfer got = m_tls.read(m_loop.readScratch());
    if (got.state == TlsStream::State::WantRead)
        waitRead();
    else
        end();
}

void Session::flushStream()
{
    if (m_phase != Phase::Stream || m_waitingWrite)
        return;
    const auto self = shared_from_this();
    if (!writeStream())
        return;
    while (!m_streamEnding) {
        const bool closed = m_stream->closed();
        if (m_stream->overflowed())
            return close();
        const std::string events = m_stream->take();
        if (!events.empty())
            writeChunk(m_out, events);
        if (closed) {
            m_out.append(kLastChunk);
            m_streamEnding = true;
        } else if (events.empty()) {
            return;
        }
        if (!writeStream())
            return;
    }
    end();
}

/// False: not everything could be written; it goes on by itself, or the connection is gone.
bool Session::writeStream()
{
    while (m_outDone < m_out.size()) {
        const TlsStream::Transfer sent = m_tls.write(std::string_view(m_out).substr(m_outDone));
        m_outDone += sent.bytes;
        if (sent.state != TlsStream::State::Ok)
            return waitFor(sent.state);
    }
    m_out = std::string();
    m_outDone = 0;
    m_stream->written();
    return true;
}

void Session::onHeartbeat()
{
    // Not one byte has left since the last beat began to wait: the peer is gone or stuck.
    if (m_waitingWrite)
        return close();
    writeChunk(m_out, kHeartbeat);
    if (writeStream())
        flushStream();
}

} // namespace taskward::http
