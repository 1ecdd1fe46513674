// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/auth/DeviceKey.h"
#include "client/auth/DpopSigner.h"

namespace taskward::client {

/// Adds to each request that wants it the proof of the device's key. When the server asks for another
/// nonce, the request goes once more, once; nobody above hears of it. Errors besides the transport's: those
/// of DeviceKey::load().
class ProvingTransport final : public QObject, public Transport {
    Q_OBJECT

public:
    struct Parts {
        std::string origin; ///< https://host:port, where `inner` leads
        std::unique_ptr<Transport> inner;
        DeviceKey& key; ///< outlives it, as clock and random do
        const Clock& clock;
        Random& random;
    };
    explicit ProvingTransport(Parts parts);

    QCoro::Task<Result<HttpReply>> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> stream(HttpRequest request) override;

private:
    class Stream;

    Parts m_parts;
    DpopSigner m_signer;
};

} // namespace taskward::client
