// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/EmptyWords.h"

#include "ui/Text.h"

#include <QCoreApplication>
#include <algorithm>

namespace taskward::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("taskward::ui", text);
}

} // namespace

ListWords listWords(const client::TaskQuery& query, const client::Overview& overview)
{
    using client::View;
    switch (query.view) {
    case View::Inbox:
        return {
            tr("Inbox"), QStringLiteral("inbox"), tr("Your inbox is empty"),
            tr("What comes to mind goes here first. Press Q and write it down; sort it later.")};
    case View::Today:
        return {tr("Today"), QStringLiteral("sun"), tr("Nothing due today"),
                tr("Enjoy the day, or give a task today's date with T.")};
    case View::Upcoming:
        return {tr("Upcoming"), QStringLiteral("calendar-days"), tr("Nothing planned"),
                tr("Tasks with a date appear here, day by day.")};
    case View::Project: {
        const auto found =
            std::ranges::find(overview.projects, query.project, &contract::Project::id);
        const QString name = found == overview.projects.end() ? tr("Project") : toQt(found->name);
        return {name, QStringLiteral("sprout"), tr("Nothing to do here"),
                tr("Add the first task above, or drag tasks here from another list.")};
    }
    case View::Label: {
        const auto found = std::ranges::find(overview.labels, query.label, &contract::Label::id);
        const QString name = found == overview.labels.end() ? tr("Label") : toQt(found->name);
        return {name, QStringLiteral("tag"), tr("No task has this label"),
                tr("Give it to a task in its details, or write @%1 when you add one.").arg(name)};
    }
    case View::Search:
        return {query.text.empty() ? tr("Search") : tr("“%1”").arg(toQt(query.text)),
                QStringLiteral("search-x"),
                query.text.empty() ? tr("What are you looking for?") : tr("Nothing found"),
                tr("Titles and notes are searched, upper and lower case alike.")};
    case View::All:
        break;
    }
    return {tr("All tasks"), QStringLiteral("list-checks"), tr("No tasks yet"),
            tr("Press Q and write down the first one.")};
}

} // namespace taskward::ui
