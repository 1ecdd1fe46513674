// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/shell/SidebarModel.h"

#include "ui/Text.h"

namespace taskward::ui {

SidebarModel::SidebarModel(Context context, QObject* parent)
    : QAbstractListModel(parent), m_context(context), m_entries(read())
{
    connect(m_context.workspace, &client::Workspace::overviewChanged, this, &SidebarModel::refresh);
}

bool SidebarModel::isHeading(Kind kind)
{
    return kind == Kind::ProjectsHeading || kind == Kind::LabelsHeading;
}

std::vector<SidebarModel::Entry> SidebarModel::read() const
{
    const client::Overview& overview = m_context.workspace->overview();
    std::vector<Entry> entries;
    entries.push_back(
        {Kind::Inbox, overview.inbox.value, tr("Inbox"), {}, overview.inboxOpen, false});
    entries.push_back(
        {Kind::Today, {}, tr("Today"), {}, overview.todayOpen, overview.overdueOpen > 0});
    entries.push_back({Kind::Upcoming, {}, tr("Upcoming"), {}, 0, false});
    entries.push_back({Kind::ProjectsHeading, {}, tr("Projects"), {}, 0, false});
    for (const contract::Project& project : overview.projects) {
        if (project.archived || project.id == overview.inbox)
            continue;
        const auto count = overview.openByProject.find(project.id.value);
        entries.push_back({Kind::Project, project.id.value, toQt(project.name),
                           toQt(project.colour),
                           count == overview.openByProject.end() ? 0 : count->second, false});
    }
    if (!overview.labels.empty())
        entries.push_back({Kind::LabelsHeading, {}, tr("Labels"), {}, 0, false});
    for (const contract::Label& label : overview.labels)
        entries.push_back(
            {Kind::Label, label.id.value, toQt(label.name), toQt(label.colour), 0, false});
    return entries;
}

void SidebarModel::refresh()
{
    std::vector<Entry> entries = read();
    const bool samePlaces =
        entries.size() == m_entries.size() &&
        std::equal(entries.begin(), entries.end(), m_entries.begin(),
                   [](const Entry& a, const Entry& b) { return a.kind == b.kind && a.id == b.id; });
    if (samePlaces) {
        // Counts and names change often, places seldom: the current one stays.
        m_entries = std::move(entries);
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

client::TaskQuery SidebarModel::queryOf(int row) const
{
    const Entry& place = entry(row);
    client::TaskQuery query;
    switch (place.kind) {
    case Kind::Today:
        query.view = client::View::Today;
        break;
    case Kind::Upcoming:
        query.view = client::View::Upcoming;
        break;
    case Kind::Project:
        query.view = client::View::Project;
        query.project = ProjectId{place.id};
        break;
    case Kind::Label:
        query.view = client::View::Label;
        query.label = LabelId{place.id};
        break;
    default:
        query.view = client::View::Inbox;
        break;
    }
    return query;
}

int SidebarModel::rowOf(const client::TaskQuery& query) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (isHeading(entry(row).kind))
            continue;
        const client::TaskQuery other = queryOf(row);
        if (other.view == query.view && other.project == query.project &&
            other.label == query.label)
            return row;
    }
    return -1;
}

int SidebarModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant SidebarModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& place = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return place.name;
    case Qt::AccessibleTextRole:
        if (isHeading(place.kind))
            return tr("Group %1").arg(place.name);
        return place.count > 0 ? tr("%1, %2 open").arg(place.name).arg(place.count) : place.name;
    case KindRole:
        return static_cast<int>(place.kind);
    case CountRole:
        return QVariant::fromValue(qlonglong(place.count));
    default:
        return {};
    }
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex& index) const
{
    // The arrow keys pass over a heading.
    if (!index.isValid() || isHeading(entry(index.row()).kind))
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace taskward::ui
