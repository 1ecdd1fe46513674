// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "app/cli/TaskArguments.h"

#include "client/capture/QuickAdd.h"

#include <QDate>
#include <algorithm>

namespace taskward::cli {

namespace {

using client::Overview;
using contract::TaskFields;

/// By id, or by name without regard to case and accents.
template <typename Things>
auto findNamed(const Things& things, const std::string& name)
{
    const std::string folded = contract::foldText(name);
    return std::ranges::find_if(things, [&](const auto& thing) {
        return thing.id.value == name || contract::foldText(thing.name) == folded;
    });
}

tl::unexpected<Error> unknown(const char* what, const std::string& name)
{
    return fail(ErrorCode::NotFound, std::string("no ") + what + " of the name " + name);
}

Status setWhen(contract::Patch<std::optional<contract::When>>& field,
               const std::optional<std::string>& text)
{
    if (!text)
        return {};
    if (text->empty()) {
        field = std::optional<contract::When>();
        return {};
    }
    TW_ASSIGN(auto when, contract::parseWhen(*text));
    field = std::optional(std::move(when));
    return {};
}

Status setProject(TaskFields& fields, const std::string& name, const Overview& overview)
{
    const auto found = findNamed(overview.projects, name);
    if (found == overview.projects.end())
        return unknown("project", name);
    fields.projectId = found->id;
    return {};
}

Status setPlace(TaskFields& fields, const Arguments& arguments, const Overview& overview)
{
    if (arguments.project)
        TW_TRY(setProject(fields, *arguments.project, overview));
    if (arguments.section && arguments.section->empty()) {
        fields.sectionId = std::optional<SectionId>();
    } else if (arguments.section) {
        const auto found = findNamed(overview.sections, *arguments.section);
        if (found == overview.sections.end())
            return unknown("section", *arguments.section);
        fields.sectionId = std::optional(found->id);
    }
    if (arguments.parent) {
        fields.parentId = arguments.parent->empty() ? std::optional<TaskId>()
                                                    : std::optional(TaskId{*arguments.parent});
    }
    return {};
}

Status setLabels(TaskFields& fields, const std::vector<std::string>& names,
                 const Overview& overview)
{
    if (names.empty())
        return {};
    contract::LabelIds ids;
    for (const auto& name : names) {
        const auto found = findNamed(overview.labels, name);
        if (found == overview.labels.end())
            return unknown("label", name);
        ids.push_back(found->id);
    }
    fields.labelIds = std::move(ids);
    return {};
}

} // namespace

Result<TaskFields> taskFields(const Arguments& arguments, const Overview& overview)
{
    TaskFields fields;
    if (arguments.title)
        fields.title = contract::Title(*arguments.title);
    if (arguments.note)
        fields.note = contract::Note(*arguments.note);
    if (arguments.priority)
        fields.priority = contract::Priority(*arguments.priority);
    TW_TRY(setWhen(fields.due, arguments.due));
    TW_TRY(setWhen(fields.start, arguments.start));
    TW_TRY(setPlace(fields, arguments, overview));
    TW_TRY(setLabels(fields, arguments.labels, overview));
    return fields;
}

Result<TaskFields> quickFields(const Arguments& arguments, const Overview& overview)
{
    TW_ASSIGN(TaskFields fields, taskFields(arguments, overview));
    if (arguments.literal) {
        fields.title = contract::Title(arguments.text);
        return fields;
    }
    const QDate date = QDate::currentDate();
    const std::chrono::year_month_day today(std::chrono::year(date.year()),
                                            std::chrono::month(static_cast<unsigned>(date.month())),
                                            std::chrono::day(static_cast<unsigned>(date.day())));
    const client::Overview* known = &overview;
    const auto quick = capture::parseQuickAdd(
        arguments.text, today,
        {[known](std::string_view name) {
             return findNamed(known->projects, std::string(name)) != known->projects.end();
         },
         [known](std::string_view name) {
             return findNamed(known->labels, std::string(name)) != known->labels.end();
         }});
    fields.title = contract::Title(quick.title);
    if (quick.due && !fields.due)
        fields.due = quick.due;
    if (quick.priority != 0 && !fields.priority)
        fields.priority = contract::Priority(quick.priority);
    if (!quick.project.empty() && !fields.projectId)
        TW_TRY(setProject(fields, quick.project, overview));
    if (!fields.labelIds)
        TW_TRY(setLabels(fields, quick.labels, overview));
    return fields;
}

Result<client::TaskQuery> queryOf(const Arguments& arguments, const Overview& overview)
{
    client::TaskQuery query;
    query.withCompleted = arguments.completed;
    const std::string& filter = arguments.filter;
    if (filter == "inbox") {
        query.view = client::View::Inbox;
    } else if (filter == "today") {
        query.view = client::View::Today;
    } else if (filter == "upcoming") {
        query.view = client::View::Upcoming;
    } else if (filter.empty() || filter == "all") {
        query.view = client::View::All;
    } else if (filter.starts_with('#')) {
        const auto found = findNamed(overview.projects, filter.substr(1));
        if (found == overview.projects.end())
            return unknown("project", filter.substr(1));
        query.view = client::View::Project;
        query.project = found->id;
    } else if (filter.starts_with('@')) {
        const auto found = findNamed(overview.labels, filter.substr(1));
        if (found == overview.labels.end())
            return unknown("label", filter.substr(1));
        query.view = client::View::Label;
        query.label = found->id;
    } else {
        query.view = client::View::Search;
        query.text = filter;
    }
    return query;
}

} // namespace taskward::cli
