// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/ConflictBox.h"

#include "client/Workspace.h"
#include "ui/style/Theme.h"
#include "ui/tasks/ConflictText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

ConflictBox::ConflictBox(Context context, const contract::Conflict& conflict, QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("notice"));
    const client::Overview& overview = context.workspace->overview();
    const QDate today = context.today();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 8);
    layout->setSpacing(4);
    auto* title =
        new QLabel(tr("%1 was changed by two people").arg(fieldName(conflict.field)), this);
    title->setFont(context.theme->font(Theme::Text::SmallStrong));
    layout->addWidget(title);
    const QString kept = valueText(conflict.field, conflict.keptValue, overview, today);
    const QString other = valueText(conflict.field, conflict.otherValue, overview, today);
    auto* values = new QLabel(tr("In use: %1 (%2)\nThe other: %3 (%4)")
                                  .arg(kept, personName(conflict.keptBy, overview), other,
                                       personName(conflict.otherBy, overview)),
                              this);
    values->setTextFormat(Qt::PlainText);
    values->setFont(context.theme->font(Theme::Text::Small));
    values->setWordWrap(true);
    layout->addWidget(values);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    auto* keep = new QPushButton(tr("Keep it"), this);
    auto* restore = new QPushButton(tr("Use the other value"), this);
    for (QPushButton* button : {keep, restore}) {
        button->setProperty("kind", QStringLiteral("link"));
        buttons->addWidget(button);
    }
    keep->setAccessibleDescription(tr("%1 stays %2").arg(fieldName(conflict.field), kept));
    restore->setAccessibleDescription(tr("%1 becomes %2").arg(fieldName(conflict.field), other));
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this,
            [this, id = conflict.id] { emit settled(id, false); });
    connect(restore, &QPushButton::clicked, this,
            [this, id = conflict.id] { emit settled(id, true); });
}

} // namespace taskward::ui
