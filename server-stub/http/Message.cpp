// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Message.h"

#include "core/base/Assert.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace taskward::http {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::optional<std::string_view> find(const Pairs& pairs, std::string_view name)
{
    const auto it = std::find_if(pairs.begin(), pairs.end(),
                                 [&](const auto& pair) { return pair.first == name; });
    if (it == pairs.end())
        return std::nullopt;
    return it->second;
}

} // namespace

std::string_view methodName(Method method)
{
    static constexpr std::array<std::string_view, 7> kNames{"GET",   "HEAD",   "POST",   "PUT",
                                                            "PATCH", "DELETE", "OPTIONS"};
    return kNames[static_cast<std::size_t>(method)];
}

std::optional<std::string_view> Request::header(std::string_view lowerCaseName) const
{
    return find(headers, lowerCaseName);
}

std::optional<std::string_view> Request::queryValue(std::string_view name) const
{
    return find(query, name);
}

std::optional<std::string_view> Request::pathValue(std::string_view name) const
{
    return find(pathParameters, name);
}

Response problemResponse(const Error& error, std::string_view requestId, Pairs extraMembers)
{
    // Codes of the client's side have no status; one that got here is a fault of the server.
    const ErrorInfo& own = errorInfo(error.code);
    const ErrorInfo& info = own.httpStatus != 0 ? own : errorInfo(ErrorCode::Internal);
    boost::json::object problem;
    problem["type"] = "urn:taskward:problem:" + std::string(info.wireName);
    problem["title"] = info.title;
    problem["status"] = info.httpStatus;
    problem["code"] = info.wireName;
    problem["request_id"] = requestId;
    if (!error.pointer.empty()) {
        problem["errors"] = boost::json::array{
            boost::json::object{{"pointer", error.pointer}, {"code", info.wireName}}};
    }
    for (const auto& [name, value] : extraMembers)
        problem[name] = value;
    for (const auto& [name, value] : error.facts)
        problem[name] = value;
    if (!error.reasons.empty())
        problem["reasons"] = boost::json::array(error.reasons.begin(), error.reasons.end());
    return Response{
        info.httpStatus, "application/problem+json", {}, boost::json::serialize(problem)};
}

void Reply::Sink::abandoned()
{
    respond(problemResponse(Error{ErrorCode::Internal, "request left unanswered", {}}, {}));
}

Reply::~Reply()
{
    abandon();
}

Reply& Reply::operator=(Reply&& other) noexcept
{
    if (this != &other) {
        abandon();
        m_sink = std::move(other.m_sink);
    }
    return *this;
}

void Reply::abandon() noexcept
{
    if (const auto sink = std::move(m_sink))
        sink->abandoned();
}

void Reply::operator()(Response response)
{
    TW_ASSERT(m_sink);
    const auto sink = std::move(m_sink);
    sink->respond(std::move(response));
}

std::shared_ptr<EventStream> Reply::stream(Response head)
{
    TW_ASSERT(m_sink);
    const auto sink = std::move(m_sink);
    return sink->stream(std::move(head));
}

} // namespace taskward::http
