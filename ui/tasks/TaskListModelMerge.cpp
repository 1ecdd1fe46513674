// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The difference between the lines that are shown and those that were read again.
#include "ui/tasks/TaskListModel.h"

#include <algorithm>

namespace taskward::ui {

namespace {

/// How far ahead a line is looked for before it counts as new: a few pages. One that moved farther is
/// taken out and put in again.
constexpr std::size_t kAhead = 600;

std::ptrdiff_t signedOf(std::size_t row)
{
    return static_cast<std::ptrdiff_t>(row);
}

} // namespace

/// Makes the lines from `at` on equal to `fresh`, and answers where `fresh` ends. What stood there
/// before and does not come again goes; what may come with a later page goes as well and comes back.
std::size_t TaskListModel::merge(std::size_t at, const Lines& fresh)
{
    Keys chunk;
    for (const TaskLinePtr& line : fresh)
        chunk.insert(line->key);
    // Held, because the keys are looked at after a line was taken out.
    const std::size_t end = std::min(m_lines.size(), at + kAhead);
    const Lines held(m_lines.begin() + signedOf(at), m_lines.begin() + signedOf(end));
    Keys ahead;
    for (const TaskLinePtr& line : held)
        ahead.insert(line->key);
    for (std::size_t i = 0; i < fresh.size();) {
        if (ahead.contains(fresh[i]->key)) {
            at = mergeAt(at, fresh[i], chunk);
            ++i;
            continue;
        }
        std::size_t behind = i + 1;
        while (behind < fresh.size() && !ahead.contains(fresh[behind]->key))
            ++behind;
        insert(at, &fresh[i], &fresh[i] + (behind - i));
        at += behind - i;
        i = behind;
    }
    return at;
}

/// One line that is ahead: what stands before it and does not come goes, then it is moved here.
std::size_t TaskListModel::mergeAt(std::size_t at, const TaskLinePtr& line, const Keys& chunk)
{
    const auto find = [&](std::size_t from) {
        const auto found =
            std::find_if(m_lines.begin() + signedOf(from), m_lines.end(),
                         [&](const TaskLinePtr& other) { return other->key == line->key; });
        return static_cast<std::size_t>(found - m_lines.begin());
    };
    std::size_t from = find(at);
    if (from > at && from < m_lines.size()) {
        at = passOver(at, from, chunk);
        from = find(at);
    }
    if (from == m_lines.size()) { // it went with something else
        insert(at, &line, &line + 1);
        return at + 1;
    }
    if (from > at)
        move(from, at);
    replace(at, line);
    return at + 1;
}

/// Takes out of [at, end) what does not come with this chunk. A line that lingers stays; answers where
/// the next line goes, behind those at the beginning.
std::size_t TaskListModel::passOver(std::size_t at, std::size_t end, const Keys& chunk)
{
    for (std::size_t row = at; row < end;) {
        if (chunk.contains(m_lines[row]->key)) {
            ++row;
        } else if (keepLingering(row)) {
            if (row == at)
                ++at;
            ++row;
        } else {
            std::size_t last = row + 1;
            while (last < end && !chunk.contains(m_lines[last]->key) &&
                   !m_lingering.contains(m_lines[last]->key))
                ++last;
            remove(row, last);
            end -= last - row;
        }
    }
    return at;
}

/// The reading has ended: what is behind it is no longer there, or not needed now.
void TaskListModel::dropRest(std::size_t at)
{
    while (at < m_lines.size()) {
        if (keepLingering(at)) {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (end < m_lines.size() && !m_lingering.contains(m_lines[end]->key))
            ++end;
        remove(at, end);
    }
}

bool TaskListModel::keepLingering(std::size_t row)
{
    if (!m_lines[row]->isTask() || !m_lingering.contains(m_lines[row]->key))
        return false;
    TaskLine kept = *m_lines[row];
    kept.lingering = true;
    if (!kept.row.task.completedAt)
        kept.row.task.completedAt = m_context.clock->now();
    replace(row, std::make_shared<const TaskLine>(std::move(kept)));
    return true;
}

void TaskListModel::append(Lines lines)
{
    if (!lines.empty())
        insert(m_lines.size(), lines.data(), lines.data() + lines.size());
}

void TaskListModel::replace(std::size_t row, const TaskLinePtr& line)
{
    if (*m_lines[row] == *line)
        return;
    m_lines[row] = line;
    const QModelIndex changed = index(static_cast<int>(row));
    emit dataChanged(changed, changed);
}

void TaskListModel::insert(std::size_t row, const TaskLinePtr* begin, const TaskLinePtr* end)
{
    const int first = static_cast<int>(row);
    beginInsertRows({}, first, first + static_cast<int>(end - begin) - 1);
    m_lines.insert(m_lines.begin() + signedOf(row), begin, end);
    endInsertRows();
}

void TaskListModel::remove(std::size_t begin, std::size_t end)
{
    beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
    m_lines.erase(m_lines.begin() + signedOf(begin), m_lines.begin() + signedOf(end));
    endRemoveRows();
}

void TaskListModel::move(std::size_t from, std::size_t to)
{
    const int source = static_cast<int>(from);
    beginMoveRows({}, source, source, {}, static_cast<int>(to));
    std::rotate(m_lines.begin() + signedOf(to), m_lines.begin() + signedOf(from),
                m_lines.begin() + signedOf(from) + 1);
    endMoveRows();
}

} // namespace taskward::ui
