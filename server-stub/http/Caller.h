// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/contract/Identity.h"
#include "core/db/Tx.h"

#include <string>

namespace taskward::http {

/// Who asks, established by the Gate for each request. Open endpoints get one without session.
struct Caller {
    SessionId session;
    UserId user;
    OrgId org;
    contract::Role role = contract::Role::Viewer;
    std::string requestId;
    std::string remoteAddress;

    bool signedIn() const { return !session.empty(); }
    db::Scope scope() const { return {org, user}; }
};

} // namespace taskward::http
