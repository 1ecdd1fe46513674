// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/KeyScopes.h"

namespace taskward::identity {

Result<std::vector<contract::Permission>> scopesNamed(const std::vector<std::string>& names)
{
    std::vector<contract::Permission> scopes;
    for (const std::string& name : names) {
        std::size_t i = 0;
        while (i < contract::kPermissionCount &&
               contract::wireName(static_cast<contract::Permission>(i)) != name)
            ++i;
        if (i == contract::kPermissionCount)
            return fail(ErrorCode::ValidationFailed, "no such permission",
                        "/scopes/" + std::to_string(scopes.size()));
        scopes.push_back(static_cast<contract::Permission>(i));
    }
    return scopes;
}

} // namespace taskward::identity
