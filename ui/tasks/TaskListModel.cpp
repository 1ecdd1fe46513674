// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskListModel.h"

#include "ui/Text.h"
#include "ui/tasks/RowText.h"

#include <QMimeData>
#include <QPointer>
#include <QTimer>
#include <algorithm>
#include <chrono>

namespace taskward::ui {

namespace {

constexpr std::chrono::milliseconds kLinger{900};

} // namespace

TaskListModel::TaskListModel(Context context, QObject* parent)
    : QAbstractListModel(parent), m_context(context)
{
    connect(m_context.workspace, &client::Workspace::tasksChanged, this, &TaskListModel::refresh);
    connect(m_context.workspace, &client::Workspace::overviewChanged, this,
            &TaskListModel::refresh);
}

void TaskListModel::setQuery(const client::TaskQuery& query)
{
    beginResetModel();
    ++m_generation;
    m_query = query;
    m_rows.clear();
    m_lines.clear();
    m_lingering.clear();
    m_next.clear();
    m_total = 0;
    m_reading = false;
    m_readAgain = false;
    endResetModel();
    setState(State::Loading);
    readAgain();
}

int TaskListModel::taskCount() const
{
    return static_cast<int>(m_rows.size());
}

int TaskListModel::rowOf(const TaskId& id) const
{
    const auto found = std::ranges::find_if(
        m_lines, [&](const TaskLine& line) { return line.isTask() && line.key == id.value; });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

void TaskListModel::linger(const TaskId& id)
{
    m_lingering.insert(id.value);
    QTimer::singleShot(kLinger, this, [this, id] {
        if (m_lingering.erase(id.value) > 0)
            refresh();
    });
}

void TaskListModel::refresh()
{
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    readAgain();
}

/// Reads from the beginning as much as was loaded before, and applies the difference.
QCoro::Task<void> TaskListModel::readAgain()
{
    const QPointer<TaskListModel> self(this);
    const int generation = m_generation;
    const client::TaskQuery query = m_query;
    m_reading = true;
    const std::size_t wanted = std::max<std::size_t>(m_rows.size(), kFirstPage);
    std::vector<client::TaskRow> rows;
    std::string next;
    std::int64_t total = 0;
    do {
        const int limit = rows.empty() && wanted <= kFirstPage ? kFirstPage : kPage;
        auto reading = m_context.workspace->tasks(query, next, limit);
        Result<client::TaskListPage> page = co_await reading;
        if (!self || generation != m_generation)
            co_return;
        if (!page) {
            m_reading = false;
            m_error = page.error();
            setState(State::Failed);
            co_return;
        }
        if (rows.empty())
            total = page->total;
        std::ranges::move(page->rows, std::back_inserter(rows));
        next = page->next;
    } while (!next.empty() && rows.size() < wanted);
    m_reading = false;
    m_rows = std::move(rows);
    m_next = std::move(next);
    m_total = total;
    apply(linesOf(m_rows, m_next.empty()));
    setState(State::Ready);
    if (std::exchange(m_readAgain, false))
        refresh();
}

QCoro::Task<void> TaskListModel::readNext()
{
    const QPointer<TaskListModel> self(this);
    const int generation = m_generation;
    const client::TaskQuery query = m_query;
    const std::string after = m_next;
    m_reading = true;
    auto reading = m_context.workspace->tasks(query, after, kPage);
    Result<client::TaskListPage> page = co_await reading;
    if (!self || generation != m_generation)
        co_return;
    m_reading = false;
    if (!page) {
        m_error = page.error();
        setState(State::Failed);
        co_return;
    }
    std::ranges::move(page->rows, std::back_inserter(m_rows));
    m_next = page->next;
    apply(linesOf(m_rows, m_next.empty()));
    if (std::exchange(m_readAgain, false))
        refresh();
}

std::vector<TaskLine> TaskListModel::linesOf(const std::vector<client::TaskRow>& rows,
                                             bool complete) const
{
    std::vector<TaskLine> lines;
    lines.reserve(rows.size() + 16);
    const QDate today = m_context.today();
    const client::Overview& overview = m_context.workspace->overview();
    std::string key;
    for (const client::TaskRow& row : rows) {
        // A sub-task stays below its parent, whatever its own date or section says.
        if (row.depth == 0) {
            Group group = groupOf(row, m_query.view, overview, today, m_locale);
            if (group.key != key) {
                key = group.key;
                TaskLine heading;
                heading.kind = TaskLine::Kind::Heading;
                heading.key = "group:" + group.key;
                heading.heading = std::move(group.title);
                lines.push_back(std::move(heading));
            }
        }
        TaskLine line;
        line.key = row.task.id.value;
        line.row = row;
        lines.push_back(std::move(line));
    }
    addEmptySections(lines, complete);
    keepLingering(lines);
    return lines;
}

/// A section without tasks is a place to drop one: it is shown as well, in its order.
void TaskListModel::addEmptySections(std::vector<TaskLine>& lines, bool complete) const
{
    if (m_query.view != client::View::Project && m_query.view != client::View::Inbox)
        return;
    const client::Overview& overview = m_context.workspace->overview();
    const ProjectId& project =
        m_query.view == client::View::Inbox ? overview.inbox : m_query.project;
    std::size_t at = 0;
    while (at < lines.size() && lines[at].isTask())
        ++at;
    for (const contract::Section& section : overview.sections) {
        if (section.projectId != project)
            continue;
        const std::string key = "group:" + section.id.value;
        const auto found = std::ranges::find(lines, key, &TaskLine::key);
        if (found == lines.end()) {
            if (!complete && at >= lines.size())
                return; // its tasks may be on a later page
            TaskLine heading;
            heading.kind = TaskLine::Kind::Heading;
            heading.key = key;
            heading.heading = toQt(section.name);
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::move(heading));
            ++at;
            continue;
        }
        at = static_cast<std::size_t>(found - lines.begin()) + 1;
        while (at < lines.size() && lines[at].isTask())
            ++at;
    }
}

void TaskListModel::keepLingering(std::vector<TaskLine>& lines) const
{
    if (m_lingering.empty())
        return;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const TaskLine& old = m_lines[i];
        if (!old.isTask() || !m_lingering.contains(old.key) ||
            std::ranges::find(lines, old.key, &TaskLine::key) != lines.end())
            continue;
        TaskLine kept = old;
        kept.lingering = true;
        if (!kept.row.task.completedAt)
            kept.row.task.completedAt = m_context.clock->now();
        std::size_t place = 0;
        for (std::size_t before = i; before-- > 0;) {
            const auto found = std::ranges::find(lines, m_lines[before].key, &TaskLine::key);
            if (found != lines.end()) {
                place = static_cast<std::size_t>(found - lines.begin()) + 1;
                break;
            }
        }
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place), std::move(kept));
    }
}

void TaskListModel::apply(std::vector<TaskLine> lines)
{
    std::unordered_set<std::string> wanted;
    wanted.reserve(lines.size());
    for (const TaskLine& line : lines)
        wanted.insert(line.key);
    for (std::size_t end = m_lines.size(); end > 0;) {
        if (wanted.contains(m_lines[end - 1].key)) {
            --end;
            continue;
        }
        std::size_t begin = end - 1;
        while (begin > 0 && !wanted.contains(m_lines[begin - 1].key))
            --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        m_lines.erase(m_lines.begin() + static_cast<std::ptrdiff_t>(begin),
                      m_lines.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        end = begin;
    }
    std::unordered_set<std::string> present;
    for (const TaskLine& line : m_lines)
        present.insert(line.key);
    for (std::size_t i = 0; i < lines.size();) {
        const int row = static_cast<int>(i);
        if (i < m_lines.size() && m_lines[i].key == lines[i].key) {
            if (m_lines[i] != lines[i]) {
                m_lines[i] = std::move(lines[i]);
                emit dataChanged(index(row), index(row));
            }
            ++i;
            continue;
        }
        if (present.contains(lines[i].key)) {
            const auto from = std::ranges::find(m_lines.begin() + row, m_lines.end(), lines[i].key,
                                                &TaskLine::key);
            const int source = static_cast<int>(from - m_lines.begin());
            beginMoveRows({}, source, source, {}, row);
            std::rotate(m_lines.begin() + row, from, from + 1);
            endMoveRows();
            continue;
        }
        std::size_t end = i + 1;
        while (end < lines.size() && !present.contains(lines[end].key))
            ++end;
        beginInsertRows({}, row, static_cast<int>(end) - 1);
        m_lines.insert(m_lines.begin() + row, std::make_move_iterator(lines.begin() + row),
                       std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(end)));
        endInsertRows();
        i = end;
    }
}

void TaskListModel::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

int TaskListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant TaskListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const TaskLine& item = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.isTask() ? toQt(item.row.task.title) : item.heading;
    case Qt::AccessibleTextRole:
        return item.isTask() ? spokenRow(item.row, m_context.today(), m_locale)
                             : tr("Group %1").arg(item.heading);
    case Qt::CheckStateRole:
        if (item.isTask())
            return item.row.task.completedAt ? Qt::Checked : Qt::Unchecked;
        return {};
    case TaskIdRole:
        return item.isTask() ? toQt(item.key) : QString();
    case IsTaskRole:
        return item.isTask();
    default:
        return {};
    }
}

Qt::ItemFlags TaskListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    if (!line(index.row()).isTask())
        return Qt::NoItemFlags; // the arrow keys pass over a heading
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled |
           Qt::ItemNeverHasChildren;
}

bool TaskListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_reading && !m_next.empty();
}

void TaskListModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        readNext();
}

QString TaskListModel::mimeType()
{
    return QStringLiteral("application/x-taskward-tasks");
}

QStringList TaskListModel::mimeTypes() const
{
    return {mimeType()};
}

QMimeData* TaskListModel::mimeData(const QModelIndexList& indexes) const
{
    QStringList ids;
    for (const QModelIndex& index : indexes)
        ids << index.data(TaskIdRole).toString();
    auto* data = new QMimeData;
    data->setData(mimeType(), ids.join(QLatin1Char('\n')).toUtf8());
    return data;
}

std::vector<TaskId> TaskListModel::idsOf(const QMimeData& data)
{
    std::vector<TaskId> ids;
    const QStringList lines =
        QString::fromUtf8(data.data(mimeType())).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines)
        ids.push_back({fromQt(line)});
    return ids;
}

} // namespace taskward::ui
