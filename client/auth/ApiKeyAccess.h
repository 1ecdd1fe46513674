// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/ApiClient.h"

namespace taskward::client {

/// The API by a key for scripts, as token source and as transport of one ApiClient: no session, no device,
/// no proof, and nothing kept.
class ApiKeyAccess final : public Transport, public TokenSource {
public:
    ApiKeyAccess(std::unique_ptr<Transport> inner, Secret key)
        : m_inner(std::move(inner)), m_key(std::move(key))
    {}

    QCoro::Task<Result<HttpReply>> send(HttpRequest request) override;
    std::unique_ptr<HttpStream> stream(HttpRequest request) override;
    QCoro::Task<Result<Secret>> accessToken() override;
    QCoro::Task<Result<Secret>> replacement(Secret refused) override;

private:
    static HttpRequest byKey(HttpRequest request);

    std::unique_ptr<Transport> m_inner;
    Secret m_key;
};

} // namespace taskward::client
