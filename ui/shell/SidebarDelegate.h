// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"

#include <QAbstractItemDelegate>

namespace taskward::ui {

class SidebarModel;

/// Draws the places of the sidebar.
class SidebarDelegate final : public QAbstractItemDelegate {
    Q_OBJECT

public:
    SidebarDelegate(Context context, const SidebarModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The row that a drag is over; -1: none.
    void setDropRow(int row) { m_dropRow = row; }
    /// The "+" of the projects' heading.
    static QRect addRect(const QRect& row);

private:
    Context m_context;
    const SidebarModel& m_model;
    int m_dropRow = -1;
};

} // namespace taskward::ui
