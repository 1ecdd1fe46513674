// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Workspace.h"
#include "ui/Context.h"

#include <QAbstractListModel>
#include <vector>

namespace taskward::ui {

/// The places of the sidebar: three views, then projects and labels below their headings.
class SidebarModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Kind { Inbox, Today, Upcoming, ProjectsHeading, Project, LabelsHeading, Label };
    enum Role { KindRole = Qt::UserRole + 1, CountRole };

    struct Entry {
        Kind kind = Kind::Inbox;
        std::string id;
        QString name;
        QString colour;
        std::int64_t count = 0;
        bool alert = false; ///< something in it is overdue
        bool operator==(const Entry&) const = default;
    };

    explicit SidebarModel(Context context, QObject* parent = nullptr);

    const Entry& entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    static bool isHeading(Kind kind);
    client::TaskQuery queryOf(int row) const;
    /// The row that shows this query; -1: none.
    int rowOf(const client::TaskQuery& query) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<Entry> read() const;
    void refresh();

    Context m_context;
    std::vector<Entry> m_entries;
};

} // namespace taskward::ui
