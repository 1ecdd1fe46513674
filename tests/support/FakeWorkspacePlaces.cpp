// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The part of FakeWorkspaceUi that is not tasks: projects, sections, labels, conflicts, the
// account.
#include "tests/support/FakeWorkspaceUi.h"

#include <QCoroCore>
#include <algorithm>

namespace taskward::test {

namespace {

template <typename Items, typename IdType>
auto* findIn(Items& items, const IdType& id)
{
    const auto found = std::ranges::find_if(items, [&](const auto& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

template <typename T, typename U>
void take(const contract::Patch<T>& patch, U& member)
{
    if (patch.present)
        member = patch.value;
}

} // namespace

QCoro::Task<Result<ProjectId>> FakeWorkspaceUi::createProject(contract::ProjectFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return fail(status.error());
    const ProjectId id = addProject(fields.name.value, fields.colour.value);
    announce();
    co_return id;
}

QCoro::Task<Status> FakeWorkspaceUi::updateProject(ProjectId id, contract::ProjectFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    contract::Project* project = findIn(m_overview.projects, id);
    if (!project)
        co_return fail(ErrorCode::NotFound);
    take(fields.name, project->name);
    take(fields.colour, project->colour);
    take(fields.archived, project->archived);
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::deleteProject(ProjectId id)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    std::erase_if(m_overview.projects, [&](const auto& project) { return project.id == id; });
    std::erase_if(m_tasks, [&](const auto& task) { return task.projectId == id; });
    announce();
    co_return Status{};
}

QCoro::Task<Result<SectionId>> FakeWorkspaceUi::createSection(contract::SectionFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return fail(status.error());
    const SectionId id = addSection(fields.projectId.value, fields.name.value);
    announce();
    co_return id;
}

QCoro::Task<Status> FakeWorkspaceUi::updateSection(SectionId id, contract::SectionFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    contract::Section* section = findIn(m_overview.sections, id);
    if (!section)
        co_return fail(ErrorCode::NotFound);
    take(fields.name, section->name);
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::deleteSection(SectionId id)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    std::erase_if(m_overview.sections, [&](const auto& section) { return section.id == id; });
    for (contract::Task& task : m_tasks) {
        if (task.sectionId == id)
            task.sectionId.reset();
    }
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::moveSection(SectionId id, SectionId before)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    auto& sections = m_overview.sections;
    const auto from = std::ranges::find(sections, id, &contract::Section::id);
    if (from == sections.end())
        co_return fail(ErrorCode::NotFound);
    contract::Section moved = *from;
    sections.erase(from);
    sections.insert(std::ranges::find(sections, before, &contract::Section::id), moved);
    announce();
    co_return Status{};
}

QCoro::Task<Result<LabelId>> FakeWorkspaceUi::createLabel(contract::LabelFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return fail(status.error());
    const LabelId id = addLabel(fields.name.value, fields.colour.value);
    announce();
    co_return id;
}

QCoro::Task<Status> FakeWorkspaceUi::updateLabel(LabelId id, contract::LabelFields fields)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    contract::Label* label = findIn(m_overview.labels, id);
    if (!label)
        co_return fail(ErrorCode::NotFound);
    take(fields.name, label->name);
    take(fields.colour, label->colour);
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::deleteLabel(LabelId id)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    std::erase_if(m_overview.labels, [&](const auto& label) { return label.id == id; });
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::settleConflict(ConflictId id, bool restoreOther)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    settled.emplace_back(id.value, restoreOther);
    std::erase_if(m_overview.conflicts, [&](const auto& conflict) { return conflict.id == id; });
    announce();
    co_return Status{};
}

QCoro::Task<Status> FakeWorkspaceUi::syncNow()
{
    ++syncs;
    return beforeWrite();
}

QCoro::Task<Status> FakeWorkspaceUi::adoptServer()
{
    adopted = true;
    return beforeWrite();
}

QCoro::Task<Status> FakeWorkspaceUi::signInAgain(Secret password)
{
    lastPassword = std::string(password.text());
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    if (failSignIn)
        co_return fail(*failSignIn);
    co_return status;
}

QCoro::Task<Status> FakeWorkspaceUi::signOut(bool discardPending)
{
    const Status status = co_await beforeWrite();
    if (!status)
        co_return status;
    if (m_sync.pendingEdits > 0 && !discardPending)
        co_return fail(ErrorCode::Conflict);
    signedOut = discardPending;
    co_return Status{};
}

} // namespace taskward::test
