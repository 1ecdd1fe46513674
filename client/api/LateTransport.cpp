// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/LateTransport.h"

#include <QPointer>
#include <QTimer>

namespace taskward::client {

LateTransport::LateTransport(Make make) : m_make(std::move(make)) {}

QCoro::Task<Result<HttpReply>> LateTransport::send(HttpRequest request)
{
    const QPointer<LateTransport> alive(this);
    if (!m_transport) {
        auto turn = m_turnstile.enter();
        const auto pass = co_await turn;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        if (!m_transport) {
            auto making = m_make();
            Made made = co_await making;
            if (!alive)
                co_return fail(ErrorCode::Cancelled);
            if (!made)
                co_return fail(std::move(made.error()));
            m_transport = std::move(*made);
        }
    }
    auto sending = m_transport->send(std::move(request));
    Result<HttpReply> reply = co_await sending;
    co_return std::move(reply);
}

std::unique_ptr<HttpStream> LateTransport::stream(HttpRequest request)
{
    if (m_transport)
        return m_transport->stream(std::move(request));
    auto stream = std::make_unique<HttpStream>();
    QTimer::singleShot(0, stream.get(), [raw = stream.get()] {
        emit raw->closed({ErrorCode::Offline, "not started yet", {}});
    });
    return stream;
}

} // namespace taskward::client
