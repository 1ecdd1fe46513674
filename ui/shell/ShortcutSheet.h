// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QDialog>
#include <QStringList>
#include <utility>
#include <vector>

namespace taskward::ui {

/// All keys on one page. Deletes itself.
class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    struct Group {
        QString title;
        std::vector<std::pair<QString, QString>> lines; ///< what, keys
    };

    ShortcutSheet(Context context, const std::vector<Group>& groups, QWidget* parent);
};

} // namespace taskward::ui
