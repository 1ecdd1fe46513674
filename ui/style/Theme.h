// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/style/Palette.h"

#include <QFont>
#include <QObject>

class QApplication;

namespace taskward::ui {

class SystemScheme;

/// The person's choice of appearance; System follows the desktop.
enum class Appearance { System, Light, Dark };

/// The colours and fonts in force. One per program, made by it and handed to the widgets; it sets
/// the application's style, palette, font and style sheet. The window's thread.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Text { Title, Heading, Body, Strong, Small, SmallStrong, Large };

    explicit Theme(QApplication& application, QObject* parent = nullptr);

    const Palette& palette() const { return *m_palette; }
    QFont font(Text role) const;
    QFont monospace() const;
    Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);
    /// As setAppearance, by the person.
    void choose(Appearance appearance);
    /// Asks the desktop, after the first window is shown; never waits.
    void followSystem();

signals:
    void changed();
    /// The person chose; the program remembers it.
    void appearanceChosen(taskward::ui::Appearance appearance);

private:
    void apply();

    QApplication& m_application;
    SystemScheme* m_system;
    Appearance m_appearance = Appearance::System;
    const Palette* m_palette = nullptr;
    QFont m_base;
};

} // namespace taskward::ui
