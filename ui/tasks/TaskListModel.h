// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"
#include "ui/tasks/LineBuilder.h"
#include "ui/tasks/TaskLine.h"

#include <QAbstractListModel>
#include <QCoroTask>
#include <QLocale>
#include <functional>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace taskward::ui {

/// The lines of one query, read page by page as they are scrolled to, with headings between groups.
/// When tasks change it reads again what is needed on the screen and above, and applies the difference
/// page by page and line by line, so that selection and scroll position stay and no step costs more
/// than a page. What lies below is forgotten until it is scrolled to. Answers that come after the
/// query changed are dropped.
class TaskListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed };
    enum Role { TaskIdRole = Qt::UserRole + 1, IsTaskRole };
    static constexpr int kFirstPage = 80;
    static constexpr int kPage = 200;
    using Lines = std::vector<TaskLinePtr>;

    explicit TaskListModel(Context context, QObject* parent = nullptr);

    void setQuery(const client::TaskQuery& query);
    const client::TaskQuery& query() const { return m_query; }
    State state() const { return m_state; }
    const Error& error() const { return m_error; }
    /// Top-level lines of the whole list, loaded or not.
    std::int64_t total() const { return m_total; }

    const TaskLine& line(int row) const { return *m_lines[static_cast<std::size_t>(row)]; }
    const Lines& lines() const { return m_lines; }
    /// -1 when it is not loaded.
    int rowOf(const TaskId& id) const;
    /// Keeps a completed task on the screen for a moment, so that rows do not jump under the
    /// pointer.
    void linger(const TaskId& id);
    void refresh();
    /// Who knows the last line that is needed (on the screen, selected); without, all are.
    void setLastNeeded(std::function<int()> row) { m_lastNeeded = std::move(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

    static QString mimeType();
    static std::vector<TaskId> idsOf(const QMimeData& data);

signals:
    void stateChanged();

private:
    QCoro::Task<void> readAgain();
    QCoro::Task<void> readNext();
    std::size_t needed() const;
    void failed(const Error& error);
    void append(Lines lines);
    using Keys = std::unordered_set<std::string_view>;
    std::size_t merge(std::size_t at, const Lines& fresh);
    std::size_t mergeAt(std::size_t at, const TaskLinePtr& line, const Keys& chunk);
    std::size_t passOver(std::size_t at, std::size_t end, const Keys& chunk);
    void dropRest(std::size_t at);
    bool keepLingering(std::size_t row);
    void replace(std::size_t row, const TaskLinePtr& line);
    void insert(std::size_t row, const TaskLinePtr* begin, const TaskLinePtr* end);
    void remove(std::size_t begin, std::size_t end);
    void move(std::size_t from, std::size_t to);
    void setState(State state);

    Context m_context;
    QLocale m_locale;
    client::TaskQuery m_query;
    State m_state = State::Loading;
    Error m_error;
    Lines m_lines;
    LineBuilder m_builder; ///< has made all of them
    std::function<int()> m_lastNeeded;
    std::unordered_set<std::string> m_lingering;
    std::string m_next;
    std::int64_t m_total = 0;
    int m_generation = 0; ///< of the query; answers for an older one are dropped
    bool m_reading = false;
    bool m_readAgain = false;
};

} // namespace taskward::ui
