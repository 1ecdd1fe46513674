// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <string>
#include <string_view>
#include <vector>

namespace taskward::client {

/// What stands in a request's member in place of a secret: long enough for every type of the contract.
inline constexpr std::string_view kSecretPlace = "----------------";

/// A member of the body, by its name in JSON, and what it is to hold (UTF-8).
struct SecretMember {
    std::string name;
    Secret value;
};
using SecretMembers = std::vector<SecretMember>;

/// Puts the secrets into a JSON object whose top-level members of their names hold kSecretPlace. The
/// secrets are never in a std::string, whose growth would leave copies behind. Errors: Internal when a
/// member is not there exactly once.
Result<Secret> withSecrets(std::string_view json, const SecretMembers& secrets);

} // namespace taskward::client
