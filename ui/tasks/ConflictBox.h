// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Sync.h"
#include "ui/Context.h"

#include <QFrame>

namespace taskward::ui {

/// One member that two people changed: both values, and the choice.
class ConflictBox final : public QFrame {
    Q_OBJECT

public:
    ConflictBox(Context context, const contract::Conflict& conflict, QWidget* parent = nullptr);

signals:
    void settled(const taskward::ConflictId& id, bool restoreOther);
};

} // namespace taskward::ui
