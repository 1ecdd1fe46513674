// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Error.h"

#include <string>

namespace taskward::http {

/// Why the edge itself turns a request down. `status` replaces the code's own where HTTP has a
/// finer one (408, 417, 505); `allow` is set for 405. `close`: the framing cannot be trusted any
/// more.
struct Refusal {
    ErrorCode code = ErrorCode::Malformed;
    std::string detail;
    int status = 0;
    std::string allow;
    bool close = true;
};

} // namespace taskward::http
