// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/ShortcutSheet.h"

#include "ui/style/Theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

ShortcutSheet::ShortcutSheet(Context context, const std::vector<Group>& groups, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 24, 28, 24);
    layout->setSpacing(12);
    auto* title = new QLabel(windowTitle(), this);
    title->setFont(context.theme->font(Theme::Text::Large));
    layout->addWidget(title);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(48);
    QString spoken;
    for (const Group& group : groups) {
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(24);
        grid->setVerticalSpacing(8);
        auto* heading = new QLabel(group.title, this);
        heading->setFont(context.theme->font(Theme::Text::SmallStrong));
        heading->setProperty("tone", QStringLiteral("muted"));
        grid->addWidget(heading, 0, 0, 1, 2);
        int row = 1;
        for (const auto& [what, keys] : group.lines) {
            grid->addWidget(new QLabel(what, this), row, 0);
            auto* key = new QLabel(keys, this);
            key->setFont(context.theme->font(Theme::Text::SmallStrong));
            key->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            grid->addWidget(key, row++, 1);
            spoken += what + QStringLiteral(": ") + keys + QStringLiteral(". ");
        }
        grid->setRowStretch(row, 1);
        columns->addLayout(grid);
    }
    setAccessibleDescription(spoken);
    layout->addLayout(columns);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace taskward::ui
