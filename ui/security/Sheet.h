// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QDialog>
#include <QString>

class QFrame;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace taskward::ui {

class Theme;

/// A dialog of the house: a title, a sentence, what the maker adds to `body()`, a place for a
/// problem, buttons at the foot. Deletes itself when it is closed.
class Sheet : public QDialog {
    Q_OBJECT

public:
    Sheet(Theme& theme, const QString& title, const QString& sentence, QWidget* parent);

    /// In words below the body, announced to screen readers; empty: none.
    void showProblem(const QString& words);
    QString problem() const;

protected:
    Theme& theme() const { return m_theme; }
    QVBoxLayout& body() { return *m_body; }
    void setHeading(const QString& title, const QString& sentence);
    /// As high as its words need at the width that it has.
    void fit();
    /// From right to left: the first one is the verb and the default.
    QPushButton* addVerb(const QString& text);
    QPushButton* addOther(const QString& text);
    /// Adds a label above a field and names the field by it.
    void addField(const QString& label, QWidget& field, QWidget& named);

private:
    Theme& m_theme;
    QLabel* m_title;
    QLabel* m_sentence;
    QVBoxLayout* m_body;
    QFrame* m_problem;
    QLabel* m_problemText;
    QHBoxLayout* m_buttons;
};

} // namespace taskward::ui
