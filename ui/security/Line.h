// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace taskward::ui {

class Theme;

/// One entry of a list on a settings page: an icon, a strong line, a muted line, links at its end.
class Line final : public QFrame {
    Q_OBJECT

public:
    Line(Theme& theme, const QString& icon, const QString& title, const QString& detail,
         QWidget* parent = nullptr);

    /// A small word beside the title ("This device"); `tone` is one of the style sheet's.
    void addBadge(const QString& text, const QString& tone = {});
    /// Read out together with the entry's title.
    QPushButton* addLink(const QString& text, bool danger = false);
    QString title() const;

private:
    Theme& m_theme;
    QLabel* m_title;
    QHBoxLayout* m_head;
    QHBoxLayout* m_row;
};

} // namespace taskward::ui
