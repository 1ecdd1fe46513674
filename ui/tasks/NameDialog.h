// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QDialog>

class QButtonGroup;
class QLineEdit;
class QPushButton;

namespace taskward::ui {

/// Asks for the name, and for projects and labels the colour, of something new or renamed. Made
/// when it is needed; deletes itself.
class NameDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Kind { Project, Section, Label };

    /// An empty name: something new.
    NameDialog(Context context, Kind kind, const QString& name, const QString& colour,
               QWidget* parent);

signals:
    void confirmed(const QString& name, const QString& colour);

private:
    QWidget* makeColours(const QString& chosen);
    void onAccepted();

    Context m_context;
    QLineEdit* m_name;
    QButtonGroup* m_colours = nullptr;
    QPushButton* m_ok;
};

} // namespace taskward::ui
