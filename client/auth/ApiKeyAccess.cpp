// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/auth/ApiKeyAccess.h"

namespace taskward::client {

HttpRequest ApiKeyAccess::byKey(HttpRequest request)
{
    request.apiKey = std::move(request.accessToken);
    request.accessToken = Secret();
    request.proven = false;
    return request;
}

QCoro::Task<Result<HttpReply>> ApiKeyAccess::send(HttpRequest request)
{
    return m_inner->send(byKey(std::move(request)));
}

std::unique_ptr<HttpStream> ApiKeyAccess::stream(HttpRequest request)
{
    return m_inner->stream(byKey(std::move(request)));
}

QCoro::Task<Result<Secret>> ApiKeyAccess::accessToken()
{
    co_return m_key.clone();
}

QCoro::Task<Result<Secret>> ApiKeyAccess::replacement(Secret)
{
    co_return fail(ErrorCode::Unauthenticated, "the key is not accepted");
}

} // namespace taskward::client
