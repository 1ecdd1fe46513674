// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/World.h"

#include "server-stub/identity/PeopleStore.h"
#include "server-stub/tasks/ProjectService.h"
#include "server-stub/tasks/TaskService.h"

namespace taskward::test {

using namespace contract;

namespace {

/// The entity out of what a service answered.
template <typename Entity>
Result<Entity> entityOf(Result<tasks::Changed<Entity>> changed)
{
    if (!changed)
        return fail(std::move(changed).error());
    return std::move(changed->entity);
}

Result<bool> truth(const Status& status)
{
    if (!status)
        return fail(status.error());
    return true;
}

} // namespace

Result<std::unique_ptr<World>> World::open(const QString& engine)
{
    auto world = std::make_unique<World>();
    TW_ASSIGN(world->m_store, TestStore::open(engine));
    return world;
}

Result<OrgId> World::addOrganisation(const std::string& name)
{
    const auto org = makeId<OrgId>(clock, random);
    return database().write({org, {}}, [&](db::Tx& tx) -> Result<OrgId> {
        identity::PeopleStore(tx).insertOrganisation(org, name, newUuid(), clock.now());
        return org;
    });
}

Result<World::Member> World::addMember(const OrgId& org, Role role, const std::string& passwordHash)
{
    Member member;
    member.caller.user = makeId<UserId>(clock, random);
    member.caller.org = org;
    member.caller.session = makeId<SessionId>(clock, random);
    member.caller.role = role;
    member.caller.requestId = "r-" + member.caller.user.value;
    member.inbox = makeId<ProjectId>(clock, random);
    const auto email = member.caller.user.value + "@example.org";
    return change(member, [&](tasks::Change& change) -> Result<Member> {
        identity::PeopleStore people(change.tx());
        identity::UserRow user;
        user.id = member.caller.user;
        user.email = email;
        user.name = "Person";
        user.passwordHash = passwordHash;
        user.defaultOrg = org;
        people.insert(user, clock.now());
        people.insertMembership(org, user.id, role, member.inbox, clock.now());
        tasks::ProjectService().createInbox(change, member.inbox, user.id);
        return member;
    });
}

Result<Project> World::project(const Member& member, const std::string& name, Visibility visibility,
                               std::optional<ProjectId> parent)
{
    return change(member, [&](tasks::Change& change) {
        ProjectFields fields;
        fields.name = Name(name);
        fields.visibility = visibility;
        if (parent)
            fields.parentId = parent;
        return entityOf(tasks::ProjectService().create(change, change.newId<ProjectId>(), fields));
    });
}

Result<Project> World::updateProject(const Member& member, const ProjectId& id,
                                     const ProjectFields& fields)
{
    return change(member, [&](tasks::Change& change) {
        return entityOf(tasks::ProjectService().update(change, id, fields, {INT64_MAX, false}));
    });
}

Result<Section> World::section(const Member& member, const ProjectId& project, const std::string& name)
{
    return change(member, [&](tasks::Change& change) {
        SectionFields fields;
        fields.projectId = project;
        fields.name = Name(name);
        return entityOf(tasks::SectionService().create(change, change.newId<SectionId>(), fields));
    });
}

Result<Label> World::label(const Member& member, const std::string& name)
{
    return change(member, [&](tasks::Change& change) {
        LabelFields fields;
        fields.name = Name(name);
        return entityOf(tasks::LabelService().create(change, change.newId<LabelId>(), fields));
    });
}

Result<Task> World::task(const Member& member, TaskFields fields, const std::string& title)
{
    if (!fields.title.present)
        fields.title = Title(title);
    return change(member, [&](tasks::Change& change) {
        return entityOf(tasks::TaskService().create(change, change.newId<TaskId>(), fields));
    });
}

Result<Task> World::task(const Member& member, const ProjectId& project, const std::string& title,
                         std::optional<TaskId> parent)
{
    TaskFields fields;
    fields.projectId = project;
    if (parent)
        fields.parentId = parent;
    return task(member, fields, title);
}

Result<Task> World::updateTask(const Member& member, const TaskId& id, const TaskFields& fields)
{
    TW_ASSIGN(const auto held, findTask(member, id));
    return updateTask(member, id, fields, {held.version, true});
}

Result<Task> World::updateTask(const Member& member, const TaskId& id, const TaskFields& fields,
                               tasks::Base base)
{
    return change(member, [&](tasks::Change& change) {
        return entityOf(tasks::TaskService().update(change, id, fields, base));
    });
}

Result<Task> World::findTask(const Member& member, const TaskId& id)
{
    return database().read(member.caller.scope(), [&](db::Tx& tx) -> Result<Task> {
        auto row = tasks::TaskStore(tx).find(member.caller.org, member.caller.user, id);
        if (!row)
            return fail(ErrorCode::NotFound);
        return std::move(row->entity);
    });
}

Result<bool> World::removeTask(const Member& member, const TaskId& id)
{
    return change(member, [&](tasks::Change& change) {
        return truth(tasks::TaskService().remove(change, id, std::nullopt));
    });
}

Result<bool> World::removeProject(const Member& member, const ProjectId& id)
{
    return change(member, [&](tasks::Change& change) {
        return truth(tasks::ProjectService().remove(change, id, std::nullopt));
    });
}

Result<SyncPush::Response> World::push(const Member& member, std::vector<Operation> operations)
{
    SyncPush::Request request;
    request.operations.assign(operations.begin(), operations.end());
    return database().write(member.caller.scope(), [&](db::Tx& tx) {
        return sync.push(tx, member.caller, request);
    });
}

Result<SyncPull::Response> World::pull(const Member& member, std::optional<std::string> after,
                                       std::int64_t limit)
{
    SyncPull::Request request;
    if (after)
        request.cursor = CursorText(*after);
    request.limit = limit;
    return database().read(member.caller.scope(), [&](db::Tx& tx) {
        return sync.pull(tx, member.caller, request);
    });
}

Operation World::update(const TaskId& id, std::int64_t base, const TaskFields& fields)
{
    Operation op;
    op.id = makeId<OpId>(clock, random);
    op.kind = EntityKind::Task;
    op.action = Action::Update;
    op.entityId = Text<36, 36>(id.value);
    op.baseVersion = base;
    op.madeAt = clock.now();
    op.task = fields;
    return op;
}

Operation World::removal(EntityKind kind, const std::string& id, std::int64_t base)
{
    Operation op;
    op.id = makeId<OpId>(clock, random);
    op.kind = kind;
    op.action = Action::Delete;
    op.entityId = Text<36, 36>(id);
    op.baseVersion = base;
    op.madeAt = clock.now();
    return op;
}

} // namespace taskward::test
