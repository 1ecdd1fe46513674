// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Tasks.h"
#include "core/db/Tx.h"
#include "server-stub/tasks/TaskStore.h"

#include <string>
#include <vector>

namespace taskward::tasks {

/// The statement of a filtered, sorted list, put together from fixed pieces: filters and sorts come from
/// enumerations and typed members, never from a text of the request. All values are parameters.
class TaskListQuery {
public:
    TaskListQuery(const OrgId& org, const UserId& user, const contract::ListTasks::Request& filter,
                  const std::optional<ListPosition>& after, std::int64_t limit);
    const std::string& sql() const { return m_sql; }
    const std::vector<db::Parameter>& parameters() const { return m_parameters; }

    static std::string sortKey(contract::TaskSort sort, const contract::Task& task);

private:
    std::string parameter(db::Parameter value);
    void addFilters(const contract::ListTasks::Request& filter);
    void addPosition(contract::TaskSort sort, const ListPosition& after);

    std::string m_sql;
    std::vector<db::Parameter> m_parameters;
};

} // namespace taskward::tasks
