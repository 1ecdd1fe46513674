// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/api/SecretBody.h"
#include "client/api/Transport.h"
#include "client/async/WorkerThread.h"
#include "core/contract/Wire.h"

#include <memory>
#include <optional>
#include <string>

namespace taskward::client {

/// Who has access tokens to give. The owner's thread.
class TokenSource {
public:
    virtual ~TokenSource() = default;
    /// A token that lives, refreshed before its end. Errors: Unauthenticated when signed out, else
    /// whatever kept it from being refreshed; those never sign out.
    virtual QCoro::Task<Result<Secret>> accessToken() = 0;
    /// The server refused this one: another one. Single-flight.
    virtual QCoro::Task<Result<Secret>> replacement(Secret refused) = 0;
    /// The server wants what this device holds to be erased; ends when that is done and reported.
    virtual QCoro::Task<> wipeOrdered() { co_return; }
};

/// What a person or the engine may want to know of a call besides its result.
struct CallInfo {
    std::string requestId;                ///< X-Request-Id of the answer
    std::optional<int> retryAfterSeconds; ///< Retry-After of the answer
};

struct CallOptions {
    std::string idempotencyKey;
    std::shared_ptr<CallInfo> info;
    /// Take the places of the request's members that hold kSecretPlace.
    std::shared_ptr<const SecretMembers> secrets;
};

/// Typed calls: `auto call = api.call<contract::GetMe>({}, {}); auto me = co_await call;`
/// A token that the server refuses is replaced once, and the call made once more; a code or a proof that
/// is refused is the call's own error. Problem documents become Errors by their code. Large answers are read on a thread of their own. Cancelled when the client goes.
class ApiClient : public QObject {
    Q_OBJECT

public:
    /// `transport` and `tokens` outlive it; without tokens only open endpoints can be called. The transport
    /// makes the proofs of a session's calls, and of those that lead to a session.
    ApiClient(Transport& transport, TokenSource* tokens);
    ~ApiClient() override;

    template <contract::Endpoint E>
    QCoro::Task<Result<typename E::Response>> call(typename E::Request request, CallOptions options)
    {
        using Response = typename E::Response;
        contract::EncodedRequest encoded = contract::encode<E>(request);
        HttpRequest http = requestOf(std::move(encoded), options);
        const bool authenticated = E::kSpec.access.kind() != contract::Access::Kind::Open;
        http.proven = authenticated || E::kSpec.verb == contract::Verb::Post;
        const bool secretsSent = options.secrets != nullptr;
        auto exchanged = exchange(std::move(http), authenticated, std::move(options));
        Result<HttpReply> reply = co_await exchanged;
        if (!reply)
            co_return fail(std::move(reply.error()));
        if constexpr (std::is_same_v<Response, contract::NoBody>) {
            co_return Response{};
        } else {
            // Answers to fresh proofs hold seeds, codes and keys.
            const bool secret = !authenticated || secretsSent || E::kSpec.stepUp;
            auto parsing = parse<Response>(std::move(reply->body), secret);
            Result<Response> parsed = co_await parsing;
            co_return std::move(parsed);
        }
    }

    /// An authenticated GET whose body the caller reads.
    QCoro::Task<Result<HttpReply>> exchange(HttpRequest request, bool authenticated,
                                            CallOptions options);
    Transport& transport() { return m_transport; }
    TokenSource* tokens() { return m_tokens; }

private:
    static constexpr qsizetype kInlineParseBytes = 16 * 1024;

    static HttpRequest requestOf(contract::EncodedRequest encoded, const CallOptions& options);

    template <typename T>
    static Result<T> parseNow(const QByteArray& body)
    {
        const std::string_view text(body.constData(), static_cast<std::size_t>(body.size()));
        auto parsed = contract::fromJson<T>(text, contract::json::Reading::Lenient);
        if (!parsed) {
            return fail(ErrorCode::ProtocolError,
                        parsed.error().detail + " at " + parsed.error().pointer);
        }
        return parsed;
    }
    /// `secret`: tokens are in it, and are not to stay in memory.
    template <typename T>
    Later<Result<T>> parse(QByteArray body, bool secret)
    {
        if (body.size() <= kInlineParseBytes) {
            Later<Result<T>> later;
            later.resolve(parseNow<T>(body));
            if (secret)
                wipe(body.data(), static_cast<std::size_t>(body.size()));
            return later;
        }
        if (!m_parser)
            m_parser = std::make_unique<WorkerThread>();
        return m_parser->run([body = std::move(body)] { return parseNow<T>(body); });
    }

    Transport& m_transport;
    TokenSource* m_tokens;
    std::unique_ptr<WorkerThread> m_parser;
};

/// Seconds of its Retry-After, when it has one in that form.
std::optional<int> retryAfterOf(const HttpReply& reply);
/// The Error of an answer whose status is 400 or above.
Error errorOfReply(const HttpReply& reply);

} // namespace taskward::client
