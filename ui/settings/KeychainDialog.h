// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"

#include <QDialog>

namespace taskward::ui {

class Theme;

/// The keychain page by itself, for when the tasks cannot be opened. Deletes itself.
class KeychainDialog final : public QDialog {
    Q_OBJECT

public:
    KeychainDialog(client::AccountOpener& opener, Theme& theme, QWidget* parent);

signals:
    void mended();
};

} // namespace taskward::ui
