// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QDialog>

namespace taskward::ui {

/// Asks before something that cannot be undone. Cancel is the default. Deletes itself.
class ConfirmDialog final : public QDialog {
    Q_OBJECT

public:
    ConfirmDialog(Context context, const QString& question, const QString& consequence,
                  const QString& verb, QWidget* parent);
};

} // namespace taskward::ui
