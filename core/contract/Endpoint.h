// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Limits.h"
#include "core/contract/Permission.h"

#include <concepts>
#include <cstddef>
#include <string_view>

namespace taskward::contract {

enum class Verb { Get, Post, Put, Patch, Delete };
std::string_view verbName(Verb verb);

/// How the server runs an endpoint: Read in a read transaction, Write in a durable one, Work on a thread
/// that may take its time (password hashes) and opens transactions itself, Instant without a store.
enum class Run { Read, Write, Work, Instant };

/// Everything about an endpoint that is enforced in one place (server-stub/http/Api.h), described in
/// OpenAPI and known to the client.
struct EndpointSpec {
    Verb verb;
    std::string_view path;    ///< "/v1/tasks/{id}": names a member of Request
    Access access;            ///< no default, on purpose
    Run run;
    std::string_view summary; ///< one line for OpenAPI
    bool idempotencyKey = false;  ///< takes Idempotency-Key and replays the answer for 24 h
    int successStatus = 200;
    /// The session must have proved its person within limits::kStepUpLife (RFC 9470).
    bool stepUp = false;
    /// Also for a session that may do nothing yet but set up a factor or a new password.
    bool whileRestricted = false;
    std::size_t maxBodyBytes = limits::kMaxBodyBytes;
};

struct NoBody {
    bool operator==(const NoBody&) const = default;
};

/// The members of Request travel by name: those in the path template in the path, `ifMatch` in the
/// If-Match header, the rest in the query (GET, DELETE) or in the JSON body. A Response with a member
/// `version` gets it as its ETag.
template <typename E>
concept Endpoint = requires {
    typename E::Request;
    typename E::Response;
    { E::kSpec } -> std::convertible_to<EndpointSpec>;
};

} // namespace taskward::contract
