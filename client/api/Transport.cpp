// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/api/Transport.h"

#include <algorithm>

namespace taskward::client {

HttpRequest HttpRequest::copy() const
{
    HttpRequest out;
    out.verb = verb;
    out.target = target;
    out.headers = headers;
    out.body = body;
    out.secretBody = secretBody.clone();
    out.accessToken = accessToken.clone();
    out.apiKey = apiKey.clone();
    out.proven = proven;
    return out;
}

const std::string* HttpReply::header(std::string_view lowerCaseName) const
{
    const auto found = std::ranges::find(headers, lowerCaseName, &Headers::value_type::first);
    return found == headers.end() ? nullptr : &found->second;
}

} // namespace taskward::client
