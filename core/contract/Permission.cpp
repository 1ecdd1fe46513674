// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Permission.h"

#include "core/base/Assert.h"

#include <array>

namespace taskward::contract {

std::string_view wireName(Permission permission)
{
    static constexpr std::array<std::string_view, kPermissionCount> kNames{
        "org.read",
        "project.read",   "project.create",   "project.update",   "project.delete",
        "section.read",   "section.create",   "section.update",   "section.delete",
        "label.read",     "label.create",     "label.update",     "label.delete",
        "task.read",      "task.create",      "task.update",      "task.delete",
        "security.read",  "person.reset",     "person.disable",      "session.end",
        "lock.clear",     "policy.update",
    };
    const auto index = static_cast<std::size_t>(permission);
    TW_ASSERT(index < kNames.size());
    return kNames[index];
}

} // namespace taskward::contract
