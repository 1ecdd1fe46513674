// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// What the person does: every edit becomes operations in the outbox.
#include "client/account/Account.h"
#include "core/contract/Json.h"
#include "core/tasks/OrderKey.h"

#include <QPointer>
#include <algorithm>

namespace taskward::client {

using contract::Action;
using contract::EntityKind;
using contract::Operation;

namespace {

/// The server's own reader decides what is valid, and normalises as it would.
Result<Operation> checked(const Operation& operation)
{
    return contract::fromJson<Operation>(contract::toJson(operation));
}

/// A task that goes to another project leaves its section and its parent, unless new ones are named.
void leavePlace(contract::TaskFields& fields)
{
    if (!fields.projectId)
        return;
    if (!fields.sectionId)
        fields.sectionId = std::optional<SectionId>();
    if (!fields.parentId)
        fields.parentId = std::optional<TaskId>();
}

Result<std::string> keyOf(Replica& replica, const TaskId& id)
{
    if (id.empty())
        return std::string();
    TW_ASSIGN(auto task, replica.task(id));
    return task.orderKey.str();
}

/// Between the neighbours; after the first one when they have no room between them (equal keys, or the
/// other way round because somebody else has just moved them).
Result<std::string> keyBetween(const std::string& before, const std::string& after)
{
    auto key = tasks::orderKeyBetween(before, after);
    if (!key)
        key = tasks::orderKeyBetween(before, "");
    return key;
}

template <typename Fields>
Status setField(std::optional<Fields>& fields, const contract::Conflict& conflict)
{
    TW_ASSIGN(fields, contract::fromJson<Fields>("{\"" + conflict.field +
                                                 "\":" + conflict.otherValue + "}"));
    return {};
}

Status restore(Operation& operation, const contract::Conflict& conflict)
{
    switch (conflict.entityKind) {
    case EntityKind::Project:
        return setField(operation.project, conflict);
    case EntityKind::Section:
        return setField(operation.section, conflict);
    case EntityKind::Label:
        return setField(operation.label, conflict);
    case EntityKind::Task:
        return setField(operation.task, conflict);
    case EntityKind::Conflict:
        break;
    }
    return fail(ErrorCode::ValidationFailed, "a conflict about a conflict");
}

} // namespace

Operation Account::operation(EntityKind kind, Action action, std::string entityId) const
{
    Operation out;
    out.id = makeId<OpId>(m_parts.clock, m_parts.random);
    out.kind = kind;
    out.action = action;
    out.entityId = std::move(entityId);
    out.madeAt = m_parts.clock.now();
    return out;
}

QCoro::Task<Status> Account::submit(std::vector<Operation> operations)
{
    const QPointer<Account> alive(this);
    bool overview = false;
    for (auto& operation : operations) {
        auto good = checked(operation);
        if (!good)
            co_return fail(std::move(good.error()));
        operation = std::move(*good);
        overview = overview || operation.kind != EntityKind::Task;
    }
    auto& replica = *m_parts.replica;
    auto storing = m_parts.worker->run(
        [&replica, operations = std::move(operations)] { return replica.edit(operations); });
    const Result<std::vector<TaskId>> changed = co_await storing;
    if (!changed)
        co_return fail(Error(changed.error()));
    if (!alive)
        co_return Status{};
    emit tasksChanged(overview ? std::vector<TaskId>{} : *changed);
    reloadOverview(overview ? Stale::Everything : Stale::Counts);
    m_engine->countEdits();
    m_engine->poke();
    co_return Status{};
}

template <typename IdType, typename Fields>
QCoro::Task<Result<IdType>>
Account::create(EntityKind kind, std::optional<Fields> Operation::* member, Fields fields)
{
    const auto id = makeId<IdType>(m_parts.clock, m_parts.random);
    Operation made = operation(kind, Action::Create, id.value);
    made.*member = std::move(fields);
    std::vector<Operation> operations;
    operations.push_back(std::move(made));
    auto submitting = submit(std::move(operations));
    const Status status = co_await submitting;
    if (!status)
        co_return fail(Error(status.error()));
    co_return id;
}

template <typename Fields>
QCoro::Task<Status> Account::update(EntityKind kind, std::optional<Fields> Operation::* member,
                                    std::string id, Fields fields)
{
    Operation made = operation(kind, Action::Update, std::move(id));
    made.*member = std::move(fields);
    std::vector<Operation> operations;
    operations.push_back(std::move(made));
    auto submitting = submit(std::move(operations));
    Status status = co_await submitting;
    co_return status;
}

QCoro::Task<Status> Account::remove(EntityKind kind, std::string id)
{
    std::vector<Operation> operations;
    operations.push_back(operation(kind, Action::Delete, std::move(id)));
    auto submitting = submit(std::move(operations));
    Status status = co_await submitting;
    co_return status;
}

QCoro::Task<Result<TaskId>> Account::createTask(contract::TaskFields fields)
{
    const QPointer<Account> alive(this);
    if (!fields.projectId)
        fields.projectId = m_overview.inbox;
    if (!fields.orderKey) {
        auto& replica = *m_parts.replica;
        auto reading =
            m_parts.worker->run([&replica, fields] { return replica.lastOrderKey(fields); });
        const Result<std::string> last = co_await reading;
        if (!last || !alive)
            co_return fail(last ? Error{ErrorCode::Cancelled, {}, {}} : last.error());
        auto key = keyBetween(*last, "");
        if (!key)
            co_return fail(std::move(key.error()));
        fields.orderKey = contract::OrderKey(std::move(*key));
    }
    auto creating = create<TaskId>(EntityKind::Task, &Operation::task, std::move(fields));
    Result<TaskId> id = co_await creating;
    co_return std::move(id);
}

QCoro::Task<Status> Account::updateTask(TaskId id, contract::TaskFields fields)
{
    leavePlace(fields);
    auto updating =
        update(EntityKind::Task, &Operation::task, std::move(id.value), std::move(fields));
    Status status = co_await updating;
    co_return status;
}

QCoro::Task<Status> Account::deleteTask(TaskId id)
{
    return remove(EntityKind::Task, std::move(id.value));
}

QCoro::Task<Status> Account::moveTask(TaskId id, contract::TaskFields place, TaskId before,
                                      TaskId after)
{
    const QPointer<Account> alive(this);
    auto& replica = *m_parts.replica;
    auto choosing = m_parts.worker->run([&replica, before, after]() -> Result<std::string> {
        TW_ASSIGN(const auto low, keyOf(replica, before));
        TW_ASSIGN(const auto high, keyOf(replica, after));
        return keyBetween(low, high);
    });
    Result<std::string> key = co_await choosing;
    if (!key || !alive)
        co_return fail(key ? Error{ErrorCode::Cancelled, {}, {}} : key.error());
    place.orderKey = contract::OrderKey(std::move(*key));
    auto updating = updateTask(std::move(id), std::move(place));
    Status status = co_await updating;
    co_return status;
}

QCoro::Task<Status> Account::restoreTask(TaskId id, contract::TaskFields fields)
{
    Operation made = operation(EntityKind::Task, Action::Create, std::move(id.value));
    made.task = std::move(fields);
    std::vector<Operation> operations;
    operations.push_back(std::move(made));
    return submit(std::move(operations));
}

QCoro::Task<Result<ProjectId>> Account::createProject(contract::ProjectFields fields)
{
    if (!fields.orderKey) {
        std::string last;
        for (const auto& project : m_overview.projects)
            last = std::max(last, project.orderKey.str());
        auto key = keyBetween(last, "");
        if (key)
            fields.orderKey = contract::OrderKey(std::move(*key));
    }
    return create<ProjectId>(EntityKind::Project, &Operation::project, std::move(fields));
}

QCoro::Task<Status> Account::updateProject(ProjectId id, contract::ProjectFields fields)
{
    return update(EntityKind::Project, &Operation::project, std::move(id.value), std::move(fields));
}

QCoro::Task<Status> Account::deleteProject(ProjectId id)
{
    return remove(EntityKind::Project, std::move(id.value));
}

QCoro::Task<Result<SectionId>> Account::createSection(contract::SectionFields fields)
{
    if (!fields.orderKey) {
        std::string last;
        for (const auto& section : m_overview.sections) {
            if (section.projectId == fields.projectId.value)
                last = std::max(last, section.orderKey.str());
        }
        auto key = keyBetween(last, "");
        if (key)
            fields.orderKey = contract::OrderKey(std::move(*key));
    }
    return create<SectionId>(EntityKind::Section, &Operation::section, std::move(fields));
}

QCoro::Task<Status> Account::updateSection(SectionId id, contract::SectionFields fields)
{
    return update(EntityKind::Section, &Operation::section, std::move(id.value), std::move(fields));
}

QCoro::Task<Status> Account::deleteSection(SectionId id)
{
    return remove(EntityKind::Section, std::move(id.value));
}

QCoro::Task<Status> Account::moveSection(SectionId id, SectionId before)
{
    const auto& sections = m_overview.sections;
    const auto moved = std::ranges::find(sections, id, &contract::Section::id);
    if (moved == sections.end())
        co_return fail(ErrorCode::NotFound);
    std::string low;
    std::string high;
    for (const auto& section : sections) {
        if (section.projectId != moved->projectId || section.id == id)
            continue;
        if (section.id == before) {
            high = section.orderKey.str();
            break;
        }
        low = section.orderKey.str();
    }
    auto key = keyBetween(low, high);
    if (!key)
        co_return fail(std::move(key.error()));
    contract::SectionFields fields;
    fields.orderKey = contract::OrderKey(std::move(*key));
    auto updating = updateSection(std::move(id), std::move(fields));
    Status status = co_await updating;
    co_return status;
}

QCoro::Task<Result<LabelId>> Account::createLabel(contract::LabelFields fields)
{
    return create<LabelId>(EntityKind::Label, &Operation::label, std::move(fields));
}

QCoro::Task<Status> Account::updateLabel(LabelId id, contract::LabelFields fields)
{
    return update(EntityKind::Label, &Operation::label, std::move(id.value), std::move(fields));
}

QCoro::Task<Status> Account::deleteLabel(LabelId id)
{
    return remove(EntityKind::Label, std::move(id.value));
}

QCoro::Task<Status> Account::settleConflict(ConflictId id, bool restoreOther)
{
    const auto conflict = std::ranges::find(m_overview.conflicts, id, &contract::Conflict::id);
    if (conflict == m_overview.conflicts.end())
        co_return fail(ErrorCode::NotFound);
    std::vector<Operation> operations;
    if (restoreOther) {
        Operation other = operation(conflict->entityKind, Action::Update, conflict->entityId);
        const Status restored = restore(other, *conflict);
        if (!restored)
            co_return restored;
        operations.push_back(std::move(other));
    }
    operations.push_back(operation(EntityKind::Conflict, Action::Delete, id.value));
    auto submitting = submit(std::move(operations));
    Status status = co_await submitting;
    co_return status;
}

QCoro::Task<Result<std::vector<RefusedEdit>>> Account::refused()
{
    auto& replica = *m_parts.replica;
    auto reading = m_parts.worker->run([&replica]() -> Result<std::vector<RefusedEdit>> {
        TW_ASSIGN(auto queued, replica.refused());
        std::vector<RefusedEdit> out;
        for (auto& one : queued) {
            const auto* info = errorInfoByWireName(one.code);
            Error error{info ? info->code : ErrorCode::Internal, one.code, one.pointer};
            out.push_back({one.operation.id, std::move(one.operation), std::move(error)});
        }
        return out;
    });
    Result<std::vector<RefusedEdit>> edits = co_await reading;
    co_return std::move(edits);
}

QCoro::Task<Status> Account::settleRefused(OpId id, bool retry)
{
    const QPointer<Account> alive(this);
    auto& replica = *m_parts.replica;
    auto settling = m_parts.worker->run(
        [&replica, id = std::move(id), retry] { return replica.settleRefused(id, retry); });
    const Status status = co_await settling;
    if (!alive || !status)
        co_return status;
    emit tasksChanged({});
    m_engine->countEdits();
    m_engine->poke();
    co_return status;
}

} // namespace taskward::client
