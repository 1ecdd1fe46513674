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

int TaskListModel::rowOf(const TaskId& id) const
{
    const auto found = std::ranges::find_if(
        m_lines, [&](const TaskLinePtr& line) { return line->isTask() && line->key == id.value; });
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

std::size_t TaskListModel::needed() const
{
    const std::size_t lines = m_lines.size();
    if (!m_lastNeeded || lines == 0)
        return lines;
    return std::min(lines, static_cast<std::size_t>(m_lastNeeded() + 1 + kPage));
}

/// Reads from the beginning as much as is needed, and applies the difference.
QCoro::Task<void> TaskListModel::readAgain()
{
    const QPointer<TaskListModel> self(this);
    const int generation = m_generation;
    const client::TaskQuery query = m_query;
    m_reading = true;
    LineBuilder builder(m_query, m_context.workspace->overview(), m_context.today());
    std::string next;
    std::size_t at = 0;
    bool more = true;
    while (more) {
        const int limit = at == 0 && needed() <= kFirstPage ? kFirstPage : kPage;
        const bool isFirst = next.empty();
        auto reading = m_context.workspace->tasks(query, next, limit);
        Result<client::TaskListPage> page = co_await reading;
        if (!self || generation != m_generation)
            co_return;
        if (!page) {
            failed(page.error());
            co_return;
        }
        if (isFirst)
            m_total = page->total;
        next = page->next;
        const Lines fresh =
            builder.add(std::move(page->rows), next.empty(), m_context.workspace->overview());
        at = merge(at, fresh);
        more = !next.empty() && at < needed();
    }
    dropRest(at);
    m_builder = std::move(builder);
    m_next = std::move(next);
    m_reading = false;
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
    if (!page) {
        failed(page.error());
        co_return;
    }
    m_reading = false;
    m_next = page->next;
    append(m_builder.add(std::move(page->rows), m_next.empty(), m_context.workspace->overview()));
    if (std::exchange(m_readAgain, false))
        refresh();
}

void TaskListModel::failed(const Error& error)
{
    m_reading = false;
    m_error = error;
    setState(State::Failed);
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
