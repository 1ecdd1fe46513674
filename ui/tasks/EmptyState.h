// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace taskward::ui {

/// A quiet page in place of a list: an icon, a sentence, what to do; a button where there is
/// something.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(Context context, QWidget* parent = nullptr);

    void present(const QString& icon, const QString& title, const QString& hint,
                 const QString& button = {});
    QPushButton* button() const { return m_button; }
    QString title() const;

private:
    void retint();

    Context m_context;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_hint;
    QPushButton* m_button;
};

} // namespace taskward::ui
