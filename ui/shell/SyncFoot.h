// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QAbstractButton>

namespace taskward::ui {

/// The state of synchronisation at the sidebar's foot, two lines; a click syncs now.
class SyncFoot final : public QAbstractButton {
    Q_OBJECT

public:
    explicit SyncFoot(Context context, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {200, 48}; }
    QString line() const { return m_line; }
    QString detail() const { return m_detail; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    Context m_context;
    QString m_line;
    QString m_detail;
    QString m_icon;
    QColor m_colour;
};

} // namespace taskward::ui
