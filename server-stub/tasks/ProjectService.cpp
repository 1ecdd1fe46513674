// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/ProjectService.h"

#include "core/tasks/OrderKey.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/tasks/SectionStore.h"
#include "server-stub/tasks/TaskStore.h"

namespace taskward::tasks {

using contract::EntityKind;
using contract::Visibility;

namespace {

constexpr std::int64_t kMaxProjectDepth = 8;

template <typename Entity>
Status checkBase(const Entity& entity, const Base& base)
{
    if (base.exact && base.version != entity.version)
        return fail(ErrorCode::VersionMismatch);
    return {};
}

Status checkOrderKey(const contract::Patch<contract::OrderKey>& key)
{
    if (key.present && !isOrderKey(*key))
        return fail(ErrorCode::ValidationFailed, "malformed order key", "/order_key");
    return {};
}

} // namespace

Status ProjectService::checkParent(Change& change, const ProjectId& id,
                                   const contract::ProjectFields& fields)
{
    if (!fields.parentId.present || !*fields.parentId)
        return {};
    // Walks up from the new parent: it must be visible all the way, and never meet the project itself.
    // What hangs below the project comes along and counts.
    ProjectStore store(change.tx());
    std::int64_t depth = store.height(change.org(), id);
    std::optional<ProjectId> at = *fields.parentId;
    for (; at; ++depth) {
        const auto parent = store.find(change.org(), change.user(), *at);
        if (!parent)
            return fail(ErrorCode::ValidationFailed, "unknown project", "/parent_id");
        if (parent->entity.id == id || depth >= kMaxProjectDepth)
            return fail(ErrorCode::ValidationFailed, "would be below itself, or too deep", "/parent_id");
        at = parent->entity.parentId;
    }
    return {};
}

contract::Project ProjectService::createInbox(Change& change, const ProjectId& id, const UserId& owner)
{
    contract::Project inbox;
    inbox.id = id;
    inbox.name = "Inbox";
    inbox.kind = contract::ProjectKind::Inbox;
    inbox.visibility = Visibility::Private;
    inbox.orderKey = "Zz";
    inbox.ownerId = owner;
    inbox.createdAt = change.now();
    inbox.updatedAt = change.now();
    inbox.version = change.version();
    ProjectStore(change.tx()).insert(change.org(), inbox);
    change.audit("project.create", "project", id.value);
    return inbox;
}

Result<Changed<contract::Project>> ProjectService::create(Change& change, ProjectId id,
                                                          const contract::ProjectFields& fields)
{
    ProjectStore store(change.tx());
    if (store.exists(change.org(), id))
        return fail(ErrorCode::Conflict, "the id is taken");
    if (!fields.name.present)
        return fail(ErrorCode::ValidationFailed, "missing", "/name");
    TW_TRY(checkOrderKey(fields.orderKey));
    TW_TRY(checkParent(change, id, fields));
    contract::Project project;
    project.id = id;
    project.ownerId = change.user();
    project.createdAt = change.now();
    project.updatedAt = change.now();
    FieldVersions versions;
    mergeFields(project, fields, 0, 0, versions);
    if (project.orderKey.empty()) {
        TW_ASSIGN(auto key, orderKeyBetween(store.lastOrderKey(change.org(), change.user()), ""));
        project.orderKey = key;
    }
    project.version = change.version();
    store.insert(change.org(), project);
    change.audit("project.create", "project", id.value);
    return Changed<contract::Project>{project, contract::Outcome::Applied};
}

Result<Changed<contract::Project>> ProjectService::update(Change& change, const ProjectId& id,
                                                          const contract::ProjectFields& fields,
                                                          Base base)
{
    ProjectStore store(change.tx());
    auto row = store.find(change.org(), change.user(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    auto& project = row->entity;
    TW_TRY(checkBase(project, base));
    TW_TRY(checkOrderKey(fields.orderKey));
    TW_TRY(checkParent(change, id, fields));
    if (project.kind == contract::ProjectKind::Inbox &&
        (fields.visibility.present || fields.archived.present || fields.parentId.present))
        return fail(ErrorCode::Conflict, "the Inbox stays private, open and on top");
    // Only who owns it may hide it from the others, or show it to them.
    if (fields.visibility.present && *fields.visibility != project.visibility &&
        project.ownerId != change.user())
        return fail(ErrorCode::PermissionDenied, "not the owner of the project");

    const Visibility before = project.visibility;
    auto versions = FieldVersions::parse(row->fieldVersions);
    const auto report = mergeFields(project, fields, base.version, change.version(), versions,
                                    change.user().value);
    if (!report.changed)
        return Changed<contract::Project>{project, outcomeOf(report)};
    project.updatedAt = change.now();
    project.version = change.version();
    store.update(change.org(), {project, versions.text()});
    if (before != project.visibility)
        spreadVisibility(change, project);
    change.keepClashes(EntityKind::Project, id.value, id, project.ownerId, report.clashes);
    change.audit("project.update", "project", id.value, report.fields);
    return Changed<contract::Project>{project, outcomeOf(report)};
}

void ProjectService::spreadVisibility(Change& change, const contract::Project& project)
{
    if (project.visibility == Visibility::Private) {
        change.tombstone(EntityKind::Project, project.id.value, std::nullopt, project.ownerId, false);
    } else {
        SectionStore(change.tx()).touchOf(change.org(), project.id, change.version());
        TaskStore(change.tx()).touchOf(change.org(), project.id, change.version());
        ConflictStore(change.tx()).touchOf(change.org(), project.id, change.version());
    }
}

void ProjectService::tellDeletion(Change& change, const contract::Project& project)
{
    // The project is gone, so nobody's sight of it can be asked any more. A private one was its owner's
    // alone (others were told when it became so): whoever sees the owner's Inbox is the owner.
    std::optional<ProjectId> audience;
    if (project.visibility == Visibility::Private) {
        if (const auto member = identity::PeopleStore(change.tx()).membership(change.org(), project.ownerId))
            audience = member->inboxId;
    }
    change.tombstone(EntityKind::Project, project.id.value, std::move(audience));
}

Status ProjectService::remove(Change& change, const ProjectId& id, std::optional<Base> base)
{
    ProjectStore store(change.tx());
    const auto row = store.find(change.org(), change.user(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    TW_TRY(checkRemoval(base, row->entity.version, row->fieldVersions));
    if (row->entity.kind == contract::ProjectKind::Inbox)
        return fail(ErrorCode::Conflict, "the Inbox cannot be deleted");
    TaskStore tasks(change.tx());
    ConflictStore conflicts(change.tx());
    for (const auto& task : tasks.inProject(change.org(), id)) {
        conflicts.removeOf(change.org(), task.value);
        tasks.remove(change.org(), task);
    }
    conflicts.removeOf(change.org(), id.value);
    SectionStore(change.tx()).removeOf(change.org(), id);
    store.detachChildren(change.org(), id, change.version(), change.now());
    store.remove(change.org(), id);
    tellDeletion(change, row->entity);
    change.audit("project.delete", "project", id.value);
    return {};
}

// ---- sections

Result<Changed<contract::Section>> SectionService::create(Change& change, SectionId id,
                                                          const contract::SectionFields& fields)
{
    SectionStore store(change.tx());
    if (store.exists(change.org(), id))
        return fail(ErrorCode::Conflict, "the id is taken");
    if (!fields.projectId.present)
        return fail(ErrorCode::ValidationFailed, "missing", "/project_id");
    if (!fields.name.present)
        return fail(ErrorCode::ValidationFailed, "missing", "/name");
    TW_TRY(checkOrderKey(fields.orderKey));
    if (!ProjectStore(change.tx()).find(change.org(), change.user(), *fields.projectId))
        return fail(ErrorCode::ValidationFailed, "unknown project", "/project_id");
    contract::Section section;
    section.id = id;
    section.createdAt = change.now();
    section.updatedAt = change.now();
    FieldVersions versions;
    mergeFields(section, fields, 0, 0, versions);
    if (section.orderKey.empty()) {
        TW_ASSIGN(auto key,
                  orderKeyBetween(store.lastOrderKey(change.org(), section.projectId), ""));
        section.orderKey = key;
    }
    section.version = change.version();
    store.insert(change.org(), section);
    change.audit("section.create", "section", id.value);
    return Changed<contract::Section>{section, contract::Outcome::Applied};
}

Result<Changed<contract::Section>> SectionService::update(Change& change, const SectionId& id,
                                                          const contract::SectionFields& fields,
                                                          Base base)
{
    SectionStore store(change.tx());
    auto row = store.find(change.org(), change.user(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    auto& section = row->entity;
    TW_TRY(checkBase(section, base));
    TW_TRY(checkOrderKey(fields.orderKey));
    if (fields.projectId.present && *fields.projectId != section.projectId)
        return fail(ErrorCode::Conflict, "a section stays in its project");
    auto versions = FieldVersions::parse(row->fieldVersions);
    const auto report = mergeFields(section, fields, base.version, change.version(), versions,
                                    change.user().value);
    if (report.changed) {
        section.updatedAt = change.now();
        section.version = change.version();
        store.update(change.org(), {section, versions.text()});
        change.keepClashes(EntityKind::Section, id.value, section.projectId, change.user(),
                           report.clashes);
        change.audit("section.update", "section", id.value, report.fields);
    }
    return Changed<contract::Section>{section, outcomeOf(report)};
}

Status SectionService::remove(Change& change, const SectionId& id, std::optional<Base> base)
{
    SectionStore store(change.tx());
    const auto row = store.find(change.org(), change.user(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    TW_TRY(checkRemoval(base, row->entity.version, row->fieldVersions));
    TaskStore(change.tx()).clearSection(change.org(), id, change.version());
    ConflictStore(change.tx()).removeOf(change.org(), id.value);
    store.remove(change.org(), id);
    change.tombstone(EntityKind::Section, id.value, row->entity.projectId);
    change.audit("section.delete", "section", id.value);
    return {};
}

// ---- labels

Result<Changed<contract::Label>> LabelService::create(Change& change, LabelId id,
                                                      const contract::LabelFields& fields)
{
    LabelStore store(change.tx());
    if (store.find(change.org(), id))
        return fail(ErrorCode::Conflict, "the id is taken");
    if (!fields.name.present)
        return fail(ErrorCode::ValidationFailed, "missing", "/name");
    contract::Label label;
    label.id = id;
    label.createdAt = change.now();
    label.updatedAt = change.now();
    FieldVersions versions;
    mergeFields(label, fields, 0, 0, versions);
    label.version = change.version();
    store.insert(change.org(), label);
    change.audit("label.create", "label", id.value);
    return Changed<contract::Label>{label, contract::Outcome::Applied};
}

Result<Changed<contract::Label>> LabelService::update(Change& change, const LabelId& id,
                                                      const contract::LabelFields& fields, Base base)
{
    LabelStore store(change.tx());
    auto row = store.find(change.org(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    auto& label = row->entity;
    TW_TRY(checkBase(label, base));
    auto versions = FieldVersions::parse(row->fieldVersions);
    const auto report = mergeFields(label, fields, base.version, change.version(), versions,
                                    change.user().value);
    if (report.changed) {
        label.updatedAt = change.now();
        label.version = change.version();
        store.update(change.org(), {label, versions.text()});
        change.keepClashes(EntityKind::Label, id.value, std::nullopt, change.user(), report.clashes);
        change.audit("label.update", "label", id.value, report.fields);
    }
    return Changed<contract::Label>{label, outcomeOf(report)};
}

Status LabelService::remove(Change& change, const LabelId& id, std::optional<Base> base)
{
    LabelStore store(change.tx());
    const auto row = store.find(change.org(), id);
    if (!row)
        return fail(ErrorCode::NotFound);
    TW_TRY(checkRemoval(base, row->entity.version, row->fieldVersions));
    TaskStore(change.tx()).dropLabel(change.org(), id, change.version());
    ConflictStore(change.tx()).removeOf(change.org(), id.value);
    store.remove(change.org(), id);
    change.tombstone(EntityKind::Label, id.value, std::nullopt);
    change.audit("label.delete", "label", id.value);
    return {};
}

} // namespace taskward::tasks
