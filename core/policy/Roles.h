// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Identity.h"

#include <string>
#include <vector>

namespace taskward::policy {

/// Does the built-in role hold the permission? Pure; deny by default.
bool roleAllows(contract::Role role, contract::Permission permission);
/// About the accounts of others and the rules for all: what takes an administrator.
bool isAdministrative(contract::Permission permission);
/// Wire names of all permissions of the role, for the client to grey its actions.
std::vector<std::string> permissionNames(contract::Role role);

} // namespace taskward::policy
