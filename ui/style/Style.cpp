// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/style/Style.h"

#include "ui/style/Metrics.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace taskward::ui {

namespace {

void drawRadio(const QStyleOption& option, QPainter& painter)
{
    const QPalette& colours = option.palette;
    const bool on = option.state & QStyle::State_On;
    const bool lit = on || option.state & QStyle::State_HasFocus;
    const QRectF ring = QRectF(option.rect).adjusted(1, 1, -1, -1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.color(lit ? QPalette::Highlight : QPalette::Dark),
                        option.state & QStyle::State_HasFocus ? 2.5 : 1.5));
    painter.setBrush(colours.color(QPalette::Base));
    painter.drawEllipse(ring);
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.color(QPalette::Highlight));
        painter.drawEllipse(ring.center(), ring.width() * 0.26, ring.height() * 0.26);
    }
    painter.restore();
}

} // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return metrics::kIconSize;
    case PM_ScrollBarExtent:
        return 3 * metrics::kUnit;
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return metrics::kIconSize;
    case PM_CheckBoxLabelSpacing:
        return 2 * metrics::kUnit;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return metrics::kUnit;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    // The focus is a ring in the accent's colour, by the style sheet: Fusion's box would be a second.
    if (element == PE_FrameFocusRect)
        return;
    if (element == PE_IndicatorRadioButton) {
        drawRadio(*option, *painter);
        return;
    }
    if (element != PE_IndicatorCheckBox) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const bool on = option->state & State_On;
    const QPalette& colours = option->palette;
    const QRectF box = QRectF(option->rect).adjusted(1, 1, -1, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colours.color(on ? QPalette::Highlight : QPalette::Dark), 1.5));
    painter->setBrush(colours.color(on ? QPalette::Highlight : QPalette::Base));
    painter->drawRoundedRect(box, 4, 4);
    if (option->state & State_HasFocus) {
        painter->setPen(QPen(colours.color(QPalette::Highlight), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), 5, 5);
    }
    if (on) {
        QPainterPath tick;
        tick.moveTo(box.left() + box.width() * 0.25, box.top() + box.height() * 0.52);
        tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.70);
        tick.lineTo(box.left() + box.width() * 0.76, box.top() + box.height() * 0.32);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colours.color(QPalette::HighlightedText), 1.8, Qt::SolidLine,
                             Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(tick);
    }
    painter->restore();
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
        return 0;
    // One way of opening a row: Enter or a click; never the double click of the file managers.
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace taskward::ui
