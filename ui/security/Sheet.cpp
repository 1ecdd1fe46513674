// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/security/Sheet.h"

#include "ui/style/Theme.h"

#include <QAccessible>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace taskward::ui {

Sheet::Sheet(Theme& theme, const QString& title, const QString& sentence, QWidget* parent)
    : QDialog(parent), m_theme(theme), m_title(new QLabel(this)), m_sentence(new QLabel(this)),
      m_body(new QVBoxLayout), m_problem(new QFrame(this)), m_problemText(new QLabel(m_problem)),
      m_buttons(new QHBoxLayout)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    m_title->setFont(theme.font(Theme::Text::Large));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    layout->addWidget(m_title);
    m_sentence->setProperty("tone", QStringLiteral("muted"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(420);
    layout->addWidget(m_sentence);
    layout->addSpacing(4);
    m_body->setSpacing(8);
    layout->addLayout(m_body, 1);
    m_problem->setObjectName(QStringLiteral("problem"));
    auto* inside = new QHBoxLayout(m_problem);
    inside->setContentsMargins(12, 8, 12, 8);
    m_problemText->setWordWrap(true);
    m_problemText->setTextFormat(Qt::PlainText);
    inside->addWidget(m_problemText);
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addSpacing(8);
    m_buttons->setDirection(QBoxLayout::RightToLeft);
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    setHeading(title, sentence);
}

void Sheet::setHeading(const QString& title, const QString& sentence)
{
    setWindowTitle(title);
    setAccessibleDescription(sentence);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    fit();
}

void Sheet::fit()
{
    if (!isVisible())
        return;
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

QPushButton* Sheet::addVerb(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setProperty("kind", QStringLiteral("primary"));
    button->setObjectName(QStringLiteral("verb"));
    button->setDefault(true);
    m_buttons->insertWidget(m_buttons->count() - 1, button); // before the stretch
    return button;
}

QPushButton* Sheet::addOther(const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setAutoDefault(false);
    m_buttons->insertWidget(m_buttons->count() - 1, button); // before the stretch
    return button;
}

void Sheet::addField(const QString& label, QWidget& field, QWidget& named)
{
    auto* words = new QLabel(label, this);
    words->setBuddy(&named);
    m_body->addWidget(words);
    m_body->addWidget(&field);
    if (named.accessibleName().isEmpty())
        named.setAccessibleName(QString(label).remove(QLatin1Char('&')));
}

void Sheet::showProblem(const QString& words)
{
    m_problemText->setText(words);
    m_problem->setAccessibleName(words);
    m_problem->setVisible(!words.isEmpty());
    fit();
    if (words.isEmpty())
        return;
    QAccessibleEvent event(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString Sheet::problem() const
{
    return m_problemText->text();
}

} // namespace taskward::ui
