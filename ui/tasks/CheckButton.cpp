// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/CheckButton.h"

#include "ui/style/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace taskward::ui {

CheckButton::CheckButton(Context context, QWidget* parent)
    : QAbstractButton(parent), m_context(context)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(28, 28);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void CheckButton::setPriority(int level)
{
    m_level = level;
    update();
}

void CheckButton::paintEvent(QPaintEvent*)
{
    const Palette& p = m_context.theme->palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool urgent = m_level >= 1 && m_level <= 3;
    const QColor ring = urgent ? p.priority(m_level) : p.control;
    const QRectF circle(5, 5, 18, 18);
    if (hasFocus()) {
        painter.setPen(QPen(p.accent, 1.5));
        painter.drawEllipse(circle.adjusted(-3, -3, 3, 3));
    }
    QColor ground = urgent ? ring : p.accent;
    if (!isChecked())
        ground.setAlphaF(underMouse() ? 0.20f : urgent ? 0.10f : 0.0f);
    painter.setPen(QPen(isChecked() ? ground : ring, urgent ? 2.0 : 1.5));
    painter.setBrush(ground);
    painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    if (!isChecked() && !underMouse())
        return;
    QPainterPath tick;
    tick.moveTo(circle.left() + 5.4, circle.top() + 9.4);
    tick.lineTo(circle.left() + 8.1, circle.top() + 11.9);
    tick.lineTo(circle.left() + 12.8, circle.top() + 6.5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(isChecked() ? p.window : ring, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(tick);
}

} // namespace taskward::ui
