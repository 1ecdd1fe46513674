// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/OpenApiProblems.h"

#include "core/base/Error.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <map>
#include <vector>

namespace taskward::contract::openapi {

using boost::json::array;
using boost::json::object;

namespace {

/// Errors that travel, by status, in the order of the table.
std::map<int, std::vector<const ErrorInfo*>> wireErrors()
{
    std::map<int, std::vector<const ErrorInfo*>> out;
    for (int i = 0; i <= static_cast<int>(ErrorCode::Constraint); ++i) {
        const ErrorInfo& info = errorInfo(static_cast<ErrorCode>(i));
        if (info.httpStatus != 0)
            out[info.httpStatus].push_back(&info);
    }
    return out;
}

} // namespace

std::string problemName(int status)
{
    return "Problem" + std::to_string(status);
}

object problemSchema()
{
    array codes;
    for (const auto& [status, infos] : wireErrors()) {
        for (const auto* info : infos)
            codes.emplace_back(info->wireName);
    }
    const object item{{"type", "object"},
                      {"properties",
                       {{"pointer", {{"type", "string"}, {"description", "JSON pointer (RFC 6901)."}}},
                        {"code", {{"type", "string"}}}}},
                      {"required", {"pointer", "code"}}};
    return {{"type", "object"},
            {"description", "RFC 9457. `code` is stable; the words are not."},
            {"properties",
             {{"type", {{"type", "string"}, {"format", "uri"}}},
              {"title", {{"type", "string"}}},
              {"status", {{"type", "integer"}}},
              {"code", {{"type", "string"}, {"enum", codes}}},
              {"request_id", {{"type", "string"}}},
              {"required_permission", {{"type", "string"}}},
              {"retry_after_seconds", {{"type", "integer"}}},
              {"attempts_left", {{"type", "integer"}}},
              {"drift_seconds", {{"type", "integer"}}},
              {"reasons", {{"type", "array"}, {"items", {{"type", "string"}}}}},
              {"errors", {{"type", "array"}, {"items", item}}}}},
            {"required", {"type", "title", "status", "code", "request_id"}}};
}

object problemResponses(const std::set<int>& used)
{
    object out;
    for (const auto& [status, infos] : wireErrors()) {
        if (!used.contains(status))
            continue;
        std::string description;
        for (const auto* info : infos)
            description += (description.empty() ? "`" : ", `") + std::string(info->wireName) + '`';
        object response{{"description", description}};
        if (status == 401)
            response["headers"] = {{"WWW-Authenticate", {{"schema", {{"type", "string"}}}}}};
        if (status == 429 || status == 503)
            response["headers"] = {{"Retry-After", {{"schema", {{"type", "integer"}}}}}};
        response["content"] = {
            {"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}};
        out[problemName(status)] = std::move(response);
    }
    return out;
}

} // namespace taskward::contract::openapi
