// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/ResponseWriter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace taskward::http {

namespace {

/// On every answer, also on those that the edge makes (requirements: security headers, CSP, CORS
/// off).
constexpr std::string_view kFixedHeaders =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cache-Control: no-store\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: ()\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'; sandbox\r\n";

/// Names that a handler's answer cannot set, in lower case.
constexpr std::array<std::string_view, 17> kEdgeNames{"strict-transport-security",
                                                      "x-content-type-options",
                                                      "referrer-policy",
                                                      "cache-control",
                                                      "cross-origin-resource-policy",
                                                      "permissions-policy",
                                                      "date",
                                                      "connection",
                                                      "content-security-policy",
                                                      "content-length",
                                                      "content-type",
                                                      "server",
                                                      "transfer-encoding",
                                                      "x-request-id",
                                                      "keep-alive",
                                                      "upgrade",
                                                      "access-control-allow-origin"};

std::string_view reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 412:
        return "Precondition Failed";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 426:
        return "Upgrade Required";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    case 507:
        return "Insufficient Storage";
    default:
        return "";
    }
}

bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isSafeValue(std::string_view value)
{
    return std::none_of(value.begin(), value.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
    });
}

bool isSafe(const Response& response)
{
    return isSafeValue(response.contentType) &&
           std::all_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
               return !header.first.empty() &&
                      std::all_of(header.first.begin(), header.first.end(), isTokenChar) &&
                      isSafeValue(header.second);
           });
}

bool isEdgeName(std::string_view name)
{
    const auto same = [name](std::string_view edge) {
        return edge.size() == name.size() &&
               std::equal(edge.begin(), edge.end(), name.begin(), [](char a, char b) {
                   return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
               });
    };
    return std::any_of(kEdgeNames.begin(), kEdgeNames.end(), same);
}

void appendNumber(std::string& out, std::size_t number, int base = 10)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    out.append(digits.data(), end);
}

void appendHeader(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool writeResponse(std::string& out, const Response& response, const ResponseFraming& framing)
{
    if (!isSafe(response))
        return false;
    out.append("HTTP/1.1 ");
    appendNumber(out, static_cast<std::size_t>(response.status));
    out.append(" ").append(reason(response.status)).append("\r\n");
    appendHeader(out, "Date", framing.date);
    appendHeader(out, "X-Request-Id", framing.requestId);
    // RFC 9110 section 8.6: no Content-Length on 204, and on 304 only GET's, which is not known
    // here.
    const bool canHaveBody = response.status != 204 && response.status != 304;
    if (canHaveBody) {
        if (!response.contentType.empty() && (framing.stream || !response.body.empty()))
            appendHeader(out, "Content-Type", response.contentType);
        if (framing.stream) {
            out.append("Transfer-Encoding: chunked\r\n");
        } else {
            out.append("Content-Length: ");
            appendNumber(out, response.body.size());
            out.append("\r\n");
        }
    }
    out.append(kFixedHeaders);
    for (const auto& [name, value] : response.headers) {
        if (!isEdgeName(name))
            appendHeader(out, name, value);
    }
    out.append(framing.close ? "Connection: close\r\n\r\n" : "\r\n");
    if (canHaveBody && !framing.withoutBody && !framing.stream)
        out.append(response.body);
    return true;
}

void writeChunk(std::string& out, std::string_view data)
{
    appendNumber(out, data.size(), 16);
    out.append("\r\n").append(data).append("\r\n");
}

Response refusalResponse(const Refusal& refusal, std::string_view requestId)
{
    Response response = problemResponse(Error{refusal.code, {}, {}}, requestId);
    if (refusal.status != 0) {
        // The document repeats the status: both come from one place.
        const std::string general = "\"status\":" + std::to_string(response.status);
        const std::string own = "\"status\":" + std::to_string(refusal.status);
        response.body.replace(response.body.find(general), general.size(), own);
        response.status = refusal.status;
    }
    if (!refusal.allow.empty())
        response.headers.emplace_back("Allow", refusal.allow);
    if (response.status == 503)
        response.headers.emplace_back("Retry-After", "1");
    return response;
}

} // namespace taskward::http
