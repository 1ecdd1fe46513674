// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include <QListView>
#include <vector>

namespace taskward::ui {

/// A list of rows of different heights that keeps where each row begins. QListView lays all rows out
/// anew after every change, which stops the window for a blink with 100,000 of them; here a change
/// costs what it changes. One column, from top to bottom, scrolled by the pixel. Rows that are not
/// enabled (headings) are passed over by the keys.
class LineListView : public QListView {
    Q_OBJECT

public:
    explicit LineListView(QWidget* parent = nullptr);

    /// Before the first rows, with the delegate set: it says how high a row is.
    void setModel(QAbstractItemModel* model) override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void doItemsLayout() override;
    /// Asks for all heights again, e.g. when the day is another one.
    void measureAll();
    /// Letters are commands here, not a search among all rows.
    void keyboardSearch(const QString&) override {}
    /// The last row that is on the screen, or the last one that is current or selected; -1: none.
    int lastNeededRow() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;

private:
    int rows() const { return static_cast<int>(m_tops.size()) - 1; }
    int top(int row) const { return m_tops[static_cast<std::size_t>(row)]; }
    int heightOf(int row) const;
    /// The row at this height of the whole list; clamped; -1 when there is none.
    int rowAt(int y) const;
    int step(int row, int direction) const;
    void resetRows();
    void insertRows(int first, int last);
    void removeRows(int first, int last);
    void measure(int first, int last);

    std::vector<int> m_tops{0}; ///< where each row begins, and where the last one ends
};

} // namespace taskward::ui
