// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QWidget>

namespace taskward::ui {

/// Grey shapes where rows will be, shown only when reading takes longer than a glance.
class Skeleton final : public QWidget {
    Q_OBJECT

public:
    explicit Skeleton(Context context, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context m_context;
};

} // namespace taskward::ui
