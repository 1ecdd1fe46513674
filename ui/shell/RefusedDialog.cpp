// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/RefusedDialog.h"

#include "ui/ErrorText.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

namespace {

QString nameOf(const contract::Operation& operation)
{
    if (operation.task && operation.task->title.present)
        return toQt(operation.task->title.value);
    if (operation.project && operation.project->name.present)
        return toQt(operation.project->name.value);
    switch (operation.kind) {
    case contract::EntityKind::Project:
        return RefusedDialog::tr("A project");
    case contract::EntityKind::Section:
        return RefusedDialog::tr("A section");
    case contract::EntityKind::Label:
        return RefusedDialog::tr("A label");
    default:
        return RefusedDialog::tr("A task");
    }
}

QString actionOf(contract::Action action)
{
    switch (action) {
    case contract::Action::Create:
        return RefusedDialog::tr("Added");
    case contract::Action::Delete:
        return RefusedDialog::tr("Deleted");
    case contract::Action::Update:
        break;
    }
    return RefusedDialog::tr("Changed");
}

} // namespace

RefusedDialog::RefusedDialog(Context context, QWidget* parent)
    : QDialog(parent), m_context(context), m_intro(new QLabel(this)), m_lines(new QVBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Changes that the server did not take"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    auto* title = new QLabel(windowTitle(), this);
    title->setFont(m_context.theme->font(Theme::Text::Large));
    layout->addWidget(title);
    m_intro->setText(tr("They are kept here until you decide. Nothing else waits for them."));
    m_intro->setProperty("tone", QStringLiteral("muted"));
    m_intro->setWordWrap(true);
    m_intro->setMinimumWidth(480);
    layout->addWidget(m_intro);
    layout->addSpacing(8);
    layout->addLayout(m_lines);
    layout->addSpacing(8);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    read();
}

QCoro::Task<void> RefusedDialog::read()
{
    const QPointer<RefusedDialog> self(this);
    auto reading = m_context.workspace->refused();
    Result<std::vector<client::RefusedEdit>> edits = co_await reading;
    if (!self)
        co_return;
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    if (!edits) {
        m_intro->setText(errorSentence(edits.error()));
        co_return;
    }
    if (edits->empty())
        m_intro->setText(tr("There is none left."));
    for (const client::RefusedEdit& edit : *edits)
        addLine(edit);
}

void RefusedDialog::addLine(const client::RefusedEdit& edit)
{
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* layout = new QHBoxLayout(card);
    layout->setContentsMargins(16, 10, 8, 10);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    const QString name = nameOf(edit.operation);
    auto* what = new QLabel(actionOf(edit.operation.action) + QStringLiteral(": ") + name, card);
    what->setTextFormat(Qt::PlainText);
    auto* why = new QLabel(errorSentence(edit.error), card);
    why->setProperty("tone", QStringLiteral("danger"));
    why->setWordWrap(true);
    why->setFont(m_context.theme->font(Theme::Text::Small));
    words->addWidget(what);
    words->addWidget(why);
    layout->addLayout(words, 1);
    auto* retry = new QPushButton(tr("Try again"), card);
    auto* drop = new QPushButton(tr("Give it up"), card);
    for (QPushButton* button : {retry, drop}) {
        button->setProperty("kind", QStringLiteral("link"));
        button->setAutoDefault(false);
        button->setAccessibleDescription(name);
        layout->addWidget(button);
    }
    m_lines->addWidget(card);
    connect(retry, &QPushButton::clicked, this, [this, id = edit.id] { settle(id, true); });
    connect(drop, &QPushButton::clicked, this, [this, id = edit.id] { settle(id, false); });
}

QCoro::Task<void> RefusedDialog::settle(OpId id, bool retry)
{
    const QPointer<RefusedDialog> self(this);
    const OpId wanted = id;
    auto settling = m_context.workspace->settleRefused(wanted, retry);
    const Status status = co_await settling;
    if (!self)
        co_return;
    if (!status)
        m_intro->setText(errorSentence(status.error()));
    else
        co_await read();
}

} // namespace taskward::ui
