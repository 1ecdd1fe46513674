// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace taskward::http {

/// What the head of a request says, framing rules applied; the target is still as it came.
struct RequestHead {
    std::string method;
    std::string target;
    std::string host;
    std::vector<std::pair<std::string, std::string>> headers; ///< names lower-case, in order
    std::optional<std::uint64_t> contentLength;
    std::string contentType;
    bool chunked = false;
    bool http10 = false;
    bool keepAlive = true;
    bool expectContinue = false;
    bool encodedContent = false; ///< a Content-Encoding is there

    bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
};

/// Nothing when the method is not one that the API knows (TRACE, CONNECT, lower-case names, ...).
std::optional<Method> parseMethod(std::string_view name);

} // namespace taskward::http
