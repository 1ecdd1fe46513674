// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"
#include "ui/security/LockPolicy.h"

#include <QWidget>

class QCheckBox;
class QSpinBox;

namespace taskward::ui {

/// When the window locks, a switch each, and "Lock now".
class LockSettingsPage final : public QWidget {
    Q_OBJECT

public:
    explicit LockSettingsPage(Context context, QWidget* parent = nullptr);

private:
    void choose();

    Context m_context;
    QCheckBox* m_idle;
    QSpinBox* m_minutes;
    QCheckBox* m_screen;
    QCheckBox* m_sleep;
    QCheckBox* m_minimise;
    QCheckBox* m_start;
};

} // namespace taskward::ui
