// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace taskward::client {

/// What the client reads of an RFC 9457 problem document.
struct ProblemItem {
    std::string pointer;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(ProblemItem, (), (pointer, code))

struct Problem {
    std::optional<std::string> code;
    std::optional<std::vector<ProblemItem>> errors;
    // The facts of an Error that the server may tell.
    std::optional<std::int64_t> retryAfterSeconds;
    std::optional<std::int64_t> attemptsLeft;
    std::optional<std::int64_t> driftSeconds;
    std::optional<std::vector<std::string>> reasons;
};
BOOST_DESCRIBE_STRUCT(Problem, (),
                      (code, errors, retryAfterSeconds, attemptsLeft, driftSeconds, reasons))

} // namespace taskward::client
