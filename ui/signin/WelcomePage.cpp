// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/signin/WelcomePage.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace taskward::ui {

WelcomePage::WelcomePage(Theme& theme, QWidget* parent) : SignInPage(theme, parent)
{
    setHeading(
        QStringLiteral("check"), tr("Welcome to Taskward"),
        tr("Where should your tasks live? Either way they are encrypted on this computer and "
           "work without a network."));
    m_here = addCard(QStringLiteral("monitor"), tr("On this computer"),
                     tr("For you alone. Nothing to set up, nothing leaves this machine."));
    m_server = addCard(QStringLiteral("server"), tr("Connect to a server"),
                       tr("For a team, or for several computers. You need its address or a code."));
    m_status = new QLabel(this);
    m_status->setWordWrap(true);
    m_status->hide();
    column().addWidget(m_status);
    connect(m_here, &QPushButton::clicked, this, &WelcomePage::onThisComputerChosen);
    connect(m_server, &QPushButton::clicked, this, &WelcomePage::serverChosen);
}

QPushButton* WelcomePage::addCard(const QString& icon, const QString& title, const QString& text)
{
    auto* card = new QPushButton(this);
    card->setProperty("kind", QStringLiteral("card"));
    card->setMinimumHeight(88);
    card->setAccessibleName(title);
    card->setAccessibleDescription(text);
    auto* layout = new QHBoxLayout(card);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(16);
    auto* mark = new QLabel(card);
    const auto tint = [this, mark, icon] {
        mark->setPixmap(
            makeIcon(icon, theme().palette().accent).pixmap(QSize(26, 26), devicePixelRatioF()));
    };
    tint();
    connect(&theme(), &Theme::changed, mark, tint);
    layout->addWidget(mark);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* heading = new QLabel(title, card);
    heading->setFont(theme().font(Theme::Text::Strong));
    auto* sentence = new QLabel(text, card);
    sentence->setProperty("tone", QStringLiteral("muted"));
    sentence->setWordWrap(true);
    words->addWidget(heading);
    words->addWidget(sentence);
    layout->addLayout(words, 1);
    for (QLabel* label : {mark, heading, sentence})
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    column().addWidget(card);
    return card;
}

void WelcomePage::setBusy(bool busy)
{
    m_here->setEnabled(!busy);
    m_server->setEnabled(!busy);
    m_status->setProperty("tone", QStringLiteral("muted"));
    m_status->setText(busy ? tr("Preparing your tasks on this computer…") : QString());
    m_status->setVisible(busy);
}

void WelcomePage::showError(const QString& sentence)
{
    setBusy(false);
    m_status->setStyleSheet(QStringLiteral("color:%1").arg(theme().palette().danger.name()));
    m_status->setText(sentence);
    m_status->show();
}

} // namespace taskward::ui
