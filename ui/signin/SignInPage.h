// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

namespace taskward::ui {

class Theme;

/// A page of signing in: a narrow column in the middle, a heading, a sentence, then what the page
/// adds to `column()`.
class SignInPage : public QWidget {
    Q_OBJECT

public:
    explicit SignInPage(Theme& theme, QWidget* parent = nullptr);

    QString heading() const { return m_heading->text(); }

signals:
    void backRequested();

protected:
    void setHeading(const QString& icon, const QString& heading, const QString& sentence);
    QVBoxLayout& column() { return *m_column; }
    /// A "Back" at the foot; call it last.
    void addBack();
    Theme& theme() const { return m_theme; }
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retint();

    Theme& m_theme;
    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_heading;
    QLabel* m_sentence;
    QVBoxLayout* m_column;
    bool m_hasBack = false;
};

} // namespace taskward::ui
