// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/Banner.h"

#include "ui/ErrorText.h"
#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace taskward::ui {

Banner::Banner(Context context, QWidget* parent)
    : QFrame(parent), m_context(context), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_reference(new QToolButton(this)), m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("banner"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 8, 12, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_text, 1);
    m_reference->setToolTip(tr("Copy the reference for whoever helps"));
    m_reference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_reference->setIconSize({14, 14});
    m_reference->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_reference);
    m_button->setProperty("kind", QStringLiteral("link"));
    layout->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &Banner::onButton);
    connect(m_reference, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_reference->text().trimmed()); });
    connect(m_context.workspace, &client::Workspace::syncStateChanged, this, &Banner::refresh);
    connect(m_context.theme, &Theme::changed, this, &Banner::refresh);
    refresh();
}

void Banner::refresh()
{
    const client::SyncState& state = m_context.workspace->syncState();
    const BannerWords words = bannerWords(state, toQt(m_context.workspace->serverName()));
    setVisible(!words.isEmpty());
    if (words.isEmpty())
        return;
    const Palette& p = m_context.theme->palette();
    m_action = words.action;
    m_text->setText(words.text);
    setAccessibleName(words.text);
    m_button->setText(words.button);
    m_button->setVisible(words.action != BannerWords::Action::None);
    const bool hasReference = state.error.has_value() && !state.requestId.empty();
    m_reference->setVisible(hasReference);
    if (hasReference) {
        const QString reference = errorReference(*state.error, toQt(state.requestId));
        m_reference->setText(QLatin1Char(' ') + reference);
        m_reference->setAccessibleName(tr("Copy the reference %1").arg(reference));
        m_reference->setIcon(makeIcon(QStringLiteral("copy"), p.muted));
    }
    const QString icon = words.danger ? QStringLiteral("shield-alert")
                         : words.action == BannerWords::Action::ShowRefused
                             ? QStringLiteral("triangle-alert")
                             : QStringLiteral("cloud-off");
    m_icon->setPixmap(makeIcon(icon, words.danger ? p.danger : p.warning)
                          .pixmap(QSize(18, 18), devicePixelRatioF()));
    const QString tone = words.danger ? QStringLiteral("danger") : QString();
    if (property("tone").toString() != tone) {
        setProperty("tone", tone);
        for (QWidget* widget : {static_cast<QWidget*>(this), static_cast<QWidget*>(m_text)}) {
            style()->unpolish(widget);
            style()->polish(widget);
        }
    }
}

void Banner::onButton()
{
    switch (m_action) {
    case BannerWords::Action::SyncNow:
        m_context.workspace->syncNow();
        break;
    case BannerWords::Action::SignIn:
        emit signInRequested();
        break;
    case BannerWords::Action::Adopt:
        emit adoptRequested();
        break;
    case BannerWords::Action::ShowRefused:
        emit refusedRequested();
        break;
    case BannerWords::Action::SetUpFactor:
        emit setUpFactorRequested();
        break;
    case BannerWords::Action::NewPassword:
        emit newPasswordRequested();
        break;
    case BannerWords::Action::None:
        break;
    }
}

} // namespace taskward::ui
