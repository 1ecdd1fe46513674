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
    /// Is a caller who was let in before still welcome? For answers that go on: without credentials, so
    /// that a session may refresh its tokens meanwhile. Unauthenticated when the session has ended.
    virtual void recheck(const Caller& caller, std::function<void(Result<Caller>)> done)
    {
        done(caller);
    }
    /// For open endpoints: the thumbprint of the key whose proof the request carries; empty without one.
    virtual Result<std::string> provenKey(const Request& request)
    {
        static_cast<void>(request);
        return std::string();
    }
    /// For the DPoP-Nonce header of answers; empty where none is asked for.
    virtual std::string nonce() { return {}; }
};

} // namespace taskward::http
