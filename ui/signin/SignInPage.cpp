// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/SignInPage.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

namespace taskward::ui {

SignInPage::SignInPage(Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_icon(new QLabel(this)), m_heading(new QLabel(this)),
      m_sentence(new QLabel(this)), m_column(new QVBoxLayout)
{
    auto* middle = new QWidget(this);
    middle->setFixedWidth(456);
    auto* inner = new QVBoxLayout(middle);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_icon);
    inner->addSpacing(16);
    m_heading->setFont(theme.font(Theme::Text::Title));
    m_heading->setWordWrap(true);
    inner->addWidget(m_heading);
    inner->addSpacing(6);
    m_sentence->setProperty("tone", QStringLiteral("muted"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    inner->addWidget(m_sentence);
    inner->addSpacing(24);
    m_column->setSpacing(8);
    inner->addLayout(m_column);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(middle);
    row->addStretch();
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
    connect(&m_theme, &Theme::changed, this, &SignInPage::retint);
}

void SignInPage::setHeading(const QString& icon, const QString& heading, const QString& sentence)
{
    m_iconName = icon;
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(heading);
    setAccessibleDescription(sentence);
    retint();
}

void SignInPage::retint()
{
    const Palette& p = m_theme.palette();
    const double ratio = devicePixelRatioF();
    QPixmap tile((QSizeF(52, 52) * ratio).toSize());
    tile.setDevicePixelRatio(ratio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.accent);
    painter.drawRoundedRect(QRectF(0, 0, 52, 52), 14, 14);
    drawIcon(painter, m_iconName, p.onAccent, QRectF(14, 14, 24, 24));
    painter.end();
    m_icon->setPixmap(tile);
}

void SignInPage::addBack()
{
    m_hasBack = true;
    auto* back = new QPushButton(tr("Back"), this);
    back->setObjectName(QStringLiteral("back"));
    back->setProperty("kind", QStringLiteral("link"));
    back->setAutoDefault(false);
    m_column->addSpacing(8);
    m_column->addWidget(back, 0, Qt::AlignLeft);
    connect(back, &QPushButton::clicked, this, &SignInPage::backRequested);
}

void SignInPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // Enter presses the button that has the focus, as in a dialog, where Qt does it by itself.
    for (QPushButton* button : findChildren<QPushButton*>())
        button->setAutoDefault(true);
}

void SignInPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_hasBack)
        emit backRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace taskward::ui
