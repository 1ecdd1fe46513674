// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/Line.h"

#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

Line::Line(Theme& theme, const QString& icon, const QString& title, const QString& detail,
           QWidget* parent)
    : QFrame(parent), m_theme(theme), m_title(new QLabel(title, this)), m_head(new QHBoxLayout),
      m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("line"));
    m_row->setContentsMargins(14, 8, 8, 8);
    m_row->setSpacing(12);
    auto* picture = new QLabel(this);
    picture->setPixmap(
        makeIcon(icon, theme.palette().muted)
            .pixmap(QSize(metrics::kIconSize, metrics::kIconSize), devicePixelRatioF()));
    m_row->addWidget(picture);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    m_title->setTextFormat(Qt::PlainText);
    m_head->setSpacing(8);
    m_head->addWidget(m_title);
    m_head->addStretch();
    words->addLayout(m_head);
    if (!detail.isEmpty()) {
        auto* small = new QLabel(detail, this);
        small->setFont(theme.font(Theme::Text::Small));
        small->setProperty("tone", QStringLiteral("muted"));
        small->setTextFormat(Qt::PlainText);
        small->setWordWrap(true);
        words->addWidget(small);
    }
    m_row->addLayout(words, 1);
    setAccessibleName(title);
    setAccessibleDescription(detail);
}

void Line::addBadge(const QString& text, const QString& tone)
{
    auto* badge = new QLabel(text, this);
    badge->setObjectName(QStringLiteral("badge"));
    badge->setFont(m_theme.font(Theme::Text::SmallStrong));
    if (!tone.isEmpty())
        badge->setProperty("tone", tone);
    m_head->insertWidget(m_head->count() - 1, badge);
    setAccessibleName(accessibleName() + QStringLiteral(", ") + text);
}

QPushButton* Line::addLink(const QString& text, bool danger)
{
    auto* link = new QPushButton(text, this);
    link->setProperty("kind", danger ? QStringLiteral("dangerLink") : QStringLiteral("link"));
    link->setAutoDefault(false);
    link->setAccessibleDescription(title());
    m_row->addWidget(link);
    return link;
}

QString Line::title() const
{
    return m_title->text();
}

} // namespace taskward::ui
