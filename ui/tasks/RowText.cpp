// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/RowText.h"

#include "ui/Text.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTime>
#include <algorithm>

namespace taskward::ui {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("taskward::ui", text, nullptr, n);
}

QString dayAndMonth(QDate date, QDate today, const QLocale& locale)
{
    return locale.toString(date, date.year() == today.year() ? QStringLiteral("d MMM")
                                                             : QStringLiteral("d MMM yyyy"));
}

} // namespace

QDate dateOf(const contract::When& when)
{
    return QDate::fromString(toQt(when.date()), Qt::ISODate);
}

contract::When whenOf(QDate date)
{
    return {fromQt(date.toString(Qt::ISODate))};
}

QString timeText(const contract::When& when, const QLocale& locale)
{
    const QTime time = QTime::fromString(toQt(when.value).mid(11, 5), QStringLiteral("HH:mm"));
    // Some locales have seconds even in the short form; a task has none.
    QString format = locale.timeFormat(QLocale::ShortFormat);
    format.remove(QStringLiteral(":ss")).remove(QStringLiteral(".ss"));
    return locale.toString(time, format);
}

DueText dueText(const contract::When& when, QDate today, const QLocale& locale)
{
    const QDate date = dateOf(when);
    const qint64 ahead = today.daysTo(date);
    DueText due;
    due.tone = ahead < 0    ? DueTone::Overdue
               : ahead == 0 ? DueTone::Today
               : ahead == 1 ? DueTone::Tomorrow
               : ahead < 7  ? DueTone::Soon
                            : DueTone::Later;
    if (ahead == 0)
        due.text = tr("Today");
    else if (ahead == 1)
        due.text = tr("Tomorrow");
    else if (ahead == -1)
        due.text = tr("Yesterday");
    else if (ahead > 1 && ahead < 7)
        due.text = locale.dayName(date.dayOfWeek());
    else
        due.text = dayAndMonth(date, today, locale);
    if (when.hasTime()) {
        due.text += QLatin1Char(' ') + timeText(when, locale);
    }
    return due;
}

QString dayHeading(QDate date, QDate today, const QLocale& locale)
{
    const QString dayMonth = dayAndMonth(date, today, locale);
    const qint64 ahead = today.daysTo(date);
    const QString weekday = locale.dayName(date.dayOfWeek());
    if (ahead == 0)
        return tr("Today") + QStringLiteral(" · ") + weekday + QLatin1Char(' ') + dayMonth;
    if (ahead == 1)
        return tr("Tomorrow") + QStringLiteral(" · ") + weekday + QLatin1Char(' ') + dayMonth;
    return weekday + QStringLiteral(" · ") + dayMonth;
}

QString spokenRow(const client::TaskRow& row, QDate today, const QLocale& locale)
{
    QStringList parts{toQt(row.task.title)};
    if (row.task.completedAt)
        parts << tr("completed");
    if (const auto level = static_cast<int>(row.task.priority); level > 0)
        parts << tr("priority %1").arg(level);
    if (row.task.due) {
        const DueText due = dueText(*row.task.due, today, locale);
        parts << (due.tone == DueTone::Overdue && !row.task.completedAt
                      ? tr("overdue, due %1").arg(due.text)
                      : tr("due %1").arg(due.text));
    }
    if (!row.projectName.empty())
        parts << tr("in %1").arg(toQt(row.projectName));
    if (!row.parentTitle.empty())
        parts << tr("part of %1").arg(toQt(row.parentTitle));
    if (row.depth > 0)
        parts << tr("sub-task, level %1").arg(row.depth);
    if (row.subtasks > 0)
        parts << tr("%1 of %2 sub-tasks done").arg(row.subtasksDone).arg(row.subtasks);
    if (!row.task.note.empty())
        parts << tr("has a note");
    if (row.clashed)
        parts << tr("changed by two people, needs a look");
    if (row.pending)
        parts << tr("waiting to be sent");
    return parts.join(QStringLiteral(", "));
}

Group groupOf(const client::TaskRow& row, client::View view, const client::Overview& overview,
              QDate today, const QLocale& locale)
{
    using client::View;
    if (view == View::Inbox || view == View::Project) {
        if (!row.task.sectionId)
            return {};
        const auto found =
            std::ranges::find(overview.sections, *row.task.sectionId, &contract::Section::id);
        if (found == overview.sections.end())
            return {};
        return {row.task.sectionId->value, toQt(found->name)};
    }
    if (view != View::Today && view != View::Upcoming)
        return {};
    if (!row.task.due)
        return {"none", tr("No date")};
    const QDate date = dateOf(*row.task.due);
    if (date < today && !row.task.completedAt)
        return {kOverdueKey, tr("Overdue")};
    // Completed ones of earlier days stay with today's, not in "Overdue".
    const QDate shown = std::max(date, today);
    const bool plain = view == View::Today && shown == today;
    return {fromQt(shown.toString(Qt::ISODate)),
            plain ? tr("Due today") : dayHeading(shown, today, locale)};
}

} // namespace taskward::ui
