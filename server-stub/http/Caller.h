// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/contract/Identity.h"
#include "core/db/Tx.h"

#include <optional>
#include <string>
#include <vector>

namespace taskward::http {

/// Who asks, established by the Gate for each request. Open endpoints get one without session, but with
/// the key of the device where the request proved one.
struct Caller {
    SessionId session;
    UserId user;
    OrgId org;
    contract::Role role = contract::Role::Viewer;
    DeviceId device;
    /// RFC 7638 thumbprint of the key that signed this request's proof; empty without a proof.
    std::string deviceKey;
    /// When the person last proved themselves with everything they have.
    Timestamp authenticatedAt;
    std::optional<contract::Restriction> restriction;
    /// A key for scripts instead of a session: it may do only this.
    ApiKeyId apiKey;
    std::vector<contract::Permission> scopes;
    std::string requestId;
    std::string remoteAddress;

    bool byApiKey() const { return !apiKey.empty(); }
    bool signedIn() const { return !session.empty(); }
    db::Scope scope() const { return {org, user}; }
};

} // namespace taskward::http
