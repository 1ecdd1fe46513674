// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace taskward::ui {

class Line;
class Theme;

/// Entries on one card, a thin rule between them; in their place a sentence while there are none.
class LineGroup final : public QFrame {
    Q_OBJECT

public:
    explicit LineGroup(Theme& theme, QWidget* parent = nullptr);

    void clear();
    /// Takes it over.
    void add(Line* line);
    /// "Reading…", "None yet", or why there are none. Replaces all entries.
    void say(const QString& sentence);

private:
    Theme& m_theme;
    QVBoxLayout* m_layout;
};

} // namespace taskward::ui
