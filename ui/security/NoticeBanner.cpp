// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/NoticeBanner.h"

#include "client/Workspace.h"
#include "ui/security/SecurityWords.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace taskward::ui {

NoticeBanner::NoticeBanner(Context context, QWidget* parent)
    : QFrame(parent), m_context(context), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("banner"));
    setProperty("tone", QStringLiteral("danger"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 8, 12, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_text, 1);
    auto* me = new QPushButton(tr("That was me"), this);
    auto* notMe = new QPushButton(tr("Not me"), this);
    me->setObjectName(QStringLiteral("me"));
    notMe->setObjectName(QStringLiteral("notMe"));
    notMe->setProperty("kind", QStringLiteral("danger"));
    layout->addWidget(me);
    layout->addWidget(notMe);
    connect(me, &QPushButton::clicked, this, [this] { answer(true); });
    connect(notMe, &QPushButton::clicked, this, [this] { answer(false); });
    connect(m_context.theme, &Theme::changed, this, &NoticeBanner::refresh);
    if (client::Security* security = m_context.workspace->security())
        connect(security, &client::Security::noticed, this, &NoticeBanner::onNoticed);
    refresh();
}

void NoticeBanner::onNoticed(const contract::SecurityEvent& event)
{
    m_events.push_back(event);
    refresh();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeBanner::refresh()
{
    setVisible(!m_events.empty());
    if (m_events.empty())
        return;
    const contract::SecurityEvent& event = m_events.front();
    m_text->setText(
        tr("Was this you? %1: %2").arg(eventWords(event), eventPlace(event, m_context.now())));
    setAccessibleName(m_text->text());
    m_icon->setPixmap(makeIcon(QStringLiteral("shield-alert"), m_context.theme->palette().danger)
                          .pixmap(QSize(18, 18), devicePixelRatioF()));
}

void NoticeBanner::answer(bool wasMe)
{
    if (m_events.empty())
        return;
    const SecurityEventId id = m_events.front().id;
    m_events.pop_front();
    refresh();
    if (!wasMe)
        emit notMeRequested(id);
}

} // namespace taskward::ui
