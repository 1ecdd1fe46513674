// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Lists by label and by text: short enough for an offset instead of a keyset.
#include "client/cache/TaskListStore.h"
#include "client/cache/TaskRowCodec.h"

#include <charconv>

namespace taskward::client {

Result<TaskListPage> TaskListStore::labelPage(const TaskQuery& query, const std::string& after,
                                              int limit)
{
    TW_ASSIGN(const std::int64_t offset, offsetOf(after));
    TaskListPage page;
    if (offset == 0) {
        auto total =
            m_tx.query("SELECT count(*) FROM task_labels l JOIN tasks t ON t.id = l.task_id"
                       " WHERE l.label_id = $1 AND t.done <= $2",
                       query.label, query.withCompleted);
        total.next();
        page.total = total.integer(0);
    }
    auto rows =
        m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM task_labels l"
                   " JOIN tasks t ON t.id = l.task_id WHERE l.label_id = $1 AND t.done <= $2"
                   " ORDER BY t.done, t.due_key, t.id LIMIT $3 OFFSET $4",
                   query.label, query.withCompleted, limit + 1, offset);
    addFlat(std::move(rows), limit, page);
    if (!page.next.empty())
        page.next = std::to_string(offset + limit);
    return page;
}

Result<TaskListPage> TaskListStore::searchPage(const TaskQuery& query, const std::string& after,
                                               int limit)
{
    TW_ASSIGN(const std::int64_t offset, offsetOf(after));
    TaskListPage page;
    const std::string folded = contract::foldText(query.text);
    if (folded.empty())
        return page;
    if (offset == 0) {
        auto total = m_tx.query("SELECT count(*) FROM task_text x JOIN tasks t ON t.rid = x.rid"
                                " WHERE instr(x.folded, $1) > 0 AND t.done <= $2",
                                folded, query.withCompleted);
        total.next();
        page.total = total.integer(0);
    }
    auto rows = m_tx.query("SELECT " TASKWARD_TASK_COLUMNS " FROM task_text x"
                           " JOIN tasks t ON t.rid = x.rid"
                           " WHERE instr(x.folded, $1) > 0 AND t.done <= $2"
                           " ORDER BY t.done, t.due_key, t.id LIMIT $3 OFFSET $4",
                           folded, query.withCompleted, limit + 1, offset);
    addFlat(std::move(rows), limit, page);
    if (!page.next.empty())
        page.next = std::to_string(offset + limit);
    return page;
}

Result<std::int64_t> TaskListStore::offsetOf(const std::string& after)
{
    std::int64_t offset = 0;
    const char* end = after.data() + after.size();
    if (!after.empty() && std::from_chars(after.data(), end, offset).ptr != end)
        return fail(ErrorCode::ValidationFailed, "page token");
    return offset;
}

} // namespace taskward::client
