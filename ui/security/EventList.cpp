// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/EventList.h"

#include "client/Workspace.h"
#include "ui/ErrorText.h"
#include "ui/security/Line.h"
#include "ui/security/LineGroup.h"
#include "ui/security/SecurityWords.h"

#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

EventList::EventList(Context context, QWidget* parent)
    : QWidget(parent), m_context(context), m_security(*context.workspace->security()),
      m_group(new LineGroup(*context.theme, this)), m_more(new QPushButton(tr("Earlier"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_group);
    m_more->setProperty("kind", QStringLiteral("link"));
    m_more->setAutoDefault(false);
    m_more->hide();
    layout->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, &EventList::more);
    m_group->say(tr("Reading…"));
}

QCoro::Task<void> EventList::read()
{
    m_next.clear();
    co_await more();
}

QCoro::Task<void> EventList::more()
{
    const QPointer<EventList> self(this);
    const bool isFirst = m_next.empty();
    std::string cursor = m_next;
    auto reading = m_security.events(std::move(cursor));
    Result<contract::SecurityEventPage> page = co_await reading;
    if (!self)
        co_return;
    if (!page) {
        if (isFirst)
            m_group->say(errorSentence(page.error()));
        co_return;
    }
    if (isFirst)
        m_group->clear();
    for (const contract::SecurityEvent& event : page->items)
        addLine(event);
    if (isFirst && page->items.empty())
        m_group->say(tr("Nothing happened yet."));
    m_next = page->next.value_or(std::string());
    m_more->setVisible(!m_next.empty());
}

void EventList::addLine(const contract::SecurityEvent& event)
{
    const bool matters = event.critical || event.newDevice;
    auto* line = new Line(*m_context.theme,
                          matters ? QStringLiteral("shield-alert") : QStringLiteral("history"),
                          eventWords(event), eventPlace(event, m_context.now()), m_group);
    m_group->add(line);
    if (!matters)
        return;
    connect(line->addLink(tr("Not me"), true), &QPushButton::clicked, this,
            [this, id = event.id] { emit notMeRequested(id); });
}

} // namespace taskward::ui
