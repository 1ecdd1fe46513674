// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

namespace taskward::ui {

enum class Scheme { Light, Dark };

/// The colours of one scheme, by what they are for. Plain data.
struct Palette {
    Scheme scheme = Scheme::Light;
    QColor window; ///< ground of the list
    QColor sidebar;
    QColor surface; ///< cards, pop-ups, fields
    QColor hover;
    QColor selected; ///< row in the list, with `text` on it
    QColor sidebarHover;
    QColor sidebarSelected;
    QColor border;  ///< quiet separators
    QColor control; ///< outline of what can be operated: 3:1
    QColor text;
    QColor muted; ///< secondary text: 4.5:1
    QColor accent;
    QColor accentHover;
    QColor onAccent;
    QColor danger;
    QColor dangerGround;
    QColor warning;
    QColor warningGround;
    QColor today;
    QColor tomorrow;
    QColor priority1;
    QColor priority2;
    QColor priority3;
    QColor toast;
    QColor onToast;
    QColor toastAction;

    static const Palette& light();
    static const Palette& dark();
    static const Palette& of(Scheme scheme);
    /// 1 to 4; anything else is the quiet colour of "no priority".
    const QColor& priority(int level) const;
    /// The named colours that projects and labels choose from; an unknown or empty name is grey.
    QColor named(const QString& name) const;
    static const QStringList& colourNames();
};

/// WCAG 2.1 contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b);

} // namespace taskward::ui
