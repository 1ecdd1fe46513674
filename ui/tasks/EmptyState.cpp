// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/EmptyState.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

EmptyState::EmptyState(Context context, QWidget* parent)
    : QWidget(parent), m_context(context), m_icon(new QLabel(this)), m_title(new QLabel(this)),
      m_hint(new QLabel(this)), m_button(new QPushButton(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    m_title->setFont(m_context.theme->font(Theme::Text::Large));
    m_title->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_title);
    layout->addSpacing(4);
    m_hint->setProperty("tone", QStringLiteral("muted"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hint->setMinimumWidth(360);
    m_hint->setMaximumWidth(460);
    layout->addWidget(m_hint, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_context.theme, &Theme::changed, this, &EmptyState::retint);
}

QString EmptyState::title() const
{
    return m_title->text();
}

void EmptyState::present(const QString& icon, const QString& title, const QString& hint,
                         const QString& button)
{
    m_iconName = icon;
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(hint);
    retint();
}

void EmptyState::retint()
{
    if (m_iconName.isEmpty())
        return;
    const Palette& p = m_context.theme->palette();
    const double ratio = devicePixelRatioF();
    QPixmap pixmap((QSizeF(88, 88) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.selected);
    painter.drawEllipse(QRectF(0, 0, 88, 88));
    drawIcon(painter, m_iconName, p.accent, QRectF(26, 26, 36, 36));
    painter.end();
    m_icon->setPixmap(pixmap);
}

} // namespace taskward::ui
