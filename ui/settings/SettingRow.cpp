// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/settings/SettingRow.h"

#include "ui/style/Theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace taskward::ui {

void addGroupHeading(QVBoxLayout& layout, Theme& theme, const QString& text, QWidget* parent)
{
    auto* heading = new QLabel(text, parent);
    heading->setFont(theme.font(Theme::Text::SmallStrong));
    heading->setProperty("tone", QStringLiteral("muted"));
    if (layout.count() > 0)
        layout.addSpacing(12);
    layout.addWidget(heading);
}

void addSentence(QVBoxLayout& layout, const QString& text, QWidget* parent)
{
    auto* sentence = new QLabel(text, parent);
    sentence->setProperty("tone", QStringLiteral("muted"));
    sentence->setTextFormat(Qt::PlainText);
    sentence->setWordWrap(true);
    layout.addWidget(sentence);
}

} // namespace taskward::ui
