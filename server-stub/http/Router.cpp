// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Router.h"

#include "core/base/Assert.h"

#include <algorithm>
#include <array>
#include <map>

namespace taskward::http {

namespace {

constexpr std::array kMethods{Method::Get,   Method::Head,   Method::Post,   Method::Put,
                              Method::Patch, Method::Delete, Method::Options};

std::size_t index(Method method)
{
    return static_cast<std::size_t>(method);
}

/// Takes the next segment off `rest`, which starts with '/'.
std::string_view takeSegment(std::string_view& rest)
{
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

bool isParameter(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

} // namespace

/// One segment of the templates. A literal segment wins over a parameter, without going back: the
/// templates of one API do not need more, and a path has one meaning.
struct Router::Node {
    struct Endpoint {
        std::string path;
        std::vector<std::string> parameterNames;
        RouteOptions options;
        Handler handler;
    };

    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::array<std::unique_ptr<Endpoint>, kMethods.size()> endpoints;

    const Endpoint* endpoint(Method method) const
    {
        const auto& own = endpoints[index(method)];
        // HEAD is GET without the body (RFC 9110 section 9.3.2); the edge cuts the body off.
        if (!own && method == Method::Head)
            return endpoints[index(Method::Get)].get();
        return own.get();
    }

    std::string allow() const
    {
        std::string names;
        for (const Method method : kMethods) {
            if (endpoint(method) != nullptr)
                names.append(names.empty() ? "" : ", ").append(methodName(method));
        }
        return names;
    }

    void collect(std::vector<RouteInfo>& into) const
    {
        for (const Method method : kMethods) {
            if (const auto& own = endpoints[index(method)])
                into.push_back({method, own->path});
        }
        for (const auto& [name, node] : literals)
            node->collect(into);
        if (parameter)
            parameter->collect(into);
    }
};

Router::Router() : m_root(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Method method, std::string pathTemplate, RouteOptions options, Handler handler)
{
    TW_ASSERT(pathTemplate.starts_with('/'));
    TW_ASSERT(handler);
    auto endpoint = std::make_unique<Node::Endpoint>();
    Node* node = m_root.get();
    for (std::string_view rest = pathTemplate; !rest.empty();) {
        const std::string_view segment = takeSegment(rest);
        if (isParameter(segment)) {
            endpoint->parameterNames.emplace_back(segment.substr(1, segment.size() - 2));
            if (!node->parameter)
                node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else {
            auto& child = node->literals[std::string(segment)];
            if (!child)
                child = std::make_unique<Node>();
            node = child.get();
        }
    }
    auto& place = node->endpoints[index(method)];
    TW_ASSERT(!place);
    endpoint->path = std::move(pathTemplate);
    endpoint->options = options;
    endpoint->handler = std::move(handler);
    place = std::move(endpoint);
}

Router::Match Router::match(Method method, std::string_view path) const
{
    Match match;
    if (!path.starts_with('/'))
        return match;
    std::vector<std::string_view> values;
    const Node* node = m_root.get();
    for (std::string_view rest = path; !rest.empty();) {
        const std::string_view segment = takeSegment(rest);
        if (const auto it = node->literals.find(segment); it != node->literals.end()) {
            node = it->second.get();
        } else if (node->parameter && !segment.empty()) {
            values.push_back(segment);
            node = node->parameter.get();
        } else {
            return match;
        }
    }
    const Node::Endpoint* endpoint = node->endpoint(method);
    if (endpoint == nullptr) {
        match.allow = node->allow();
        return match;
    }
    match.handler = &endpoint->handler;
    match.options = &endpoint->options;
    match.route = endpoint->path;
    for (std::size_t i = 0; i < values.size(); ++i)
        match.parameters.emplace_back(endpoint->parameterNames[i], values[i]);
    return match;
}

std::vector<Router::RouteInfo> Router::routes() const
{
    std::vector<RouteInfo> all;
    m_root->collect(all);
    return all;
}

} // namespace taskward::http
