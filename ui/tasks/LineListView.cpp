// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/LineListView.h"

#include <QAbstractItemDelegate>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace taskward::ui {

LineListView::LineListView(QWidget* parent) : QListView(parent)
{
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void LineListView::setModel(QAbstractItemModel* model)
{
    // Before the base class, which asks for rectangles in its own slots.
    using Model = QAbstractItemModel;
    connect(model, &Model::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { insertRows(first, last); });
    connect(model, &Model::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { removeRows(first, last); });
    connect(model, &Model::rowsMoved, this,
            [this](const QModelIndex&, int first, int last, const QModelIndex&, int to) {
                measure(std::min(first, to), std::max(last, to - 1));
            });
    connect(model, &Model::dataChanged, this,
            [this](const QModelIndex& first, const QModelIndex& last) {
                measure(first.row(), last.row());
            });
    connect(model, &Model::modelReset, this, &LineListView::resetRows);
    connect(model, &Model::layoutChanged, this, &LineListView::resetRows);
    QListView::setModel(model);
    resetRows();
}

int LineListView::heightOf(int row) const
{
    return itemDelegate()->sizeHint({}, model()->index(row, 0)).height();
}

void LineListView::resetRows()
{
    m_tops.assign(1, 0);
    if (const int count = model()->rowCount(); count > 0)
        insertRows(0, count - 1);
}

void LineListView::measureAll()
{
    measure(0, rows() - 1);
    scheduleDelayedItemsLayout();
}

void LineListView::insertRows(int first, int last)
{
    std::vector<int> ends;
    int at = top(first);
    for (int row = first; row <= last; ++row)
        ends.push_back(at += heightOf(row));
    const int added = at - top(first);
    const auto place = m_tops.begin() + first + 1;
    std::for_each(place, m_tops.end(), [added](int& value) { value += added; });
    m_tops.insert(place, ends.begin(), ends.end());
}

void LineListView::removeRows(int first, int last)
{
    const int gone = top(last + 1) - top(first);
    const auto rest = m_tops.erase(m_tops.begin() + first + 1, m_tops.begin() + last + 2);
    std::for_each(rest, m_tops.end(), [gone](int& value) { value -= gone; });
}

/// The heights of these rows, as they are now.
void LineListView::measure(int first, int last)
{
    last = std::min(last, rows() - 1);
    if (first < 0 || first > last)
        return;
    const int before = top(last + 1);
    int at = top(first);
    for (int row = first; row <= last; ++row)
        m_tops[static_cast<std::size_t>(row) + 1] = at += heightOf(row);
    if (at == before)
        return;
    std::for_each(m_tops.begin() + last + 2, m_tops.end(),
                  [shift = at - before](int& value) { value += shift; });
}

int LineListView::rowAt(int y) const
{
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    const int row = static_cast<int>(after - m_tops.begin()) - 1;
    return std::clamp(row, 0, rows() - 1);
}

QRect LineListView::visualRect(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rows())
        return {};
    const int row = index.row();
    return {0, top(row) - verticalOffset(), viewport()->width(), top(row + 1) - top(row)};
}

QModelIndex LineListView::indexAt(const QPoint& point) const
{
    const int y = point.y() + verticalOffset();
    if (y < 0 || y >= m_tops.back())
        return {};
    return model()->index(rowAt(y), 0);
}

void LineListView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const QRect rect = visualRect(index);
    if (rect.isEmpty())
        return;
    const int top = rect.top() + verticalOffset();
    const int page = viewport()->height();
    QScrollBar* bar = verticalScrollBar();
    updateGeometries(); // rows that came in this turn count
    if (hint == PositionAtTop)
        bar->setValue(top);
    else if (hint == PositionAtBottom || (hint == EnsureVisible && rect.bottom() >= page))
        bar->setValue(top + rect.height() - page);
    else if (hint == PositionAtCenter)
        bar->setValue(top - (page - rect.height()) / 2);
    else if (rect.top() < 0)
        bar->setValue(top);
}

void LineListView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // not QListView's: the rows are laid out already
}

void LineListView::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    const int page = viewport()->height();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(0, m_tops.back() - page));
}

void LineListView::scrollContentsBy(int, int dy)
{
    scrollDirtyRegion(0, dy);
    viewport()->scroll(0, dy);
}

int LineListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

int LineListView::lastNeededRow() const
{
    if (rows() == 0)
        return -1;
    int last = std::max(rowAt(verticalOffset() + viewport()->height()), currentIndex().row());
    if (selectionModel()) {
        for (const QItemSelectionRange& range : selectionModel()->selection())
            last = std::max(last, range.bottom());
    }
    return last;
}

void LineListView::paintEvent(QPaintEvent* event)
{
    if (rows() == 0)
        return;
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State plain = option.state & ~(QStyle::State_MouseOver | QStyle::State_HasFocus);
    const bool focused = hasFocus() || viewport()->hasFocus();
    const QModelIndex hovered = viewport()->underMouse() && state() != DraggingState
                                    ? indexAt(viewport()->mapFromGlobal(QCursor::pos()))
                                    : QModelIndex();
    const int last = rowAt(verticalOffset() + event->rect().bottom());
    for (int row = rowAt(verticalOffset() + event->rect().top()); row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        option.state = plain;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        option.state.setFlag(QStyle::State_HasFocus, focused && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}

/// The next row that the keys may stand on; `row` itself when there is none.
int LineListView::step(int row, int direction) const
{
    for (int next = row + direction; next >= 0 && next < rows(); next += direction) {
        if (model()->flags(model()->index(next, 0)) & Qt::ItemIsEnabled)
            return next;
    }
    return row;
}

QModelIndex LineListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (rows() == 0)
        return {};
    const int page = viewport()->height();
    int row = currentIndex().isValid() ? currentIndex().row() : -1;
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft:
        row = step(row < 0 ? rows() : row, -1);
        break;
    case MoveDown:
    case MoveNext:
    case MoveRight:
        row = step(row, 1);
        break;
    case MoveHome:
        row = step(-1, 1);
        break;
    case MoveEnd:
        row = step(rows(), -1);
        break;
    case MovePageUp:
        row = step(rowAt(top(std::max(0, row)) - page) - 1, 1);
        break;
    case MovePageDown:
        row = step(rowAt(top(std::max(0, row)) + page) + 1, -1);
        break;
    }
    return row >= 0 && row < rows() ? model()->index(row, 0) : QModelIndex();
}

void LineListView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized().translated(0, verticalOffset());
    QItemSelection selection;
    if (rows() > 0 && area.top() < m_tops.back() && area.bottom() >= 0)
        selection.select(model()->index(rowAt(area.top()), 0),
                         model()->index(rowAt(area.bottom()), 0));
    selectionModel()->select(selection, command);
}

QRegion LineListView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QItemSelectionRange& range : selection) {
        const QRect first = visualRect(model()->index(range.top(), 0));
        const QRect last = visualRect(model()->index(range.bottom(), 0));
        region += first.united(last).intersected(viewport()->rect());
    }
    return region;
}

} // namespace taskward::ui
