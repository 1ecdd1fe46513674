// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QListView>

namespace taskward::ui {

class SidebarDelegate;
class SidebarModel;

/// The list of places. Tasks can be dropped on a project or on Today.
class SidebarList final : public QListView {
    Q_OBJECT

public:
    explicit SidebarList(Context context, QWidget* parent = nullptr);

    void select(const client::TaskQuery& query);
    SidebarModel& places() const { return *m_model; }

signals:
    void chosen(const taskward::client::TaskQuery& query);
    void addProjectRequested();
    void menuRequested(int row, const QPoint& globalPosition);
    void droppedOnProject(const std::vector<taskward::TaskId>& tasks,
                          const taskward::ProjectId& project);
    void droppedOnToday(const std::vector<taskward::TaskId>& tasks);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    int dropRow(const QPoint& position) const;
    void markDrop(int row);

    SidebarModel* m_model;
    SidebarDelegate* m_delegate;
    client::TaskQuery m_shown;
    bool m_silent = false;
};

} // namespace taskward::ui
