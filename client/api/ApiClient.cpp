// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/ApiClient.h"

#include "client/api/Problem.h"

#include <QPointer>
#include <charconv>

namespace taskward::client {

namespace {

void note(const HttpReply& reply, const CallOptions& options)
{
    if (!options.info)
        return;
    if (const auto* id = reply.header("x-request-id"))
        options.info->requestId = *id;
    if (const auto seconds = retryAfterOf(reply))
        options.info->retryAfterSeconds = seconds;
}

} // namespace

ApiClient::ApiClient(Transport& transport, TokenSource* tokens)
    : m_transport(transport), m_tokens(tokens)
{}

ApiClient::~ApiClient() = default;

HttpRequest ApiClient::requestOf(contract::EncodedRequest encoded, const CallOptions& options)
{
    HttpRequest request;
    request.verb = encoded.verb;
    request.target = std::move(encoded.target);
    request.body = std::move(encoded.body);
    request.headers.emplace_back("Accept", "application/json");
    if (!encoded.ifMatch.empty())
        request.headers.emplace_back("If-Match", std::move(encoded.ifMatch));
    if (!options.idempotencyKey.empty())
        request.headers.emplace_back("Idempotency-Key", options.idempotencyKey);
    return request;
}

QCoro::Task<Result<HttpReply>> ApiClient::exchange(HttpRequest request, bool authenticated,
                                                   CallOptions options)
{
    const QPointer<ApiClient> alive(this);
    if (options.secrets) {
        auto body = withSecrets(request.body, *options.secrets);
        if (!body)
            co_return fail(std::move(body.error()));
        request.body.clear();
        request.secretBody = std::move(*body);
    }
    Secret token;
    if (authenticated) {
        if (!m_tokens)
            co_return fail(ErrorCode::Unauthenticated, "no session");
        auto asked = m_tokens->accessToken();
        Result<Secret> given = co_await asked;
        if (!given)
            co_return fail(std::move(given.error()));
        token = std::move(*given);
    }
    for (int attempt = 0;; ++attempt) {
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        HttpRequest attempted = request.copy();
        attempted.accessToken = token.clone();
        auto sending = m_transport.send(std::move(attempted));
        Result<HttpReply> reply = co_await sending;
        if (!reply)
            co_return fail(std::move(reply.error()));
        note(*reply, options);
        if (reply->status < 300)
            co_return std::move(reply);
        Error error = errorOfReply(*reply);
        if (error.code == ErrorCode::DeviceWiped && authenticated && alive) {
            auto wiping = m_tokens->wipeOrdered();
            co_await wiping;
        }
        if (error.code != ErrorCode::Unauthenticated || !authenticated || attempt > 0 || !alive)
            co_return fail(std::move(error));
        auto replacing = m_tokens->replacement(std::move(token));
        Result<Secret> replaced = co_await replacing;
        if (!replaced)
            co_return fail(std::move(replaced.error()));
        token = std::move(*replaced);
    }
}

std::optional<int> retryAfterOf(const HttpReply& reply)
{
    const auto* after = reply.header("retry-after");
    if (!after)
        return std::nullopt;
    int seconds = 0;
    const char* end = after->data() + after->size();
    if (std::from_chars(after->data(), end, seconds).ptr != end || seconds < 0)
        return std::nullopt;
    return seconds;
}

Error errorOfReply(const HttpReply& reply)
{
    const std::string_view text(reply.body.constData(),
                                static_cast<std::size_t>(reply.body.size()));
    const auto problem = contract::fromJson<Problem>(text, contract::json::Reading::Lenient);
    Error error{errorCodeForHttpStatus(reply.status), "status " + std::to_string(reply.status), {}};
    if (!problem)
        return error;
    if (problem->code) {
        if (const auto* info = errorInfoByWireName(*problem->code))
            error.code = info->code;
    }
    if (problem->errors && !problem->errors->empty())
        error.pointer = problem->errors->front().pointer;
    const auto tell = [&error](const char* name, const std::optional<std::int64_t>& value) {
        if (value)
            error.facts.emplace_back(name, *value);
    };
    tell("retry_after_seconds", problem->retryAfterSeconds);
    tell("attempts_left", problem->attemptsLeft);
    tell("drift_seconds", problem->driftSeconds);
    error.reasons = problem->reasons.value_or(std::vector<std::string>{});
    return error;
}

} // namespace taskward::client
