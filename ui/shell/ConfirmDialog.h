// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QDialog>

class QHBoxLayout;

namespace taskward::ui {

/// Asks before something grave. Cancel is the default. Deletes itself.
class ConfirmDialog final : public QDialog {
    Q_OBJECT

public:
    ConfirmDialog(Context context, const QString& question, const QString& consequence,
                  const QString& verb, QWidget* parent);
    /// A milder way beside the first one: its button emits otherChosen().
    void addOther(const QString& verb);

signals:
    void otherChosen();

private:
    QHBoxLayout* m_buttons;
};

} // namespace taskward::ui
