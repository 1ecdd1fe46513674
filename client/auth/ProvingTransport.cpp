// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ProvingTransport.h"

#include <QPointer>

namespace taskward::client {

/// Begins when the key is there; begins again, once, when the server wants another nonce.
class ProvingTransport::Stream final : public HttpStream {
public:
    Stream(ProvingTransport& transport, HttpRequest request)
        : m_transport(&transport), m_request(std::move(request))
    {
        begin();
    }

private:
    QCoro::Task<> begin()
    {
        const QPointer<Stream> alive(this);
        auto loading = m_transport->m_parts.key.load();
        const DeviceKey::Key key = co_await loading;
        if (!alive)
            co_return;
        if (!key || !m_transport) {
            end(key ? Error{ErrorCode::Cancelled, {}, {}} : key.error());
            co_return;
        }
        auto proof = m_transport->m_signer.proof(*key, m_request);
        if (!proof) {
            end(proof.error());
            co_return;
        }
        HttpRequest proven = m_request.copy();
        proven.headers.emplace_back("DPoP", std::move(*proof));
        m_inner = m_transport->m_parts.inner->stream(std::move(proven));
        connect(m_inner.get(), &HttpStream::opened, this, &Stream::head);
        connect(m_inner.get(), &HttpStream::received, this, &HttpStream::received);
        connect(m_inner.get(), &HttpStream::closed, this, &HttpStream::closed);
    }
    void head(const HttpReply& reply)
    {
        if (m_transport)
            m_transport->m_signer.hear(reply);
        if (m_transport && DpopSigner::asksForNonce(reply) && !std::exchange(m_repeated, true)) {
            // Nothing more is heard of it; it is inside its own signal now.
            m_inner->disconnect(this);
            m_inner.release()->deleteLater();
            begin();
            return;
        }
        emit opened(reply);
    }
    /// Queued: whoever asked for the stream is not connected to it yet.
    void end(Error error)
    {
        QMetaObject::invokeMethod(
            this, [this, error = std::move(error)] { emit closed(error); }, Qt::QueuedConnection);
    }

    QPointer<ProvingTransport> m_transport;
    HttpRequest m_request;
    std::unique_ptr<HttpStream> m_inner;
    bool m_repeated = false;
};

ProvingTransport::ProvingTransport(Parts parts)
    : m_parts(std::move(parts)), m_signer(m_parts.origin, m_parts.clock, m_parts.random)
{}

QCoro::Task<Result<HttpReply>> ProvingTransport::send(HttpRequest request)
{
    if (!request.proven) {
        auto sending = m_parts.inner->send(std::move(request));
        Result<HttpReply> reply = co_await sending;
        co_return std::move(reply);
    }
    const QPointer<ProvingTransport> alive(this);
    auto loading = m_parts.key.load();
    const DeviceKey::Key key = co_await loading;
    if (!key || !alive)
        co_return fail(key ? Error{ErrorCode::Cancelled, {}, {}} : key.error());
    for (int attempt = 0;; ++attempt) {
        auto proof = m_signer.proof(*key, request);
        if (!proof)
            co_return fail(std::move(proof.error()));
        HttpRequest proven = request.copy();
        proven.headers.emplace_back("DPoP", std::move(*proof));
        auto sending = m_parts.inner->send(std::move(proven));
        Result<HttpReply> reply = co_await sending;
        if (!reply || !alive)
            co_return std::move(reply);
        m_signer.hear(*reply);
        if (!DpopSigner::asksForNonce(*reply))
            co_return std::move(reply);
        if (attempt > 0)
            co_return fail(ErrorCode::Overloaded, "the server's nonces do not last");
    }
}

std::unique_ptr<HttpStream> ProvingTransport::stream(HttpRequest request)
{
    if (!request.proven)
        return m_parts.inner->stream(std::move(request));
    return std::make_unique<Stream>(*this, std::move(request));
}

} // namespace taskward::client
