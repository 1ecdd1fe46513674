// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/SidebarDelegate.h"

#include "ui/shell/SidebarModel.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"

#include <QLocale>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace taskward::ui {

using namespace metrics;

namespace {

QString iconOf(SidebarModel::Kind kind)
{
    switch (kind) {
    case SidebarModel::Kind::Today:
        return QStringLiteral("sun");
    case SidebarModel::Kind::Upcoming:
        return QStringLiteral("calendar-days");
    case SidebarModel::Kind::Label:
        return QStringLiteral("tag");
    default:
        return QStringLiteral("inbox");
    }
}

} // namespace

SidebarDelegate::SidebarDelegate(Context context, const SidebarModel& model, QObject* parent)
    : QAbstractItemDelegate(parent), m_context(context), m_model(model)
{}

QRect SidebarDelegate::addRect(const QRect& row)
{
    return {row.right() - 32, row.bottom() - 29, 24, 24};
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const bool heading = SidebarModel::isHeading(m_model.entry(index.row()).kind);
    return {0, heading ? kSidebarHeadingHeight : kSidebarRowHeight};
}

void SidebarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Palette& p = m_context.theme->palette();
    const SidebarModel::Entry& place = m_model.entry(index.row());
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (SidebarModel::isHeading(place.kind)) {
        painter->setFont(m_context.theme->font(Theme::Text::SmallStrong));
        painter->setPen(p.muted);
        painter->drawText(row.adjusted(12, 14, -40, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          place.name);
        if (place.kind == SidebarModel::Kind::ProjectsHeading &&
            (option.state & QStyle::State_MouseOver))
            drawIcon(*painter, QStringLiteral("plus"), p.muted,
                     QRectF(addRect(row)).adjusted(4, 4, -4, -4));
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused =
        (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Active);
    const bool dropping = index.row() == m_dropRow;
    const QRectF ground = QRectF(row).adjusted(1, 1, -1, -1);
    if (selected || dropping || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(dropping ? p.selected : selected ? p.sidebarSelected : p.sidebarHover);
        painter->drawRoundedRect(ground, 7, 7);
    }
    if (focused || dropping) {
        painter->setPen(QPen(p.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    }
    const QRectF mark(row.left() + 12, row.center().y() - kIconSize / 2 + 1, kIconSize, kIconSize);
    if (place.kind == SidebarModel::Kind::Project) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(p.named(place.colour));
        painter->drawEllipse(mark.center(), 5, 5);
    } else {
        const bool label = place.kind == SidebarModel::Kind::Label;
        drawIcon(*painter, iconOf(place.kind),
                 label      ? p.named(place.colour)
                 : selected ? p.accent
                            : p.muted,
                 label ? mark.adjusted(1, 1, -1, -1) : mark);
    }
    QRect text = row.adjusted(12 + kIconSize + 12, 0, -12, 0);
    if (place.count > 0) {
        painter->setFont(m_context.theme->font(Theme::Text::Small));
        painter->setPen(place.alert ? p.danger : p.muted);
        const QString count = QLocale().toString(qlonglong(place.count));
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, count);
        text.setRight(text.right() - painter->fontMetrics().horizontalAdvance(count) - 8);
    }
    painter->setFont(m_context.theme->font(selected ? Theme::Text::Strong : Theme::Text::Body));
    painter->setPen(p.text);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(place.name, Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace taskward::ui
