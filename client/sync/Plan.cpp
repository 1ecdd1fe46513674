// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/sync/Plan.h"

#include "core/contract/Json.h"
#include "core/tasks/Merge.h"

#include <limits>
#include <type_traits>
#include <unordered_set>

namespace taskward::client {

namespace {

using contract::Action;
using contract::EntityKind;
using contract::Operation;

template <typename E>
struct Traits;
template <>
struct Traits<contract::Project> {
    static constexpr auto kind = EntityKind::Project;
    static constexpr auto fields = &Operation::project;
};
template <>
struct Traits<contract::Section> {
    static constexpr auto kind = EntityKind::Section;
    static constexpr auto fields = &Operation::section;
};
template <>
struct Traits<contract::Label> {
    static constexpr auto kind = EntityKind::Label;
    static constexpr auto fields = &Operation::label;
};
template <>
struct Traits<contract::Task> {
    static constexpr auto kind = EntityKind::Task;
    static constexpr auto fields = &Operation::task;
};

template <typename E>
E newEntity(const Operation& operation, const UserId& author)
{
    E entity;
    entity.id.value = operation.entityId;
    entity.createdAt = operation.madeAt;
    if constexpr (requires { entity.createdBy; })
        entity.createdBy = author;
    if constexpr (requires { entity.ownerId; })
        entity.ownerId = author;
    return entity;
}

template <typename E>
void apply(std::optional<E>& entity, const Operation& operation, const UserId& author)
{
    if (operation.action == Action::Delete) {
        entity.reset();
        return;
    }
    if (operation.action == Action::Create && !entity)
        entity = newEntity<E>(operation, author);
    const auto& fields = operation.*Traits<E>::fields;
    if (!entity || !fields)
        return;
    tasks::FieldVersions ignored;
    constexpr auto kNewest = std::numeric_limits<std::int64_t>::max();
    tasks::mergeFields(*entity, *fields, kNewest, kNewest, ignored);
    entity->updatedAt = operation.madeAt;
}

template <typename E>
std::optional<Entity> overlayOf(std::optional<Entity> base, std::span<const Operation> pending,
                                const UserId& author)
{
    std::optional<E> entity;
    if (base)
        entity = std::get<E>(std::move(*base));
    for (const auto& operation : pending)
        apply(entity, operation, author);
    if (!entity)
        return std::nullopt;
    return Entity(std::move(*entity));
}

template <typename Fields>
void take(Fields& into, const Fields& from)
{
    boost::mp11::mp_for_each<contract::json::Members<Fields>>([&](auto d) {
        if ((from.*d.pointer).present)
            into.*d.pointer = from.*d.pointer;
    });
}

bool namesOthers(const Operation& operation)
{
    if (operation.task) {
        const auto& f = *operation.task;
        return f.projectId.present || f.sectionId.present || f.parentId.present ||
               f.labelIds.present;
    }
    if (operation.section)
        return operation.section->projectId.present;
    return operation.project && operation.project->parentId.present;
}

template <typename Fields>
void fieldNames(const std::optional<Fields>& fields, std::unordered_set<std::string>& out)
{
    if (!fields)
        return;
    boost::mp11::mp_for_each<contract::json::Members<Fields>>([&](auto d) {
        if (((*fields).*d.pointer).present)
            out.insert(d.name);
    });
}

std::unordered_set<std::string> fieldNames(const Operation& operation)
{
    std::unordered_set<std::string> names;
    fieldNames(operation.project, names);
    fieldNames(operation.section, names);
    fieldNames(operation.label, names);
    fieldNames(operation.task, names);
    return names;
}

} // namespace

const std::string& idOf(const Entity& entity)
{
    return std::visit([](const auto& e) -> const std::string& { return e.id.value; }, entity);
}

std::int64_t versionOf(const Entity& entity)
{
    return std::visit([](const auto& e) { return e.version; }, entity);
}

void setVersion(Entity& entity, std::int64_t version)
{
    std::visit([&](auto& e) { e.version = version; }, entity);
}

EntityKind kindOf(const Entity& entity)
{
    return std::visit([](const auto& e) { return Traits<std::remove_cvref_t<decltype(e)>>::kind; },
                      entity);
}

std::string entityJson(const Entity& entity)
{
    return std::visit([](const auto& e) { return contract::toJson(e); }, entity);
}

Result<Entity> entityFromJson(EntityKind kind, std::string_view json)
{
    const auto read = [&]<typename E>(std::type_identity<E>) -> Result<Entity> {
        auto parsed = contract::fromJson<E>(json, contract::json::Reading::Lenient);
        if (!parsed)
            return fail(std::move(parsed.error()));
        return Entity(std::move(*parsed));
    };
    switch (kind) {
    case EntityKind::Project:
        return read(std::type_identity<contract::Project>{});
    case EntityKind::Section:
        return read(std::type_identity<contract::Section>{});
    case EntityKind::Label:
        return read(std::type_identity<contract::Label>{});
    case EntityKind::Task:
        return read(std::type_identity<contract::Task>{});
    case EntityKind::Conflict:
        break;
    }
    return fail(ErrorCode::Malformed, "no entity of a person's");
}

std::optional<Entity> overlay(std::optional<Entity> base, std::span<const Operation> pending,
                              const UserId& author)
{
    if (pending.empty())
        return base;
    switch (pending.front().kind) {
    case EntityKind::Project:
        return overlayOf<contract::Project>(std::move(base), pending, author);
    case EntityKind::Section:
        return overlayOf<contract::Section>(std::move(base), pending, author);
    case EntityKind::Label:
        return overlayOf<contract::Label>(std::move(base), pending, author);
    case EntityKind::Task:
        return overlayOf<contract::Task>(std::move(base), pending, author);
    case EntityKind::Conflict:
        break;
    }
    return base;
}

bool foldInto(Operation& waiting, const Operation& next)
{
    if (waiting.entityId != next.entityId || waiting.kind != next.kind ||
        waiting.action == Action::Delete || next.action != Action::Update || namesOthers(next))
        return false;
    const auto fold = [](auto& into, const auto& from) {
        if (into && from)
            take(*into, *from);
    };
    fold(waiting.project, next.project);
    fold(waiting.section, next.section);
    fold(waiting.label, next.label);
    fold(waiting.task, next.task);
    return true;
}

std::size_t batchLength(std::span<const QueuedOperation> queue, const BatchLimits& limits)
{
    std::unordered_set<std::string_view> entities;
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (const auto& queued : queue) {
        if (count == limits.operations || !entities.insert(queued.operation.entityId.str()).second)
            break;
        bytes += contract::toJson(queued.operation).size() + 1;
        if (count > 0 && bytes > limits.bytes)
            break;
        ++count;
    }
    return count;
}

std::int64_t baseAfter(const Operation& sent, const contract::OperationResult& result,
                       const Operation& waiting)
{
    if (result.outcome == contract::Outcome::Refused)
        return waiting.baseVersion;
    if (result.outcome == contract::Outcome::Applied)
        return result.version;
    // Others' changes came in between. A member that both edits set holds our own value by now, which
    // must not be taken for somebody else's; otherwise the older base finds the clash.
    const auto ours = fieldNames(sent);
    for (const auto& name : fieldNames(waiting)) {
        if (ours.contains(name))
            return result.version;
    }
    return waiting.baseVersion;
}

bool sameServer(const ServerMark& known, const contract::SyncPull::Response& page)
{
    if (known.epoch.empty())
        return true;
    return known.epoch == page.epoch && page.revision >= known.revision;
}

} // namespace taskward::client
