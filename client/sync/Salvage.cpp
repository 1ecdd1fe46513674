// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/sync/Salvage.h"

#include "core/contract/Json.h"
#include "core/crypto/Digest.h"

#include <charconv>
#include <string>
#include <utility>

namespace taskward::client {

namespace {

using contract::Action;
using contract::Operation;
using contract::TaskFields;

struct Named {
    std::string_view member;
    std::optional<std::size_t> index; ///< in a list
};

std::string_view nextSegment(std::string_view& rest)
{
    rest.remove_prefix(rest.starts_with('/') ? 1 : 0);
    const auto end = std::min(rest.find('/'), rest.size());
    const auto segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

/// The service's pointers begin at the members, those of the request's reader at the batch.
Named parse(std::string_view pointer)
{
    std::string_view rest = pointer;
    Named named{nextSegment(rest), {}};
    if (named.member == "operations") {
        nextSegment(rest); // which one
        nextSegment(rest); // "task"
        named.member = nextSegment(rest);
    }
    const std::string_view number = nextSegment(rest);
    std::size_t index = 0;
    const char* end = number.data() + number.size();
    if (!number.empty() && std::from_chars(number.data(), end, index).ptr == end)
        named.index = index;
    return named;
}

template <typename Fields>
bool anyPresent(const Fields& fields)
{
    bool any = false;
    boost::mp11::mp_for_each<contract::json::Members<Fields>>(
        [&](auto d) { any = any || (fields.*d.pointer).present; });
    return any;
}

/// Moves one member from `kept` to `dropped`; false when it is not there.
template <typename Fields>
bool moveMember(Fields& kept, Fields& dropped, std::string_view member)
{
    bool moved = false;
    boost::mp11::mp_for_each<contract::json::Members<Fields>>([&](auto d) {
        auto& from = kept.*d.pointer;
        if (!from.present || contract::json::snakeCase(d.name) != member)
            return;
        dropped.*d.pointer = std::exchange(from, {});
        moved = true;
    });
    return moved;
}

bool dropLabel(TaskFields& kept, TaskFields& dropped, std::size_t index)
{
    if (!kept.labelIds.present || index >= kept.labelIds.value.size())
        return false;
    dropped.labelIds = kept.labelIds;
    kept.labelIds.value.erase(kept.labelIds.value.begin() + static_cast<std::ptrdiff_t>(index));
    return true;
}

bool splitTask(TaskFields& kept, TaskFields& dropped, const Named& named,
               const Operation& operation, const ProjectId& inbox)
{
    const bool create = operation.action == Action::Create;
    if (named.member == "label_ids" && named.index)
        return dropLabel(kept, dropped, *named.index);
    if (create && named.member == "title")
        return false;
    if (create && named.member == "project_id" && (inbox.empty() || kept.projectId.value == inbox))
        return false;
    if (!moveMember(kept, dropped, named.member))
        return false;
    if (named.member != "project_id")
        return true;
    // Section, parent and order belong to the project.
    for (const char* place : {"section_id", "parent_id", "order_key"})
        moveMember(kept, dropped, place);
    if (create)
        kept.projectId = inbox;
    return true;
}

/// What an entity cannot be made without.
bool isNeeded(const Operation& operation, std::string_view member)
{
    return operation.action == Action::Create && (member == "name" || member == "project_id");
}

template <typename Fields>
bool splitOther(std::optional<Fields>& kept, std::optional<Fields>& dropped, const Named& named,
                const Operation& operation)
{
    return kept && !isNeeded(operation, named.member) &&
           moveMember(*kept, *dropped, named.member) && anyPresent(*kept);
}

OpId idOfPart(const Operation& part)
{
    // A UUIDv7 like every other: the time of the edit, and a digest in place of the random bits.
    const std::string digest = crypto::sha256Hex(contract::toJson(part));
    std::string id = part.id.value.substr(0, 15) + digest.substr(0, 3) + "-a" +
                     digest.substr(3, 3) + "-" + digest.substr(6, 12);
    return OpId{std::move(id)};
}

} // namespace

std::optional<Salvage> salvage(const Operation& refused, std::string_view pointer,
                               const ProjectId& inbox)
{
    if (refused.action == Action::Delete)
        return std::nullopt;
    const Named named = parse(pointer);
    Salvage out{refused, refused};
    if (refused.project)
        out.dropped.project.emplace();
    if (refused.section)
        out.dropped.section.emplace();
    if (refused.label)
        out.dropped.label.emplace();
    if (refused.task)
        out.dropped.task.emplace();
    const bool split =
        refused.task ? splitTask(*out.kept.task, *out.dropped.task, named, refused, inbox) &&
                           anyPresent(*out.kept.task)
                     : splitOther(out.kept.project, out.dropped.project, named, refused) ||
                           splitOther(out.kept.section, out.dropped.section, named, refused) ||
                           splitOther(out.kept.label, out.dropped.label, named, refused);
    if (!split)
        return std::nullopt;
    out.dropped.action = Action::Update;
    out.dropped.id = idOfPart(out.dropped);
    return out;
}

} // namespace taskward::client
