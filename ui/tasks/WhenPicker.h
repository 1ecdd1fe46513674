// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QFrame>
#include <optional>

class QCalendarWidget;
class QVBoxLayout;

namespace taskward::ui {

/// A pop-up to choose a day: quick picks above a calendar. Made when it is first asked for, deletes
/// itself when it closes.
class WhenPicker final : public QFrame {
    Q_OBJECT

public:
    WhenPicker(Context context, std::optional<QDate> chosen, QWidget* parent);

    /// Opens below (or above) the widget.
    void openAt(const QWidget& anchor);

signals:
    /// An invalid date: none.
    void picked(const QDate& date);

private:
    void addQuickPick(QVBoxLayout& layout, const QString& icon, const QString& words,
                      const QDate& date, const QString& shown);
    void choose(const QDate& date);

    Context m_context;
    QCalendarWidget* m_calendar;
};

} // namespace taskward::ui
