// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Endpoint.h"
#include "core/contract/Json.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// How a Request of an endpoint travels (see Endpoint.h): members in the path, the If-Match header, the
/// query or the body. One description for both sides.
namespace taskward::contract {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct EncodedRequest {
    Verb verb = Verb::Get;
    std::string target;      ///< path and query, percent-encoded
    std::string ifMatch;     ///< value of the header, quotes included; empty: none
    std::string body;        ///< JSON; empty: none
};

struct RequestParts {
    const Parameters* path = nullptr;
    const Parameters* query = nullptr;
    std::string_view ifMatch;
    std::string_view body;
};

namespace wire {
bool inPath(std::string_view pathTemplate, std::string_view key);
std::string percentEncode(std::string_view text);
std::string expandPath(std::string_view pathTemplate, const Parameters& values);
const std::string* find(const Parameters* parameters, std::string_view key);
/// `"42"` -> 42. Errors: ValidationFailed for weak or foreign forms.
Result<std::int64_t> parseEntityTag(std::string_view header);
constexpr bool hasBody(Verb verb)
{
    return verb == Verb::Post || verb == Verb::Put || verb == Verb::Patch;
}

/// The text of a scalar outside JSON: as in JSON, without the quotes and escapes.
template <typename T>
std::string parameterText(const T& value)
{
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return std::string(std::string_view(value));
    } else {
        std::string json = toJson(value);
        if (json.size() >= 2 && json.front() == '"')
            return json.substr(1, json.size() - 2);
        return json;
    }
}

/// A view of Request without the members that travel elsewhere, as a JSON object.
template <typename E>
std::string bodyOf(const typename E::Request& request)
{
    using Request = typename E::Request;
    std::string out = "{";
    boost::mp11::mp_for_each<json::Members<Request>>([&](auto d) {
        const std::string key = json::snakeCase(d.name);
        const auto& member = request.*d.pointer;
        if (key == "if_match" || inPath(E::kSpec.path, key) || json::isAbsent(member))
            return;
        if (out.size() > 1)
            out += ',';
        out += '"' + key + "\":";
        json::write(out, member);
    });
    out += '}';
    return out;
}

/// As json::readObject, but the members of path and header are not allowed in the body.
template <typename E>
bool readBody(json::Node node, typename E::Request& request, json::Context& context)
{
    using Request = typename E::Request;
    if (node.kind() != json::Kind::Object)
        return context.refuse("not an object");
    const auto& readers = json::memberReaders<Request>();
    const auto elsewhere = [](std::string_view key) {
        return key == "if_match" || inPath(E::kSpec.path, key);
    };
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < node.size(); ++i) {
        const auto [key, value] = node.member(i);
        context.path.push(key);
        std::size_t at = 0;
        while (at < readers.size() && (readers[at].key != key || elsewhere(key)))
            ++at;
        if (at == readers.size())
            return context.refuse("unknown member");
        seen |= std::uint64_t{1} << at;
        if (!readers[at].read(value, request, context))
            return false;
        context.path.pop();
    }
    for (std::size_t i = 0; i < readers.size(); ++i) {
        if (readers[i].required && !(seen >> i & 1U) && !elsewhere(readers[i].key)) {
            context.path.push(std::string_view(readers[i].key));
            return context.refuse("missing");
        }
    }
    return true;
}

template <typename M>
bool readIfMatch(std::string_view header, M& member, json::Context& context)
{
    if constexpr (std::is_same_v<M, std::optional<std::int64_t>>) {
        if (header.empty())
            return true;
        const auto tag = parseEntityTag(header);
        if (!tag)
            return context.refuse(tag.error().detail);
        member = *tag;
        return true;
    } else {
        return context.refuse("no If-Match here");
    }
}

template <typename E>
std::string unknownQuery(const Parameters& query)
{
    for (const auto& [name, value] : query) {
        bool known = false;
        boost::mp11::mp_for_each<json::Members<typename E::Request>>([&](auto d) {
            known = known || (json::snakeCase(d.name) == name && !inPath(E::kSpec.path, name) &&
                              name != "if_match" && !hasBody(E::kSpec.verb));
        });
        if (!known)
            return "/" + name;
    }
    return {};
}
} // namespace wire

template <Endpoint E>
EncodedRequest encode(const typename E::Request& request)
{
    using Request = typename E::Request;
    EncodedRequest out;
    out.verb = E::kSpec.verb;
    Parameters pathValues;
    std::string query;
    boost::mp11::mp_for_each<json::Members<Request>>([&](auto d) {
        const std::string key = json::snakeCase(d.name);
        const auto& member = request.*d.pointer;
        using M = std::remove_cvref_t<decltype(member)>;
        if (key == "if_match") {
            if (!json::isAbsent(member))
                out.ifMatch = '"' + wire::parameterText(member) + '"';
        } else if constexpr (!json::IsPatch<M>::value && !json::IsVector<M>::value &&
                             !boost::describe::has_describe_members<M>::value) {
            if (wire::inPath(E::kSpec.path, key)) {
                pathValues.emplace_back(key, wire::parameterText(member));
            } else if (!wire::hasBody(E::kSpec.verb) && !json::isAbsent(member)) {
                query += query.empty() ? '?' : '&';
                query += key + '=';
                if constexpr (json::IsOptional<M>::value)
                    query += wire::percentEncode(wire::parameterText(*member));
                else
                    query += wire::percentEncode(wire::parameterText(member));
            }
        }
    });
    out.target = wire::expandPath(E::kSpec.path, pathValues) + query;
    if (wire::hasBody(E::kSpec.verb))
        out.body = wire::bodyOf<E>(request);
    return out;
}

/// Strict: unknown query parameters and body members are refused.
template <Endpoint E>
Result<typename E::Request> decode(const RequestParts& parts)
{
    using Request = typename E::Request;
    Request request{};
    json::Path path;
    json::Context context{json::Reading::Strict, path, {}};
    constexpr bool kBody = wire::hasBody(E::kSpec.verb);
    if constexpr (kBody) {
        auto document = json::Document::parse(parts.body);
        if (!document)
            return fail(document.error());
        if (!wire::readBody<E>(document->root(), request, context))
            return fail(std::move(context.error));
    }
    std::size_t queryUsed = 0;
    bool good = true;
    boost::mp11::mp_for_each<json::Members<Request>>([&](auto d) {
        auto& member = request.*d.pointer;
        using M = std::remove_cvref_t<decltype(member)>;
        if constexpr (!json::IsPatch<M>::value && !json::IsVector<M>::value &&
                      !boost::describe::has_describe_members<M>::value) {
            if (!good)
                return;
            const std::string key = json::snakeCase(d.name);
            context.path.push(std::string_view(key));
            if (key == "if_match") {
                good = wire::readIfMatch(parts.ifMatch, member, context);
            } else if (wire::inPath(E::kSpec.path, key)) {
                const auto* text = wire::find(parts.path, key);
                good = text ? json::fromParameter(*text, member, context) : context.refuse("missing");
                // A malformed id names nothing that could be there.
                if (!good)
                    context.error.code = ErrorCode::NotFound;
            } else if (!kBody) {
                const auto* text = wire::find(parts.query, key);
                queryUsed += text ? 1 : 0;
                if (text)
                    good = json::fromParameter(*text, member, context);
                else if (!json::IsOptional<M>::value)
                    good = context.refuse("missing");
            }
            if (good)
                context.path.pop();
        }
    });
    if (!good)
        return fail(std::move(context.error));
    if (parts.query && parts.query->size() != queryUsed)
        return fail(ErrorCode::ValidationFailed, "unknown query parameter",
                    wire::unknownQuery<E>(*parts.query));
    return request;
}

} // namespace taskward::contract
