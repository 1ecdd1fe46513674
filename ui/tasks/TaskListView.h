// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"
#include "ui/tasks/DropPlace.h"
#include "ui/tasks/LineListView.h"

#include <vector>

namespace taskward::ui {

class TaskDelegate;
class TaskEdits;
class TaskListModel;

/// The list itself: pointer, drag and drop, animation. What keys do is the page's (actions).
class TaskListView final : public LineListView {
    Q_OBJECT

public:
    TaskListView(Context context, TaskListModel& model, TaskEdits& edits,
                 QWidget* parent = nullptr);

    /// In the order of the list.
    std::vector<contract::Task> selectedTasks() const;
    /// Empty when the current line is none.
    TaskId currentTask() const;
    void select(const TaskId& id);
    /// Completes, or opens again, with the animation.
    void toggle(const std::vector<contract::Task>& tasks);
    /// May rows be put in another order here? Else they can only be dragged to the sidebar.
    bool isManualOrder() const;
    /// Free space left and right of the rows; the scroll bar stays at the window's edge.
    void setSideMargin(int margin);

signals:
    void openRequested(const taskward::TaskId& id);
    void menuRequested(const QPoint& globalPosition);
    void sectionMenuRequested(const taskward::SectionId& id, const QPoint& globalPosition);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isOnCheck(const QPoint& position, const QModelIndex& index) const;
    void prefetch();
    void applyMargins();
    /// The section whose heading this is; empty: none.
    SectionId sectionOf(const QModelIndex& index) const;
    void animate(const contract::Task& task);
    std::optional<DropPlace> placeAt(const QPoint& position, const TaskId& dragged) const;
    QRect indicator() const;
    void dropOnDay(const contract::Task& task, const QPoint& position);

    Context m_context;
    TaskListModel& m_model;
    TaskEdits& m_edits;
    TaskDelegate* m_delegate;
    std::optional<DropPlace> m_place;
    int m_side = 0;
    bool m_pressedCheck = false;
};

} // namespace taskward::ui
