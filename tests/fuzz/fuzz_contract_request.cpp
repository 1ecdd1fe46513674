// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
/// A request of any endpoint: "VERB /path?query", the If-Match header and the body, one a line. What the
/// server decodes, the client encodes to a text that the server decodes to the same request.
#include "core/base/Assert.h"
#include "core/contract/Endpoints.h"
#include "core/contract/Wire.h"
#include "server-stub/http/RequestHead.h"
#include "server-stub/http/RequestTarget.h"
#include "server-stub/http/Router.h"
#include "tests/fuzz/Target.h"

namespace taskward::fuzz {

namespace {

const http::Router& router();

template <contract::Endpoint E>
Result<typename E::Request> decodeFrom(const http::Request& request)
{
    const auto ifMatch = request.header("if-match");
    return contract::decode<E>({.path = &request.pathParameters,
                                .query = &request.query,
                                .ifMatch = ifMatch.value_or(""),
                                .body = request.body});
}

http::Request sent(const contract::EncodedRequest& encoded, const http::Request& like)
{
    auto target = http::parseRequestTarget(encoded.target);
    TW_ASSERT(target);
    http::Request request;
    request.method = like.method;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.body = encoded.body;
    if (!encoded.ifMatch.empty())
        request.headers.emplace_back("if-match", encoded.ifMatch);
    auto match = router().match(request.method, request.path);
    TW_ASSERT(match.handler != nullptr && match.route == like.route);
    request.pathParameters = std::move(match.parameters);
    return request;
}

template <contract::Endpoint E>
void roundTrip(const http::Request& request)
{
    const auto first = decodeFrom<E>(request);
    if (!first) {
        TW_ASSERT(first.error().code == ErrorCode::Malformed ||
                  first.error().code == ErrorCode::ValidationFailed ||
                  first.error().code == ErrorCode::NotFound);
        return;
    }
    const auto encoded = contract::encode<E>(*first);
    const auto second = decodeFrom<E>(sent(encoded, request));
    TW_ASSERT(second);
    const auto again = contract::encode<E>(*second);
    TW_ASSERT(again.target == encoded.target);
    TW_ASSERT(again.ifMatch == encoded.ifMatch);
    TW_ASSERT(again.body == encoded.body);
}

const http::Router& router()
{
    static const auto table = [] {
        auto routes = std::make_unique<http::Router>();
        contract::forEachEndpoint([&](auto identity) {
            using E = typename decltype(identity)::type;
            const auto method = http::parseMethod(contract::verbName(E::kSpec.verb));
            TW_ASSERT(method);
            routes->add(*method, std::string(E::kSpec.path), {},
                        [](http::Request&& request, http::Reply&&) { roundTrip<E>(request); });
        });
        return routes;
    }();
    return *table;
}

} // namespace

void examine(std::string_view bytes)
{
    const std::string_view start = takeLine(bytes);
    const std::string_view ifMatch = takeLine(bytes);
    const std::size_t space = std::min(start.find(' '), start.size());
    const auto method = http::parseMethod(start.substr(0, space));
    auto target = http::parseRequestTarget(start.substr(std::min(space + 1, start.size())));
    if (!method || !target)
        return;
    http::Request request;
    request.method = *method;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.body = bytes;
    request.headers.emplace_back("if-match", ifMatch);
    auto match = router().match(request.method, request.path);
    if (match.handler == nullptr)
        return;
    request.route = match.route;
    request.pathParameters = std::move(match.parameters);
    (*match.handler)(std::move(request), http::Reply());
}

} // namespace taskward::fuzz
