// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTest>

namespace taskward::test {

/// The visible button with this text or object name; null when there is none.
inline QPushButton* button(const QWidget& in, const QString& name)
{
    for (QPushButton* candidate : in.findChildren<QPushButton*>()) {
        if (candidate->isVisible() &&
            (candidate->text() == name || candidate->objectName() == name))
            return candidate;
    }
    return nullptr;
}

/// Does a visible label hold this text?
inline bool says(const QWidget& in, const QString& text)
{
    for (const QLabel* label : in.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(text))
            return true;
    }
    return false;
}

/// The open dialog of a kind, active, wherever its parent is; null when there is none.
template <typename Dialog>
Dialog* dialog()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* found = qobject_cast<Dialog*>(widget);
        if (found && found->isVisible()) {
            // Keys go to the active window's shortcuts first. It may close while one waits.
            found->activateWindow();
            const QPointer<Dialog> still(found);
            const bool settled = QTest::qWaitFor([still] {
                return !still || !still->isVisible() ||
                       (still->isActiveWindow() &&
                        still->isAncestorOf(QApplication::focusWidget()));
            });
            if (!settled)
                qFatal("the dialog has not the focus");
            if (!still || !still->isVisible())
                continue;
            return found;
        }
    }
    return nullptr;
}

} // namespace taskward::test
