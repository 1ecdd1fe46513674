// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Message.h"
#include "server-stub/http/Refusal.h"

#include <string>
#include <string_view>

namespace taskward::http {

/// How one answer is framed and what the edge adds to it.
struct ResponseFraming {
    std::string_view date;
    std::string_view requestId;
    bool close = false;
    bool withoutBody = false; ///< the answer to HEAD: the length of the body, but not the body
    bool stream = false;      ///< Transfer-Encoding: chunked, the body follows
};

/// Appends head and body to `out`. False, with `out` unchanged: a header of the response holds a
/// control character or its name is no token; sending it could split the answer in two.
bool writeResponse(std::string& out, const Response& response, const ResponseFraming& framing);
/// Appends one chunk of a chunked body (RFC 9112 section 7.1); an empty one would end it.
void writeChunk(std::string& out, std::string_view data);

Response refusalResponse(const Refusal& refusal, std::string_view requestId);

} // namespace taskward::http
