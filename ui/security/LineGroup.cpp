// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/LineGroup.h"

#include "ui/security/Line.h"
#include "ui/style/Theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace taskward::ui {

LineGroup::LineGroup(Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("card"));
    m_layout->setContentsMargins(2, 4, 2, 4);
    m_layout->setSpacing(0);
}

void LineGroup::clear()
{
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        // Hidden at once: it is deleted a turn later, perhaps by its own click.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void LineGroup::add(Line* line)
{
    if (m_layout->count() > 0) {
        auto* rule = new QFrame(this);
        rule->setObjectName(QStringLiteral("rule"));
        rule->setFixedHeight(1);
        m_layout->addWidget(rule);
    }
    m_layout->addWidget(line);
}

void LineGroup::say(const QString& sentence)
{
    clear();
    auto* label = new QLabel(sentence, this);
    label->setProperty("tone", QStringLiteral("muted"));
    label->setContentsMargins(14, 8, 14, 8);
    label->setWordWrap(true);
    m_layout->addWidget(label);
}

} // namespace taskward::ui
