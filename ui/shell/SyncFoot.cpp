// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/SyncFoot.h"

#include "client/Workspace.h"
#include "ui/shell/SyncWords.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QPainter>

namespace taskward::ui {

SyncFoot::SyncFoot(Context context, QWidget* parent) : QAbstractButton(parent), m_context(context)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setMinimumHeight(48);
    setToolTip(tr("Sync now"));
    connect(m_context.workspace, &client::Workspace::syncStateChanged, this, &SyncFoot::refresh);
    connect(m_context.theme, &Theme::changed, this, &SyncFoot::refresh);
    connect(this, &SyncFoot::clicked, this, [this] { m_context.workspace->syncNow(); });
    refresh();
}

void SyncFoot::refresh()
{
    const SyncWords words = syncWords(m_context.workspace->syncState(), m_context.now(), {});
    const Palette& p = m_context.theme->palette();
    m_line = words.line;
    m_detail = words.detail;
    m_icon = words.icon;
    m_colour = words.tone == SyncWords::Tone::Bad       ? p.danger
               : words.tone == SyncWords::Tone::Waiting ? p.warning
               : words.tone == SyncWords::Tone::Busy    ? p.accent
                                                        : p.muted;
    setAccessibleName(tr("Sync now. %1, %2").arg(m_line, m_detail));
    update();
}

void SyncFoot::paintEvent(QPaintEvent*)
{
    const Palette& p = m_context.theme->palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ground = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.sidebarHover);
        painter.drawRoundedRect(ground, 7, 7);
    }
    if (hasFocus()) {
        painter.setPen(QPen(p.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ground, 7, 7);
    }
    drawIcon(painter, m_icon, m_colour, QRectF(12, (height() - 18) / 2.0, 18, 18));
    const int left = 42;
    const int room = width() - left - 10;
    painter.setFont(m_context.theme->font(Theme::Text::SmallStrong));
    painter.setPen(m_colour == p.muted ? p.text : m_colour);
    painter.drawText(QRect(left, 7, room, 17), Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_line, Qt::ElideRight, room));
    painter.setFont(m_context.theme->font(Theme::Text::Small));
    painter.setPen(p.muted);
    painter.drawText(QRect(left, 24, room, 17), Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_detail, Qt::ElideRight, room));
}

} // namespace taskward::ui
