// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/Context.h"
#include "ui/tasks/TaskListModel.h"

#include <QAbstractItemDelegate>
#include <QLocale>
#include <unordered_map>

namespace taskward::ui {

struct Palette;

/// Draws the rows of a TaskListModel: round check, title, a line of facts below it when there are
/// any.
class TaskDelegate final : public QAbstractItemDelegate {
    Q_OBJECT

public:
    TaskDelegate(Context context, const TaskListModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The round check of a row that lies in `row`.
    static QRect checkRect(const QRect& row, int depth);
    /// Where the text of a row of this depth begins.
    static int textLeft(const QRect& row, int depth);
    /// The "…" of a section's heading.
    static QRect moreRect(const QRect& row);
    /// 0 to 1 while the check fills; the view drives it.
    void setProgress(const std::string& taskId, double progress);
    void clearProgress(const std::string& taskId);

private:
    struct Fact;

    bool hasFacts(const client::TaskRow& row) const;
    bool headingSaysDue(const client::TaskRow& row) const;
    std::vector<Fact> facts(const client::TaskRow& row) const;
    void paintHeading(QPainter& painter, const QRect& rect, const TaskLine& line,
                      bool hovered) const;
    void paintCheck(QPainter& painter, const QRectF& circle, const client::TaskRow& row,
                    bool hovered) const;
    void paintTitle(QPainter& painter, QRect rect, const client::TaskRow& row) const;
    int paintMarks(QPainter& painter, const QRect& rect, const client::TaskRow& row) const;
    void paintFacts(QPainter& painter, const QRect& rect, const client::TaskRow& row) const;
    const Palette& palette() const;

    Context m_context;
    const TaskListModel& m_model;
    QLocale m_locale;
    std::unordered_map<std::string, double> m_progress;
};

} // namespace taskward::ui
