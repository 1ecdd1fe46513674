// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/cache/TaskRowCodec.h"

namespace taskward::client {

namespace {

template <typename IdType>
std::optional<IdType> idOrNone(const db::Rows& rows, int column)
{
    const auto text = rows.view(column);
    return text.empty() ? std::nullopt : std::optional(IdType{std::string(text)});
}

std::optional<contract::When> whenOrNone(const db::Rows& rows, int column)
{
    const auto text = rows.view(column);
    if (text.empty() || text == kNoDue)
        return std::nullopt;
    return contract::When{std::string(text)};
}

} // namespace

contract::Task taskOf(const db::Rows& rows)
{
    contract::Task task;
    task.id = rows.id<TaskId>(0);
    task.projectId = rows.id<ProjectId>(1);
    task.sectionId = idOrNone<SectionId>(rows, 2);
    task.parentId = idOrNone<TaskId>(rows, 3);
    task.title = rows.text(4);
    task.note = rows.text(5);
    task.priority = rows.integer(6);
    task.start = whenOrNone(rows, 7);
    task.due = whenOrNone(rows, 8);
    task.completedAt = rows.optionalTime(9);
    task.orderKey = rows.text(10);
    for (const auto id : splitIds(rows.view(11)))
        task.labelIds.push_back(LabelId{std::string(id)});
    task.assigneeId = idOrNone<UserId>(rows, 12);
    task.createdBy = rows.id<UserId>(13);
    task.createdAt = rows.time(14);
    task.updatedAt = rows.time(15);
    task.version = rows.integer(16);
    return task;
}

std::string foldedText(const contract::Task& task)
{
    std::string folded = contract::foldText(task.title);
    if (!task.note.empty())
        folded += '\n' + contract::foldText(task.note);
    return folded;
}

std::string joinIds(const std::vector<LabelId>& ids)
{
    std::string joined;
    for (const auto& id : ids) {
        if (!joined.empty())
            joined += ' ';
        joined += id.value;
    }
    return joined;
}

std::vector<std::string_view> splitIds(std::string_view joined)
{
    std::vector<std::string_view> ids;
    while (!joined.empty()) {
        const auto space = joined.find(' ');
        ids.push_back(joined.substr(0, space));
        joined = space == std::string_view::npos ? std::string_view{} : joined.substr(space + 1);
    }
    return ids;
}

} // namespace taskward::client
