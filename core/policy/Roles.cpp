// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/policy/Roles.h"

namespace taskward::policy {

using contract::Permission;
using contract::Role;

namespace {

bool isRead(Permission permission)
{
    switch (permission) {
    case Permission::OrgRead:
    case Permission::ProjectRead:
    case Permission::SectionRead:
    case Permission::LabelRead:
    case Permission::TaskRead:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isAdministrative(Permission permission)
{
    switch (permission) {
    case Permission::SecurityRead:
    case Permission::PersonReset:
    case Permission::PersonDisable:
    case Permission::SessionEnd:
    case Permission::LockClear:
    case Permission::PolicyUpdate:
        return true;
    default:
        return false;
    }
}

bool roleAllows(Role role, Permission permission)
{
    switch (role) {
    case Role::Owner:
    case Role::Administrator:
        return static_cast<std::size_t>(permission) < contract::kPermissionCount;
    case Role::Member:
        return static_cast<std::size_t>(permission) < contract::kPermissionCount &&
               !isAdministrative(permission);
    case Role::Viewer:
        return isRead(permission);
    }
    return false;
}

std::vector<std::string> permissionNames(Role role)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < contract::kPermissionCount; ++i) {
        const auto permission = static_cast<Permission>(i);
        if (roleAllows(role, permission))
            names.emplace_back(contract::wireName(permission));
    }
    return names;
}

} // namespace taskward::policy
