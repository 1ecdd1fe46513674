// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "core/db/Tx.h"

#include <string>
#include <vector>

namespace taskward::client {

/// The SQL of the lists: keyset pages on the indexes of tasks, so that the first page of 100,000 tasks
/// costs what the first page of 100 does. `today` is the local date, YYYY-MM-DD.
class TaskListStore {
public:
    TaskListStore(db::Tx& tx, std::string today) : m_tx(tx), m_today(std::move(today)) {}

    /// Errors: ValidationFailed for a token that is not of this list.
    Result<TaskListPage> page(const TaskQuery& query, const std::string& after, int limit);
    std::vector<TaskRow> subtasks(const TaskId& parent);
    void fillCounts(Overview& overview);
    /// Of the last task in the list that `place` names (project, section, parent); empty without one.
    std::string lastOrderKey(const contract::TaskFields& place);
    /// Every task as the contract's JSON, by id.
    std::vector<std::string> allJson();

private:
    struct Keyset {
        std::string section;
        std::int64_t done = 0;
        std::string key;
        std::string id;
    };
    Result<TaskListPage> treePage(const std::string& projectId, bool withCompleted,
                                  const std::string& after, int limit);
    Result<TaskListPage> datedPage(const TaskQuery& query, const std::string& after, int limit);
    Result<TaskListPage> labelPage(const TaskQuery& query, const std::string& after, int limit);
    Result<TaskListPage> searchPage(const TaskQuery& query, const std::string& after, int limit);
    void addTops(const std::string& projectId, const Keyset& from, bool withCompleted, int limit,
                 std::vector<TaskRow>& out);
    void addSubtasks(const TaskId& parent, int depth, bool withCompleted,
                     std::vector<TaskRow>& out);
    std::vector<std::string> sectionsOf(const std::string& projectId);
    std::int64_t topTotal(const std::string& projectId, bool withCompleted);
    std::int64_t datedTotal(const TaskQuery& query);
    void addFlat(db::Rows rows, int limit, TaskListPage& page);
    void decorate(TaskRow& row, bool flat);
    const std::string& projectName(const std::string& projectId);
    static std::string token(const Keyset& keyset);
    static Result<Keyset> parseToken(const std::string& text);
    Result<std::int64_t> offsetOf(const std::string& after);

    db::Tx& m_tx;
    std::string m_today;
    std::unordered_map<std::string, std::string> m_projectNames;
};

} // namespace taskward::client
