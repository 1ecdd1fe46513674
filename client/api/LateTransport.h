// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/Transport.h"
#include "client/async/Turnstile.h"

#include <functional>

namespace taskward::client {

/// A transport that is made at the first request: the server on this computer has to be started before
/// its address is known. A failed attempt is the request's error; the next request tries again.
class LateTransport final : public QObject, public Transport {
    Q_OBJECT

public:
    using Made = Result<std::unique_ptr<Transport>>;
    using Make = std::function<QCoro::Task<Made>()>;

    explicit LateTransport(Make make);

    QCoro::Task<Result<HttpReply>> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> stream(HttpRequest request) override;
    /// What was made is of no use any more.
    void forget() { m_transport.reset(); }

private:
    Make m_make;
    Turnstile m_turnstile;
    std::unique_ptr<Transport> m_transport;
};

} // namespace taskward::client
