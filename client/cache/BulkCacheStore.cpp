// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The rows of a first synchronisation, many to a statement.
#include "client/cache/CacheStore.h"
#include "client/cache/TaskRowCodec.h"

#include <array>

namespace taskward::client {

using contract::Task;

namespace {

constexpr std::size_t kRows = 40; // of a statement
constexpr int kColumns = 19;

/// "($1, $2), ($3, $4)"
std::string placeholders(std::size_t rows, int columns)
{
    std::string out;
    int parameter = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        out += row == 0 ? "(" : ", (";
        for (int column = 0; column < columns; ++column)
            out += (column == 0 ? "$" : ", $") + std::to_string(++parameter);
        out += ')';
    }
    return out;
}

// OR IGNORE, not ON CONFLICT DO NOTHING: a statement of many rows that might abort makes the engine keep an
// image of each page that it touches, which is most of the cost of a first synchronisation.
const std::string& taskInsert()
{
    static const std::string sql =
        "INSERT OR IGNORE INTO tasks (rid, id, project_id, section_id, parent_id, title, note, "
        "priority,"
        " start_on, due_key, completed_at, done, order_key, label_ids, assignee_id, created_by,"
        " created_at, updated_at, version) VALUES " +
        placeholders(kRows, kColumns);
    return sql;
}

const std::string& textInsert()
{
    static const std::string sql =
        "INSERT OR IGNORE INTO task_text (rid, folded) VALUES " + placeholders(kRows, 2);
    return sql;
}

/// Binds one row after the other; texts that are views must live until execute().
class RowBinder {
public:
    RowBinder(db::Tx& tx, std::string_view sql)
        : m_cursor(tx.driver().prepare(sql)), m_rows(m_cursor)
    {}
    void view(std::string_view text) { m_cursor.bindText(++m_position, text, db::Keep::View); }
    void number(std::int64_t value) { m_cursor.bindInteger(++m_position, value); }
    void time(const std::optional<Timestamp>& value)
    {
        if (value)
            number(value->ms);
        else
            m_cursor.bindNull(++m_position);
    }
    std::int64_t execute()
    {
        while (m_cursor.step()) {
        }
        return m_cursor.affected();
    }

private:
    db::Cursor& m_cursor;
    db::Rows m_rows; // resets the statement
    int m_position = 0;
};

std::string_view viewOf(const std::optional<contract::When>& when, std::string_view none)
{
    return when ? std::string_view(when->value) : none;
}

template <typename IdType>
std::string_view viewOf(const std::optional<IdType>& id)
{
    return id ? std::string_view(id->value) : std::string_view("");
}

void bindTask(RowBinder& row, std::int64_t rid, const Task& task, std::string_view labels)
{
    row.number(rid);
    row.view(task.id.value);
    row.view(task.projectId.value);
    row.view(viewOf(task.sectionId));
    row.view(viewOf(task.parentId));
    row.view(task.title);
    row.view(task.note);
    row.number(task.priority.value);
    row.view(viewOf(task.start, ""));
    row.view(viewOf(task.due, kNoDue));
    row.time(task.completedAt);
    row.number(task.completedAt ? 1 : 0);
    row.view(task.orderKey);
    row.view(labels);
    row.view(viewOf(task.assigneeId));
    row.view(task.createdBy.value);
    row.number(task.createdAt.ms);
    row.number(task.updatedAt.ms);
    row.number(task.version);
}

} // namespace

void CacheStore::putManyNewer(std::span<const Task> tasks)
{
    while (tasks.size() >= kRows) {
        putChunk(tasks.first(kRows));
        tasks = tasks.subspan(kRows);
    }
    for (const auto& task : tasks)
        putTask(task, true);
}

void CacheStore::putChunk(std::span<const Task> tasks)
{
    const std::int64_t firstRid = nextRid();
    std::array<std::string, kRows> labels;
    std::int64_t inserted = 0;
    {
        RowBinder row(m_tx, taskInsert());
        for (std::size_t i = 0; i < kRows; ++i) {
            labels[i] = joinIds(tasks[i].labelIds);
            bindTask(row, firstRid + static_cast<std::int64_t>(i), tasks[i], labels[i]);
        }
        inserted = row.execute();
    }
    if (inserted != static_cast<std::int64_t>(kRows)) {
        // Some are held already: those that came in go again, one by one, like the others.
        m_tx.run("DELETE FROM tasks WHERE rid >= $1", firstRid);
        for (const auto& task : tasks)
            putTask(task, true);
        return;
    }
    m_nextRid = firstRid + static_cast<std::int64_t>(kRows);
    putChunkTexts(tasks, firstRid);
    for (std::size_t i = 0; i < kRows; ++i) {
        if (!labels[i].empty())
            setLabels(tasks[i].id.value, "", labels[i]);
        count(countedOf(tasks[i]), 1);
    }
}

void CacheStore::putChunkTexts(std::span<const Task> tasks, std::int64_t firstRid)
{
    std::array<std::string, kRows> folded;
    RowBinder row(m_tx, textInsert());
    for (std::size_t i = 0; i < kRows; ++i) {
        folded[i] = foldedText(tasks[i]);
        row.number(firstRid + static_cast<std::int64_t>(i));
        row.view(folded[i]);
    }
    row.execute();
}

} // namespace taskward::client
