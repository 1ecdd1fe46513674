// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/SidebarList.h"

#include "ui/shell/SidebarDelegate.h"
#include "ui/shell/SidebarModel.h"
#include "ui/tasks/TaskListModel.h"

#include <QContextMenuEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QScopedValueRollback>

namespace taskward::ui {

SidebarList::SidebarList(Context context, QWidget* parent)
    : QListView(parent), m_model(new SidebarModel(context, this)),
      m_delegate(new SidebarDelegate(context, *m_model, this))
{
    setModel(m_model);
    setItemDelegate(m_delegate);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAcceptDrops(true);
    setDropIndicatorShown(false);
    setAccessibleName(tr("Places"));
    setAccessibleDescription(tr("Inbox, Today, Upcoming, your projects and labels"));
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { select(m_shown); });
}

void SidebarList::select(const client::TaskQuery& query)
{
    const QScopedValueRollback<bool> silent(m_silent, true);
    m_shown = query;
    const int row = m_model->rowOf(query);
    if (row >= 0)
        setCurrentIndex(m_model->index(row));
    else
        clearSelection();
}

void SidebarList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (m_silent || !current.isValid() ||
        SidebarModel::isHeading(m_model->entry(current.row()).kind))
        return;
    m_shown = m_model->queryOf(current.row());
    emit chosen(m_shown);
}

void SidebarList::mousePressEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    const bool heading =
        index.isValid() && SidebarModel::isHeading(m_model->entry(index.row()).kind);
    if (heading) {
        // A heading is no place: the current one stays.
        if (m_model->entry(index.row()).kind == SidebarModel::Kind::ProjectsHeading &&
            SidebarDelegate::addRect(visualRect(index)).contains(position))
            emit addProjectRequested();
        return;
    }
    if (event->button() == Qt::LeftButton && index == currentIndex() && index.isValid())
        emit chosen(m_model->queryOf(index.row())); // back from a search
    QListView::mousePressEvent(event);
}

void SidebarList::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QPoint at = byKey && index.isValid()
                          ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                          : event->globalPos();
    emit menuRequested(index.isValid() ? index.row() : -1, at);
}

int SidebarList::dropRow(const QPoint& position) const
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return -1;
    switch (m_model->entry(index.row()).kind) {
    case SidebarModel::Kind::Inbox:
    case SidebarModel::Kind::Today:
    case SidebarModel::Kind::Project:
        return index.row();
    default:
        return -1;
    }
}

void SidebarList::markDrop(int row)
{
    m_delegate->setDropRow(row);
    viewport()->update();
}

void SidebarList::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(TaskListModel::mimeType()))
        event->acceptProposedAction();
}

void SidebarList::dragMoveEvent(QDragMoveEvent* event)
{
    QListView::dragMoveEvent(event);
    const int row = dropRow(event->position().toPoint());
    markDrop(row);
    event->setAccepted(row >= 0);
}

void SidebarList::dragLeaveEvent(QDragLeaveEvent* event)
{
    markDrop(-1);
    QListView::dragLeaveEvent(event);
}

void SidebarList::dropEvent(QDropEvent* event)
{
    markDrop(-1);
    setState(NoState);
    const int row = dropRow(event->position().toPoint());
    if (row < 0)
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const std::vector<TaskId> tasks = TaskListModel::idsOf(*event->mimeData());
    if (m_model->entry(row).kind == SidebarModel::Kind::Today)
        emit droppedOnToday(tasks);
    else
        emit droppedOnProject(tasks, ProjectId{m_model->entry(row).id});
}

} // namespace taskward::ui
