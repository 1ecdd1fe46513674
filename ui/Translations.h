// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QLocale>
#include <QTranslator>

namespace taskward::ui {

/// The window's words in the language of a locale: its own from the resource, Qt's (menus of text
/// fields, the calendar) from where Qt keeps them. English is what the sources say; a language that
/// is not there stays English. In force as long as the object lives; made before the first widget.
class Translations {
public:
    explicit Translations(const QLocale& locale);
    ~Translations();
    Translations(const Translations&) = delete;
    Translations& operator=(const Translations&) = delete;

    bool isTranslated() const { return m_own.language() != QString(); }

private:
    QTranslator m_qt;
    QTranslator m_own;
};

} // namespace taskward::ui
