// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/TaskDelegate.h"

#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"
#include "ui/tasks/RowText.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionViewItem>
#include <algorithm>

namespace taskward::ui {

using namespace metrics;

struct TaskDelegate::Fact {
    QString icon; ///< empty: none
    QString text;
    QColor colour;
    QColor dot; ///< valid: a filled dot instead of the icon
};

namespace {

constexpr int kPadding = 12;

QColor dueColour(const Palette& palette, DueTone tone)
{
    switch (tone) {
    case DueTone::Overdue:
        return palette.danger;
    case DueTone::Today:
        return palette.today;
    case DueTone::Tomorrow:
        return palette.tomorrow;
    default:
        return palette.muted;
    }
}

/// The beginning of a note, for a row that has nothing else to tell.
QString firstLine(const contract::Note& note)
{
    const std::string_view text(note);
    return toQt(text.substr(0, 240)).section(QLatin1Char('\n'), 0, 0).left(80);
}

} // namespace

TaskDelegate::TaskDelegate(Context context, const TaskListModel& model, QObject* parent)
    : QAbstractItemDelegate(parent), m_context(context), m_model(model)
{}

const Palette& TaskDelegate::palette() const
{
    return m_context.theme->palette();
}

QRect TaskDelegate::checkRect(const QRect& row, int depth)
{
    const int left = row.left() + kPadding + depth * kIndent;
    // On the middle of the first line, also when a second one follows.
    const int top = row.top() + (kRowHeight - kCheckSize) / 2;
    return {left, top, kCheckSize, kCheckSize};
}

QRect TaskDelegate::moreRect(const QRect& row)
{
    return {row.right() - kPadding - kIconSize,
            row.top() + 14 + (row.height() - 20 - kIconSize) / 2, kIconSize, kIconSize};
}

int TaskDelegate::textLeft(const QRect& row, int depth)
{
    return checkRect(row, depth).right() + 1 + kPadding;
}

void TaskDelegate::setProgress(const std::string& taskId, double progress)
{
    m_progress.insert_or_assign(taskId, progress);
}

void TaskDelegate::clearProgress(const std::string& taskId)
{
    m_progress.erase(taskId);
}

bool TaskDelegate::hasFacts(const client::TaskRow& row) const
{
    const bool due = row.task.due && (row.task.due->hasTime() || !headingSaysDue(row));
    return due || row.task.start || !row.task.labelIds.empty() || row.subtasks > 0 ||
           !row.task.note.empty() || !row.projectName.empty() || !row.parentTitle.empty();
}

/// Below the heading of its day a date would only repeat it.
bool TaskDelegate::headingSaysDue(const client::TaskRow& row) const
{
    const client::View view = m_model.query().view;
    return (view == client::View::Today || view == client::View::Upcoming) && row.depth == 0 &&
           dateOf(*row.task.due) >= m_context.today();
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const TaskLine& line = m_model.line(index.row());
    if (!line.isTask())
        return {0, kHeadingHeight};
    return {0, hasFacts(line.row) ? kRowHeightWithMeta : kRowHeight};
}

std::vector<TaskDelegate::Fact> TaskDelegate::facts(const client::TaskRow& row) const
{
    const Palette& p = palette();
    std::vector<Fact> facts;
    const QDate today = m_context.today();
    if (row.task.due && headingSaysDue(row)) {
        if (row.task.due->hasTime())
            facts.push_back(
                {QStringLiteral("clock"), timeText(*row.task.due, m_locale), p.muted, {}});
    } else if (row.task.due) {
        const DueText due = dueText(*row.task.due, today, m_locale);
        facts.push_back({QStringLiteral("calendar"),
                         due.text,
                         row.task.completedAt ? p.muted : dueColour(p, due.tone),
                         {}});
    }
    if (row.task.start && dateOf(*row.task.start) > today) {
        const DueText start = dueText(*row.task.start, today, m_locale);
        facts.push_back(
            {QStringLiteral("calendar-clock"), tr("from %1").arg(start.text), p.muted, {}});
    }
    if (row.subtasks > 0)
        facts.push_back({QStringLiteral("list-tree"),
                         QStringLiteral("%1/%2").arg(row.subtasksDone).arg(row.subtasks),
                         p.muted,
                         {}});
    if (!row.task.note.empty())
        facts.push_back({QStringLiteral("text-align-start"),
                         facts.empty() ? firstLine(row.task.note) : QString(),
                         p.muted,
                         {}});
    const client::Overview& overview = m_context.workspace->overview();
    for (const LabelId& id : row.task.labelIds) {
        const auto label = std::ranges::find(overview.labels, id, &contract::Label::id);
        if (label != overview.labels.end())
            facts.push_back({QStringLiteral("tag"), toQt(label->name), p.muted, {}});
    }
    if (!row.parentTitle.empty())
        facts.push_back({QStringLiteral("corner-down-right"), toQt(row.parentTitle), p.muted, {}});
    if (!row.projectName.empty()) {
        const auto project =
            std::ranges::find(overview.projects, row.task.projectId, &contract::Project::id);
        const bool inbox = row.task.projectId == overview.inbox;
        const QString colour =
            project == overview.projects.end() ? QString() : toQt(project->colour);
        facts.push_back({inbox ? QStringLiteral("inbox") : QString(), toQt(row.projectName),
                         p.muted, inbox ? QColor() : p.named(colour)});
    }
    return facts;
}

void TaskDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const TaskLine& line = m_model.line(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (!line.isTask()) {
        paintHeading(*painter, option.rect, line, option.state & QStyle::State_MouseOver);
        painter->restore();
        return;
    }
    const Palette& p = palette();
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const bool focused =
        (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active);
    const QRectF ground = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (selected || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? p.selected : p.hover);
        painter->drawRoundedRect(ground, kRadius, kRadius);
    }
    if (focused && selected) {
        painter->setPen(QPen(p.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
    const int depth = line.row.depth;
    paintCheck(*painter, checkRect(option.rect, depth), line.row, hovered);
    QRect text = option.rect;
    text.setLeft(textLeft(option.rect, depth));
    text.setRight(option.rect.right() - kPadding);
    text.setHeight(kRowHeight);
    text.setRight(paintMarks(*painter, text, line.row));
    paintTitle(*painter, text, line.row);
    if (hasFacts(line.row)) {
        QRect second = text;
        second.setRight(option.rect.right() - kPadding);
        second.setTop(option.rect.top() + kRowHeight - 9);
        second.setHeight(18);
        paintFacts(*painter, second, line.row);
    }
    painter->restore();
}

void TaskDelegate::paintHeading(QPainter& painter, const QRect& rect, const TaskLine& line,
                                bool hovered) const
{
    const Palette& p = palette();
    const bool overdue = line.key == std::string(kGroupPrefix) + kOverdueKey;
    painter.setFont(m_context.theme->font(Theme::Text::Heading));
    painter.setPen(overdue ? p.danger : p.text);
    const QRect text = rect.adjusted(kPadding, 14, -kPadding, -6);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(line.heading, Qt::ElideRight, text.width()));
    const client::View view = m_model.query().view;
    if (view == client::View::Project || view == client::View::Inbox)
        drawIcon(painter, QStringLiteral("ellipsis"), hovered ? p.text : p.control, moreRect(rect));
    painter.setPen(QPen(p.border, 1));
    const double y = rect.bottom() - 2.5;
    painter.drawLine(QPointF(rect.left() + kPadding, y), QPointF(rect.right() - kPadding, y));
}

void TaskDelegate::paintCheck(QPainter& painter, const QRectF& circle, const client::TaskRow& row,
                              bool hovered) const
{
    const Palette& p = palette();
    const auto found = m_progress.find(row.task.id.value);
    const double filled = found != m_progress.end() ? found->second : row.task.completedAt ? 1 : 0;
    const int level = static_cast<int>(row.task.priority);
    const bool urgent = level >= 1 && level <= 3;
    const QColor ring = urgent ? p.priority(level) : p.control;
    const QRectF inner = circle.adjusted(1, 1, -1, -1);
    QColor tint = ring;
    tint.setAlphaF(hovered ? 0.20f : urgent ? 0.10f : 0.0f);
    painter.setPen(QPen(ring, urgent ? 2.0 : 1.5));
    painter.setBrush(tint);
    painter.drawEllipse(inner);
    if (filled > 0) {
        const double radius = inner.width() / 2 * (0.4 + 0.6 * filled) + 0.5;
        painter.setPen(Qt::NoPen);
        painter.setBrush(urgent ? ring : p.accent);
        painter.setOpacity(filled);
        painter.drawEllipse(inner.center(), radius, radius);
        painter.setOpacity(1);
    }
    if (filled > 0 || hovered) {
        QPainterPath tick;
        const double s = circle.width();
        tick.moveTo(circle.left() + s * 0.30, circle.top() + s * 0.52);
        tick.lineTo(circle.left() + s * 0.45, circle.top() + s * 0.66);
        tick.lineTo(circle.left() + s * 0.71, circle.top() + s * 0.36);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(
            QPen(filled > 0 ? p.window : ring, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(tick);
    }
}

void TaskDelegate::paintTitle(QPainter& painter, QRect rect, const client::TaskRow& row) const
{
    const Palette& p = palette();
    if (hasFacts(row))
        rect.adjust(0, 1, 0, -3);
    QFont font = m_context.theme->font(Theme::Text::Body);
    font.setStrikeOut(row.task.completedAt.has_value());
    painter.setFont(font);
    painter.setPen(row.task.completedAt ? p.muted : p.text);
    painter.drawText(
        rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(toQt(row.task.title), Qt::ElideRight, rect.width()));
}

/// What belongs to the row as a whole, from the right: priority, clash, waiting. Returns the new
/// right.
int TaskDelegate::paintMarks(QPainter& painter, const QRect& rect, const client::TaskRow& row) const
{
    const Palette& p = palette();
    int right = rect.right();
    const auto icon = [&](const QString& name, const QColor& colour) {
        right -= kSmallIconSize;
        drawIcon(painter, name, colour,
                 QRectF(right, rect.center().y() - kSmallIconSize / 2 + 1, kSmallIconSize,
                        kSmallIconSize));
        right -= 8;
    };
    // Letter and flag beside the colour: a priority is never told by colour alone.
    if (const auto level = static_cast<int>(row.task.priority); level > 0) {
        const QColor colour = level <= 3 ? p.priority(level) : p.muted;
        const QString text = QStringLiteral("P%1").arg(level);
        painter.setFont(m_context.theme->font(Theme::Text::SmallStrong));
        const int width = painter.fontMetrics().horizontalAdvance(text);
        painter.setPen(colour);
        painter.drawText(QRect(right - width, rect.top(), width + 1, rect.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, text);
        right -= width + 3;
        icon(QStringLiteral("flag"), colour);
    }
    if (row.clashed)
        icon(QStringLiteral("git-merge"), p.warning);
    if (row.pending)
        icon(QStringLiteral("cloud-upload"), p.muted);
    return right;
}

void TaskDelegate::paintFacts(QPainter& painter, const QRect& rect,
                              const client::TaskRow& row) const
{
    painter.setFont(m_context.theme->font(Theme::Text::Small));
    const QFontMetrics metrics = painter.fontMetrics();
    int x = rect.left();
    for (const Fact& fact : facts(row)) {
        const int mark = fact.icon.isEmpty() && !fact.dot.isValid() ? 0 : kSmallIconSize;
        const int room = rect.right() - x - mark - 4;
        if (room < 16)
            break;
        const double middle = rect.center().y() + 0.5;
        if (fact.dot.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(fact.dot);
            painter.drawEllipse(QPointF(x + kSmallIconSize / 2.0 - 1, middle), 4, 4);
        } else if (mark > 0) {
            drawIcon(painter, fact.icon, fact.colour,
                     QRectF(x, middle - kSmallIconSize / 2.0, kSmallIconSize, kSmallIconSize));
        }
        x += mark;
        if (!fact.text.isEmpty()) {
            const QString text = metrics.elidedText(fact.text, Qt::ElideRight, std::min(room, 220));
            painter.setPen(fact.colour);
            const int width = metrics.horizontalAdvance(text);
            painter.drawText(QRect(x + 4, rect.top(), width + 2, rect.height()),
                             Qt::AlignVCenter | Qt::AlignLeft, text);
            x += 4 + width;
        }
        x += 14;
    }
}

} // namespace taskward::ui
