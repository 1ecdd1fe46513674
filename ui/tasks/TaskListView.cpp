// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskListView.h"

#include "ui/Text.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"
#include "ui/tasks/RowText.h"
#include "ui/tasks/TaskDelegate.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/TaskListModel.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QVariantAnimation>
#include <algorithm>

namespace taskward::ui {

using namespace metrics;

TaskListView::TaskListView(Context context, TaskListModel& model, TaskEdits& edits, QWidget* parent)
    : LineListView(parent), m_context(context), m_model(model), m_edits(edits),
      m_delegate(new TaskDelegate(context, model, this))
{
    setItemDelegate(m_delegate);
    setModel(&m_model);
    m_model.setLastNeeded(
        [view = QPointer<TaskListView>(this)] { return view ? view->lastNeededRow() : -1; });
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(false); // drawn here: the view's own cannot show a depth
    setDefaultDropAction(Qt::MoveAction);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Tasks"));
    setAccessibleDescription(tr("Space completes, Enter opens, Delete deletes. Alt with the up and "
                                "down arrows moves a task."));
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->setSingleStep(kRowHeight);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TaskListView::prefetch);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &TaskListView::prefetch);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &TaskListView::applyMargins);
}

void TaskListView::setSideMargin(int margin)
{
    m_side = margin;
    applyMargins();
}

/// The scroll bar takes its room from the margin, so that rows end where the quick entry ends.
void TaskListView::applyMargins()
{
    const bool scrolls = verticalScrollBar()->maximum() > 0;
    const int bar = scrolls ? verticalScrollBar()->sizeHint().width() : 0;
    setViewportMargins(m_side, 0, std::max(0, m_side - bar), 0);
}

/// Reads the next page well before its rows are needed, so that scrolling never stops at an edge.
void TaskListView::prefetch()
{
    const QScrollBar* bar = verticalScrollBar();
    if (bar->maximum() - bar->value() < 3 * viewport()->height())
        m_model.fetchMore({});
}

std::vector<contract::Task> TaskListView::selectedTasks() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedIndexes())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    std::vector<contract::Task> tasks;
    for (const int row : rows) {
        if (m_model.line(row).isTask())
            tasks.push_back(m_model.line(row).row.task);
    }
    return tasks;
}

TaskId TaskListView::currentTask() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() && m_model.line(index.row()).isTask() ? m_model.line(index.row()).id()
                                                                 : TaskId{};
}

void TaskListView::select(const TaskId& id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    setCurrentIndex(m_model.index(row));
    scrollTo(m_model.index(row));
}

bool TaskListView::isManualOrder() const
{
    const client::View view = m_model.query().view;
    return view == client::View::Inbox || view == client::View::Project;
}

void TaskListView::toggle(const std::vector<contract::Task>& tasks)
{
    if (tasks.empty() || !m_context.workspace->may(contract::Permission::TaskUpdate))
        return;
    // With a mixed selection, completing is what is meant.
    const bool done = std::ranges::any_of(
        tasks, [](const contract::Task& task) { return !task.completedAt.has_value(); });
    std::vector<contract::Task> changed;
    for (const contract::Task& task : tasks) {
        if (task.completedAt.has_value() == done)
            continue;
        changed.push_back(task);
        if (done) {
            m_model.linger(task.id);
            animate(task);
        }
    }
    m_edits.complete(std::move(changed), done);
}

void TaskListView::animate(const contract::Task& task)
{
    const int duration = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this);
    if (duration == 0)
        return; // the person asked for reduced motion
    auto* animation = new QVariantAnimation(this);
    animation->setDuration(duration);
    animation->setStartValue(0.0);
    animation->setEndValue(1.0);
    animation->setEasingCurve(QEasingCurve::OutCubic);
    const std::string id = task.id.value;
    connect(animation, &QVariantAnimation::valueChanged, this, [this, id](const QVariant& value) {
        m_delegate->setProgress(id, value.toDouble());
        viewport()->update();
    });
    connect(animation, &QVariantAnimation::finished, this,
            [this, id] { m_delegate->clearProgress(id); });
    animation->start(QAbstractAnimation::DeleteWhenStopped);
}

bool TaskListView::isOnCheck(const QPoint& position, const QModelIndex& index) const
{
    if (!index.isValid() || !m_model.line(index.row()).isTask())
        return false;
    // A larger target than the circle that is drawn.
    return TaskDelegate::checkRect(visualRect(index), m_model.line(index.row()).row.depth)
        .adjusted(-7, -7, 7, 7)
        .contains(position);
}

/// The row that is current but not chosen yet is where the keys begin: the first arrow chooses it.
void TaskListView::keyPressEvent(QKeyEvent* event)
{
    const bool begins = event->key() == Qt::Key_Down || event->key() == Qt::Key_Home;
    if (begins && event->modifiers() == Qt::NoModifier && currentIndex().isValid() &&
        selectionModel()->selection().isEmpty()) {
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
        scrollTo(currentIndex());
        return;
    }
    LineListView::keyPressEvent(event);
}

void TaskListView::mousePressEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    m_pressedCheck = event->button() == Qt::LeftButton && isOnCheck(position, indexAt(position));
    const QModelIndex index = indexAt(position);
    const SectionId section = sectionOf(index);
    if (event->button() == Qt::LeftButton && !section.empty() &&
        TaskDelegate::moreRect(visualRect(index)).contains(position)) {
        emit sectionMenuRequested(section, event->globalPosition().toPoint());
        return;
    }
    if (!m_pressedCheck)
        LineListView::mousePressEvent(event);
}

void TaskListView::mouseReleaseEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    const QModelIndex index = indexAt(position);
    if (std::exchange(m_pressedCheck, false)) {
        if (isOnCheck(position, index))
            toggle({m_model.line(index.row()).row.task});
        return;
    }
    LineListView::mouseReleaseEvent(event);
    const bool plain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    if (plain && index.isValid() && m_model.line(index.row()).isTask())
        emit openRequested(m_model.line(index.row()).id());
}

void TaskListView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressedCheck)
        return;
    const QPoint position = event->position().toPoint();
    viewport()->setCursor(isOnCheck(position, indexAt(position)) ? Qt::PointingHandCursor
                                                                 : Qt::ArrowCursor);
    LineListView::mouseMoveEvent(event);
}

SectionId TaskListView::sectionOf(const QModelIndex& index) const
{
    if (!isManualOrder() || !index.isValid() || m_model.line(index.row()).isTask())
        return {};
    return {m_model.line(index.row()).key.substr(std::string_view(kGroupPrefix).size())};
}

void TaskListView::contextMenuEvent(QContextMenuEvent* event)
{
    // The menu key has no position of its own: the menu opens at the current row.
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    if (const SectionId section = sectionOf(indexAt(event->pos())); !byKey && !section.empty()) {
        emit sectionMenuRequested(section, event->globalPos());
        return;
    }
    if (!currentIndex().isValid())
        return;
    emit menuRequested(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft() +
                                                       QPoint(2 * kIndent, 0))
                             : event->globalPos());
}

void TaskListView::startDrag(Qt::DropActions actions)
{
    QModelIndexList indexes = selectedIndexes();
    if (indexes.isEmpty())
        return;
    const QModelIndex first = indexes.contains(currentIndex()) ? currentIndex() : indexes.first();
    const Palette& p = m_context.theme->palette();
    const QString title =
        indexes.size() == 1 ? first.data().toString() : tr("%1 tasks").arg(indexes.size());
    const QFont font = m_context.theme->font(Theme::Text::Body);
    const int width = std::min(300, QFontMetrics(font).horizontalAdvance(title) + 28);
    const double ratio = devicePixelRatioF();
    QPixmap card((QSizeF(width, 36) * ratio).toSize());
    card.setDevicePixelRatio(ratio);
    card.fill(Qt::transparent);
    QPainter painter(&card);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(p.accent, 1));
    painter.setBrush(p.surface);
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, 35), kRadius, kRadius);
    painter.setPen(p.text);
    painter.setFont(font);
    painter.drawText(QRect(14, 0, width - 28, 36), Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(title, Qt::ElideRight, width - 28));
    painter.end();
    auto* drag = new QDrag(this);
    drag->setMimeData(m_model.mimeData(indexes));
    drag->setPixmap(card);
    drag->setHotSpot({16, 18});
    drag->exec(actions, Qt::MoveAction);
}

void TaskListView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(TaskListModel::mimeType()))
        event->acceptProposedAction();
}

std::optional<DropPlace> TaskListView::placeAt(const QPoint& position, const TaskId& dragged) const
{
    const QModelIndex index = indexAt(position);
    int gap = m_model.rowCount();
    if (index.isValid()) {
        const QRect row = visualRect(index);
        gap = position.y() < row.center().y() ? index.row() : index.row() + 1;
    }
    const int depth = (position.x() - kIndent) / kIndent - 1;
    return dropPlace(m_model.lines(), gap, std::max(0, depth), dragged);
}

void TaskListView::dragMoveEvent(QDragMoveEvent* event)
{
    QAbstractItemView::dragMoveEvent(event); // scrolls near the edges
    const std::vector<TaskId> ids = TaskListModel::idsOf(*event->mimeData());
    const bool byDay = m_model.query().view == client::View::Upcoming;
    m_place.reset();
    if (isManualOrder() && ids.size() == 1)
        m_place = placeAt(event->position().toPoint(), ids.front());
    event->setAccepted(m_place.has_value() || (byDay && !ids.empty()));
    viewport()->update();
}

void TaskListView::dragLeaveEvent(QDragLeaveEvent* event)
{
    m_place.reset();
    viewport()->update();
    LineListView::dragLeaveEvent(event);
}

void TaskListView::dropEvent(QDropEvent* event)
{
    const std::vector<TaskId> ids = TaskListModel::idsOf(*event->mimeData());
    const std::optional<DropPlace> place = std::exchange(m_place, std::nullopt);
    viewport()->update();
    // The base class would ask the model to move rows itself and remove the old ones.
    setState(NoState);
    event->setDropAction(Qt::CopyAction);
    event->accept();
    const int row = ids.empty() ? -1 : m_model.rowOf(ids.front());
    if (row < 0)
        return;
    const contract::Task task = m_model.line(row).row.task;
    if (m_model.query().view == client::View::Upcoming)
        dropOnDay(task, event->position().toPoint());
    else if (place)
        m_edits.move(task, task.projectId, *place);
}

/// In "Upcoming" a task that is dropped among those of a day gets that day.
void TaskListView::dropOnDay(const contract::Task& task, const QPoint& position)
{
    const QModelIndex index = indexAt(position);
    for (int row = index.isValid() ? index.row() : m_model.rowCount() - 1; row >= 0; --row) {
        const TaskLine& line = m_model.line(row);
        if (line.isTask())
            continue;
        const QDate date = QDate::fromString(
            toQt(line.key).mid(qsizetype(std::string_view(kGroupPrefix).size())), Qt::ISODate);
        if (!date.isValid())
            return;
        contract::When when = whenOf(date);
        if (task.due && task.due->hasTime())
            when.value += task.due->value.substr(10);
        contract::TaskFields changes;
        changes.due = std::optional(when);
        m_edits.updateAll({task}, changes,
                          tr("Moved to %1").arg(dayHeading(date, m_context.today(), {})));
        return;
    }
}

QRect TaskListView::indicator() const
{
    if (!m_place)
        return {};
    const bool atEnd = m_place->gap >= m_model.rowCount();
    const QRect row = visualRect(m_model.index(atEnd ? m_model.rowCount() - 1 : m_place->gap));
    const int y = atEnd ? row.bottom() + 1 : row.top();
    const int left = TaskDelegate::checkRect(row, m_place->depth).left();
    return {left, y - 1, row.right() - left - 8, 2};
}

void TaskListView::paintEvent(QPaintEvent* event)
{
    LineListView::paintEvent(event);
    if (!m_place || m_model.rowCount() == 0)
        return;
    const QRect line = indicator();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = m_context.theme->palette().accent;
    painter.setPen(QPen(accent, 2));
    painter.setBrush(m_context.theme->palette().window);
    painter.drawLine(line.left() + 8, line.top() + 1, line.right(), line.top() + 1);
    painter.drawEllipse(QPointF(line.left() + 4, line.top() + 1), 4, 4);
}

void TaskListView::resizeEvent(QResizeEvent* event)
{
    LineListView::resizeEvent(event);
    prefetch();
}

} // namespace taskward::ui
