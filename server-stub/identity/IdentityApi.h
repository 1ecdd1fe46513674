// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/http/Api.h"
#include "server-stub/identity/SessionService.h"

#include <string>

namespace taskward::identity {

struct ServerFacts {
    std::string version;
    std::string serverName;
    std::string serverId;
    std::string minClientVersion;
};

/// Registers signing in, sessions, the person, the people and the metadata of the server.
void addIdentityApi(http::Api& api, SessionService& sessions, const ServerFacts& facts,
                    const Clock& clock);

} // namespace taskward::identity
