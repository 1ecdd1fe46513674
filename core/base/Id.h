// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/base/Result.h"

#include <functional>
#include <string>
#include <string_view>

namespace taskward {

/// A UUID in its 36-character lower-case text form; version 7 (RFC 9562 section 5.7) when made here.
/// The tag keeps a TaskId from being passed where a ProjectId is wanted.
template <typename Tag>
struct Id {
    std::string value;

    bool empty() const { return value.empty(); }
    auto operator<=>(const Id&) const = default;
};

/// 36 characters, hyphens in place, lower-case hex.
bool isUuid(std::string_view text);
/// Increasing within a process: the 12 bits after the milliseconds are a counter.
std::string makeUuidV7(const Clock& clock, Random& random);

template <typename IdType>
IdType makeId(const Clock& clock, Random& random)
{
    return IdType{makeUuidV7(clock, random)};
}

struct OrgTag;
struct UserTag;
struct ProjectTag;
struct SectionTag;
struct TaskTag;
struct LabelTag;
struct SessionTag;
struct DeviceTag;
struct OpTag;
struct ConflictTag;
struct ApiKeyTag;
struct SecurityEventTag;

using OrgId = Id<OrgTag>;
using UserId = Id<UserTag>;
using ProjectId = Id<ProjectTag>;
using SectionId = Id<SectionTag>;
using TaskId = Id<TaskTag>;
using LabelId = Id<LabelTag>;
using SessionId = Id<SessionTag>;
using DeviceId = Id<DeviceTag>;
using OpId = Id<OpTag>;
using ConflictId = Id<ConflictTag>;
using ApiKeyId = Id<ApiKeyTag>;
using SecurityEventId = Id<SecurityEventTag>;

} // namespace taskward

template <typename Tag>
struct std::hash<taskward::Id<Tag>> {
    std::size_t operator()(const taskward::Id<Tag>& id) const noexcept
    {
        return std::hash<std::string>{}(id.value);
    }
};
