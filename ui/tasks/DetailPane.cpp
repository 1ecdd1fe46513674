// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/DetailPane.h"

#include "ui/Text.h"
#include "ui/style/Icons.h"
#include "ui/style/Metrics.h"
#include "ui/style/Theme.h"
#include "ui/tasks/CheckButton.h"
#include "ui/tasks/ConflictBox.h"
#include "ui/tasks/GrowingEdit.h"
#include "ui/tasks/SubtaskList.h"
#include "ui/tasks/TaskEdits.h"
#include "ui/tasks/TaskFieldButtons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace taskward::ui {

DetailPane::DetailPane(Context context, TaskEdits& edits, QWidget* parent)
    : QWidget(parent), m_context(context), m_edits(edits), m_check(new CheckButton(context, this)),
      m_parent(new QToolButton(this)), m_delete(new QToolButton(this)),
      m_close(new QToolButton(this)), m_title(new GrowingEdit(GrowingEdit::Lines::One, this)),
      m_note(new GrowingEdit(GrowingEdit::Lines::Many, this)), m_conflicts(new QVBoxLayout),
      m_fields(new TaskFieldButtons(context, edits, this)),
      m_subtasks(new SubtaskList(context, edits, this)), m_foot(new QLabel(this))
{
    setObjectName(QStringLiteral("detail"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(metrics::kDetailMinWidth);
    setMaximumWidth(metrics::kDetailMaxWidth);
    setAccessibleName(tr("Task details"));
    build();
    connect(m_close, &QToolButton::clicked, this, &DetailPane::closeRequested);
    connect(m_delete, &QToolButton::clicked, this, [this] { m_edits.remove({m_task}); });
    connect(m_check, &CheckButton::clicked, this,
            [this](bool on) { m_edits.complete({m_task}, on); });
    connect(m_parent, &QToolButton::clicked, this, [this] {
        if (m_task.parentId)
            emit openRequested(*m_task.parentId);
    });
    connect(m_title, &GrowingEdit::committed, this, &DetailPane::onTitle);
    connect(m_note, &GrowingEdit::committed, this, &DetailPane::onNote);
    connect(m_subtasks, &SubtaskList::openRequested, this, &DetailPane::openRequested);
    connect(m_context.workspace, &client::Workspace::tasksChanged, this, [this] {
        if (!m_task.id.empty())
            load(m_task.id);
    });
    connect(m_context.workspace, &client::Workspace::overviewChanged, this, [this] {
        if (!m_task.id.empty())
            load(m_task.id);
    });
    connect(m_context.theme, &Theme::changed, this, &DetailPane::retint);
    retint();
}

QWidget* DetailPane::makeHeader()
{
    auto* header = new QWidget(this);
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(14, 10, 10, 6);
    layout->setSpacing(2);
    m_parent->setAccessibleName(tr("Open the parent task"));
    m_parent->setToolTip(tr("Open the parent task"));
    layout->addWidget(m_parent);
    layout->addStretch();
    m_delete->setAccessibleName(tr("Delete the task"));
    m_delete->setToolTip(tr("Delete the task"));
    m_close->setAccessibleName(tr("Close the details"));
    m_close->setToolTip(tr("Close (Esc)"));
    for (QToolButton* button : {m_parent, m_delete, m_close}) {
        button->setIconSize({metrics::kIconSize, metrics::kIconSize});
        button->setFocusPolicy(Qt::StrongFocus);
    }
    layout->addWidget(m_delete);
    layout->addWidget(m_close);
    return header;
}

void DetailPane::build()
{
    m_title->setFont(m_context.theme->font(Theme::Text::Large));
    m_title->setAccessibleName(tr("Title"));
    m_note->setPlaceholderText(tr("Add a note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setAccessibleDescription(tr("Control and Enter saves"));
    m_note->setMinimumLines(3);
    m_foot->setProperty("tone", QStringLiteral("muted"));
    m_foot->setFont(m_context.theme->font(Theme::Text::Small));
    m_foot->setContentsMargins(6, 0, 0, 0);

    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* body = new QWidget(scroll);
    body->setObjectName(QStringLiteral("scrolled"));
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(18, 0, 18, 18);
    layout->setSpacing(0);
    m_conflicts->setSpacing(8);
    layout->addLayout(m_conflicts);
    auto* titleRow = new QHBoxLayout;
    titleRow->setSpacing(4);
    titleRow->addWidget(m_check, 0, Qt::AlignTop);
    titleRow->addWidget(m_title, 1);
    layout->addLayout(titleRow);
    layout->addSpacing(4);
    auto* noteRow = new QHBoxLayout;
    noteRow->setContentsMargins(32, 0, 0, 0);
    noteRow->addWidget(m_note);
    layout->addLayout(noteRow);
    layout->addSpacing(16);
    layout->addWidget(m_fields);
    layout->addSpacing(20);
    layout->addWidget(m_subtasks);
    layout->addSpacing(20);
    layout->addWidget(m_foot);
    layout->addStretch();
    scroll->setWidget(body);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(makeHeader());
    outer->addWidget(scroll, 1);
    QWidget* const order[] = {m_parent, m_delete, m_close, m_check, m_title, m_note, m_fields};
    for (std::size_t i = 1; i < std::size(order); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void DetailPane::retint()
{
    const Palette& p = m_context.theme->palette();
    m_parent->setIcon(makeIcon(QStringLiteral("arrow-left"), p.muted));
    m_delete->setIcon(makeIcon(QStringLiteral("trash-2"), p.muted));
    m_close->setIcon(makeIcon(QStringLiteral("x"), p.muted));
}

void DetailPane::open(const TaskId& id)
{
    if (id != m_task.id)
        commit();
    load(id);
}

void DetailPane::commit()
{
    m_title->commit();
    m_note->commit();
}

void DetailPane::focusTitle()
{
    m_title->setFocus(Qt::ShortcutFocusReason);
}

QCoro::Task<void> DetailPane::load(TaskId id)
{
    const QPointer<DetailPane> self(this);
    const int generation = ++m_generation;
    const TaskId wanted = id;
    auto readingTask = m_context.workspace->task(wanted);
    Result<contract::Task> task = co_await readingTask;
    if (!self || generation != m_generation)
        co_return;
    if (!task) {
        emit closeRequested();
        co_return;
    }
    auto readingRows = m_context.workspace->subtasks(wanted);
    Result<std::vector<client::TaskRow>> rows = co_await readingRows;
    if (!self || generation != m_generation)
        co_return;
    present(*task);
    m_subtasks->present(m_task, rows ? *rows : std::vector<client::TaskRow>());
    emit loaded();
}

void DetailPane::present(const contract::Task& task)
{
    m_task = task;
    const bool mayUpdate = m_context.workspace->may(contract::Permission::TaskUpdate);
    const QString title = toQt(task.title);
    m_check->setChecked(task.completedAt.has_value());
    m_check->setPriority(static_cast<int>(task.priority));
    m_check->setAccessibleName(tr("Complete %1").arg(title));
    m_check->setEnabled(mayUpdate);
    m_title->setStored(title);
    m_title->setReadOnly(!mayUpdate);
    m_note->setStored(toQt(task.note));
    m_note->setReadOnly(!mayUpdate);
    m_parent->setVisible(task.parentId.has_value());
    m_delete->setEnabled(m_context.workspace->may(contract::Permission::TaskDelete));
    m_fields->present(task);
    const QLocale locale;
    const QString made = locale.toString(QDateTime::fromMSecsSinceEpoch(task.createdAt.ms).date(),
                                         QLocale::ShortFormat);
    m_foot->setText(tr("Created %1").arg(made));
    showConflicts();
}

void DetailPane::showConflicts()
{
    while (QLayoutItem* item = m_conflicts->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const contract::Conflict& conflict : m_context.workspace->overview().conflicts) {
        if (conflict.entityKind != contract::EntityKind::Task ||
            conflict.entityId != m_task.id.value)
            continue;
        auto* box = new ConflictBox(m_context, conflict, this);
        m_conflicts->addWidget(box);
        connect(box, &ConflictBox::settled, this, [this](const ConflictId& id, bool restoreOther) {
            m_edits.report(m_context.workspace->settleConflict(id, restoreOther));
        });
    }
    m_conflicts->setContentsMargins(0, 0, 0, m_conflicts->count() > 0 ? 12 : 0);
}

void DetailPane::onTitle(const QString& text)
{
    const QString title = text.simplified();
    if (title.isEmpty()) {
        m_title->setStored(toQt(m_task.title)); // a task has a title
        m_title->setPlainText(toQt(m_task.title));
        return;
    }
    contract::TaskFields changes;
    changes.title = contract::Title(fromQt(title));
    m_edits.update(m_task, std::move(changes), tr("Change title"));
}

void DetailPane::onNote(const QString& text)
{
    contract::TaskFields changes;
    changes.note = contract::Note(fromQt(text));
    m_edits.update(m_task, std::move(changes), tr("Change note"));
}

void DetailPane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace taskward::ui
