// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/WhenPicker.h"

#include "ui/style/Icons.h"
#include "ui/style/Theme.h"

#include <QCalendarWidget>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace taskward::ui {

WhenPicker::WhenPicker(Context context, std::optional<QDate> chosen, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_context(context), m_calendar(new QCalendarWidget(this))
{
    setObjectName(QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Choose a day"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(0);
    const QDate today = m_context.today();
    const QLocale locale;
    const QDate weekend = today.addDays((6 - today.dayOfWeek() + 7) % 7);
    const QDate nextWeek = today.addDays(8 - today.dayOfWeek());
    const auto day = [&](QDate date) { return locale.toString(date, QStringLiteral("ddd d MMM")); };
    addQuickPick(*layout, QStringLiteral("sun"), tr("Today"), today, day(today));
    addQuickPick(*layout, QStringLiteral("sunrise"), tr("Tomorrow"), today.addDays(1),
                 day(today.addDays(1)));
    if (weekend != today)
        addQuickPick(*layout, QStringLiteral("sofa"), tr("This weekend"), weekend, day(weekend));
    addQuickPick(*layout, QStringLiteral("calendar-plus"), tr("Next week"), nextWeek,
                 day(nextWeek));
    addQuickPick(*layout, QStringLiteral("calendar-x"), tr("No date"), QDate(), {});
    layout->addSpacing(8);
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setFirstDayOfWeek(locale.firstDayOfWeek());
    m_calendar->setAccessibleName(tr("Calendar"));
    m_calendar->setGridVisible(false);
    // Weekends in red would shout for no reason.
    QTextCharFormat plain;
    plain.setForeground(m_context.theme->palette().text);
    m_calendar->setWeekdayTextFormat(Qt::Saturday, plain);
    m_calendar->setWeekdayTextFormat(Qt::Sunday, plain);
    QTextCharFormat marked = plain;
    marked.setFontWeight(QFont::Bold);
    marked.setForeground(m_context.theme->palette().accent);
    m_calendar->setDateTextFormat(today, marked);
    m_calendar->setSelectedDate(chosen.value_or(today));
    for (const auto& [part, icon] : {std::pair{"qt_calendar_prevmonth", "arrow-left"},
                                     std::pair{"qt_calendar_nextmonth", "arrow-right"}}) {
        if (auto* button = m_calendar->findChild<QToolButton*>(QLatin1String(part)))
            button->setIcon(makeIcon(QLatin1String(icon), m_context.theme->palette().muted));
    }
    layout->addWidget(m_calendar);
    connect(m_calendar, &QCalendarWidget::activated, this, &WhenPicker::choose);
    connect(m_calendar, &QCalendarWidget::clicked, this, &WhenPicker::choose);
}

void WhenPicker::addQuickPick(QVBoxLayout& layout, const QString& icon, const QString& words,
                              const QDate& date, const QString& shown)
{
    const Palette& p = m_context.theme->palette();
    auto* button = new QPushButton(makeIcon(icon, p.muted), words, this);
    button->setProperty("kind", QStringLiteral("link"));
    button->setText(QLatin1Char(' ') + words);
    button->setStyleSheet(QStringLiteral("QPushButton{text-align:left;font-weight:400;color:%1;"
                                         "padding:5px 8px}")
                              .arg(p.text.name()));
    button->setAccessibleName(words);
    button->setAccessibleDescription(shown);
    auto* row = new QHBoxLayout(button);
    row->setContentsMargins(8, 0, 8, 0);
    row->addStretch();
    auto* hint = new QLabel(shown, button);
    hint->setProperty("tone", QStringLiteral("muted"));
    hint->setFont(m_context.theme->font(Theme::Text::Small));
    hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    row->addWidget(hint);
    connect(button, &QPushButton::clicked, this, [this, date] { choose(date); });
    layout.addWidget(button);
}

void WhenPicker::choose(const QDate& date)
{
    emit picked(date);
    close();
}

void WhenPicker::openAt(const QWidget& anchor)
{
    adjustSize();
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height() + 4));
    const QRect room = anchor.screen()->availableGeometry();
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    if (at.y() + height() > room.bottom())
        at.setY(std::max(room.top(), room.bottom() - height()));
    move(at);
    show();
    m_calendar->setFocus();
}

} // namespace taskward::ui
