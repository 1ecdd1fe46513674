// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QDate>
#include <QLocale>
#include <QString>
#include <optional>
#include <string>

/// The words of a row: pure functions of the row and the day.
namespace taskward::ui {

enum class DueTone { Overdue, Today, Tomorrow, Soon, Later };

struct DueText {
    QString text;
    DueTone tone = DueTone::Later;
    bool operator==(const DueText&) const = default;
};

QDate dateOf(const contract::When& when);
contract::When whenOf(QDate date);
/// "Today 14:00", "Tomorrow", "Friday" within the week, "25 Nov" this year, "25 Nov 2027" else.
DueText dueText(const contract::When& when, QDate today, const QLocale& locale);
/// The time alone: "14:00". Only for a When that has one.
QString timeText(const contract::When& when, const QLocale& locale);
/// The same for a heading: "Today · Wednesday 25 November".
QString dayHeading(QDate date, QDate today, const QLocale& locale);
/// What a screen reader says for the row, in full.
QString spokenRow(const client::TaskRow& row, QDate today, const QLocale& locale);

/// The group of a row in its list; `key` is stable, `title` is read. An empty key: no heading.
struct Group {
    std::string key;
    QString title;
    bool operator==(const Group&) const = default;
};
inline constexpr const char* kOverdueKey = "overdue";
Group groupOf(const client::TaskRow& row, client::View view, const client::Overview& overview,
              QDate today, const QLocale& locale);

} // namespace taskward::ui
