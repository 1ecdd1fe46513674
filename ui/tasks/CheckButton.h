// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QAbstractButton>

namespace taskward::ui {

/// The round check of a task, as a widget.
class CheckButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit CheckButton(Context context, QWidget* parent = nullptr);

    void setPriority(int level);
    QSize sizeHint() const override { return {28, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Context m_context;
    int m_level = 0;
};

} // namespace taskward::ui
