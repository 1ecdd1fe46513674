// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/tasks/ProjectStore.h"

namespace taskward::tasks {

/// Where a sorted list goes on: the sort value and id of the last item.
struct ListPosition {
    std::string key;
    std::string id;
};

/// The only SQL on tasks. Visible with their project: the predicate stands in the same statement as the
/// read, so nothing can change in between.
class TaskStore {
public:
    explicit TaskStore(db::Tx& tx) : m_tx(tx) {}
    std::optional<Stored<contract::Task>> find(const OrgId& org, const UserId& user, const TaskId& id);
    bool exists(const OrgId& org, const TaskId& id);
    void insert(const OrgId& org, const contract::Task& task);
    void update(const OrgId& org, const Stored<contract::Task>& row, bool labelsChanged);
    /// All at once; their labels too.
    void remove(const OrgId& org, const TaskId& id);
    /// The task and everything below it, parents first.
    std::vector<TaskId> withDescendants(const OrgId& org, const TaskId& id);
    /// How far the task is from the top: 0 without a parent.
    std::int64_t depth(const OrgId& org, const TaskId& id);
    /// Levels below the task: 0 without sub-tasks.
    std::int64_t height(const OrgId& org, const TaskId& id);
    std::vector<TaskId> inProject(const OrgId& org, const ProjectId& project);
    /// Takes the label from every task that has it.
    void dropLabel(const OrgId& org, const LabelId& label, std::int64_t version);
    void place(const OrgId& org, const TaskId& id, const ProjectId& project,
               const std::optional<SectionId>& section, std::int64_t version);
    void clearSection(const OrgId& org, const SectionId& section, std::int64_t version);
    void touchOf(const OrgId& org, const ProjectId& project, std::int64_t version);
    std::string lastOrderKey(const OrgId& org, const ProjectId& project);
    std::vector<contract::Task> list(const OrgId& org, const UserId& user,
                                     const contract::ListTasks::Request& filter,
                                     const std::optional<ListPosition>& after, std::int64_t limit);
    /// The value that the sort of `filter` goes by.
    static std::string sortKey(contract::TaskSort sort, const contract::Task& task);
    std::vector<contract::Task> feed(const OrgId& org, const UserId& user, const FeedPosition& after,
                                     std::int64_t limit);

private:
    void setLabels(const OrgId& org, const contract::Task& task);
    db::Tx& m_tx;
};

} // namespace taskward::tasks
