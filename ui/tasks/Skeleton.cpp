// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/Skeleton.h"

#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"

#include <QPainter>

namespace taskward::ui {

Skeleton::Skeleton(Context context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setAccessibleName(tr("Reading your tasks"));
}

void Skeleton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Palette& p = m_context.theme->palette();
    constexpr int kWidths[] = {320, 220, 400, 260, 180, 340, 280};
    const int margin = std::max(metrics::kContentMargin, (width() - metrics::kContentMaxWidth) / 2);
    for (int i = 0; i < 7; ++i) {
        const int top = 8 + i * 48;
        painter.setBrush(p.border);
        painter.drawEllipse(QRectF(margin + 12, top + 8, 18, 18));
        painter.drawRoundedRect(
            QRectF(margin + 42, top + 11, std::min(kWidths[i], width() - 2 * margin - 60), 12), 6,
            6);
    }
}

} // namespace taskward::ui
