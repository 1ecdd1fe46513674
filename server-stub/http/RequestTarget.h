// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taskward::http {

/// An origin-form request target (RFC 9112 section 3.2.1), decoded once and strictly: one text has
/// one meaning. Malformed: other forms, bad or needless tricks with percent-encoding (NUL,
/// controls, an encoded slash or backslash, bytes that are not UTF-8), an empty, "." or ".."
/// segment, characters that RFC 3986 does not allow, a repeated query name, more than 64 of them.
struct RequestTarget {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;
};

Result<RequestTarget> parseRequestTarget(std::string_view target);

} // namespace taskward::http
