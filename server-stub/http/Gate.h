// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "server-stub/http/Caller.h"
#include "server-stub/http/Message.h"

#include <functional>

namespace taskward::http {

/// Turns the credentials of a request into a Caller. Implemented by the identity room. Thread-safe; may
/// answer on the calling thread or on one of the store's.
class Gate {
public:
    virtual ~Gate() = default;
    virtual void authenticate(const Request& request, std::function<void(Result<Caller>)> done) = 0;
};

} // namespace taskward::http
