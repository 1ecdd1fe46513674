// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/SubtaskList.h"

#include "ui/Text.h"
#include "ui/style/Theme.h"
#include "ui/tasks/CheckButton.h"
#include "ui/tasks/TaskEdits.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

SubtaskList::SubtaskList(Context context, TaskEdits& edits, QWidget* parent)
    : QWidget(parent), m_context(context), m_edits(edits), m_heading(new QLabel(this)),
      m_body(new QWidget(this)), m_list(new QVBoxLayout(m_body)), m_field(new QLineEdit(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_heading->setFont(m_context.theme->font(Theme::Text::SmallStrong));
    m_heading->setProperty("tone", QStringLiteral("muted"));
    m_heading->setContentsMargins(6, 0, 0, 0);
    layout->addWidget(m_heading);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    layout->addWidget(m_body);
    m_field->setProperty("kind", QStringLiteral("bare"));
    m_field->setPlaceholderText(tr("Add a sub-task"));
    m_field->setAccessibleName(tr("Add a sub-task"));
    m_field->setMaxLength(int(limits::kMaxTitleChars));
    m_field->setMinimumHeight(30);
    layout->addWidget(m_field);
    connect(m_field, &QLineEdit::returnPressed, this, &SubtaskList::submit);
}

void SubtaskList::present(const contract::Task& parent, const std::vector<client::TaskRow>& rows)
{
    m_field->setEnabled(m_context.workspace->may(contract::Permission::TaskCreate));
    int done = 0;
    for (const client::TaskRow& row : rows)
        done += row.task.completedAt ? 1 : 0;
    m_heading->setText(rows.empty() ? tr("Sub-tasks")
                                    : tr("Sub-tasks  %1/%2").arg(done).arg(rows.size()));
    const bool same = parent.id == m_parent.id && rows == m_rows;
    m_parent = parent;
    if (same)
        return; // keeps the focus where it is
    m_rows = rows;
    while (QLayoutItem* item = m_list->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const client::TaskRow& row : m_rows)
        addRow(row);
}

void SubtaskList::addRow(const client::TaskRow& row)
{
    auto* line = new QWidget(m_body);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(row.depth > 1 ? 20 * (row.depth - 1) : 0, 0, 0, 0);
    layout->setSpacing(4);
    const QString title = toQt(row.task.title);
    auto* check = new CheckButton(m_context, line);
    check->setChecked(row.task.completedAt.has_value());
    check->setPriority(int(row.task.priority));
    check->setAccessibleName(tr("Complete %1").arg(title));
    layout->addWidget(check);
    auto* open = new QPushButton(line);
    open->setProperty("kind", QStringLiteral("value"));
    open->setAutoDefault(false);
    open->setText(open->fontMetrics().elidedText(title, Qt::ElideRight, 270));
    open->setAccessibleName(tr("Open %1").arg(title));
    open->setFocusPolicy(Qt::StrongFocus);
    open->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (row.task.completedAt) {
        QFont font = open->font();
        font.setStrikeOut(true);
        open->setFont(font);
    }
    layout->addWidget(open, 1);
    m_list->addWidget(line);
    connect(check, &CheckButton::clicked, this,
            [this, task = row.task](bool on) { m_edits.complete({task}, on); });
    connect(open, &QPushButton::clicked, this,
            [this, id = row.task.id] { emit openRequested(id); });
}

void SubtaskList::submit()
{
    const QString title = m_field->text().trimmed();
    if (title.isEmpty())
        return;
    m_field->clear();
    contract::TaskFields fields;
    fields.title = contract::Title(fromQt(title));
    fields.projectId = m_parent.projectId;
    fields.sectionId = m_parent.sectionId;
    fields.parentId = std::optional(m_parent.id);
    m_edits.create(std::move(fields));
}

} // namespace taskward::ui
