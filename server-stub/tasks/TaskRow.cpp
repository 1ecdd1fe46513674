// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/tasks/TaskRow.h"

namespace taskward::tasks {

namespace {
constexpr std::size_t kIdLength = 36;
}

std::string joinLabels(const contract::LabelIds& labels)
{
    std::string out;
    out.reserve(labels.size() * kIdLength);
    for (const auto& label : labels)
        out += label.value;
    return out;
}

contract::LabelIds splitLabels(std::string_view text)
{
    contract::LabelIds out;
    for (std::size_t at = 0; at + kIdLength <= text.size(); at += kIdLength)
        out.push_back(LabelId{std::string(text.substr(at, kIdLength))});
    return out;
}

contract::Task taskFromRow(const db::Rows& rows)
{
    const auto when = [&](int column) {
        return rows.isNull(column) ? std::nullopt
                                   : std::optional(contract::When{rows.text(column)});
    };
    contract::Task t;
    t.id = rows.id<TaskId>(0);
    t.projectId = rows.id<ProjectId>(1);
    t.sectionId = rows.optionalId<SectionId>(2);
    t.parentId = rows.optionalId<TaskId>(3);
    t.title = rows.text(4);
    t.note = rows.text(5);
    t.priority = rows.integer(6);
    t.start = when(7);
    t.due = when(8);
    t.completedAt = rows.optionalTime(9);
    t.orderKey = rows.text(10);
    t.labelIds = splitLabels(rows.view(11));
    t.assigneeId = rows.optionalId<UserId>(12);
    t.createdBy = rows.id<UserId>(13);
    t.createdAt = rows.time(14);
    t.updatedAt = rows.time(15);
    t.version = rows.integer(16);
    return t;
}

std::string dueSortKey(const contract::Task& task)
{
    return task.due ? task.due->value : "9999-99-99";
}

std::int64_t urgencyOf(const contract::Task& task)
{
    return task.priority.value == 0 ? 5 : task.priority.value;
}

std::string alphabetKey(std::string_view text)
{
    constexpr std::size_t kCharacters = 64;
    std::string folded = contract::foldText(text);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(folded[i]) & 0xc0U) != 0x80U;
        if (starts && characters++ == kCharacters) {
            folded.resize(i);
            break;
        }
    }
    return folded;
}

std::optional<std::string_view> whenText(const std::optional<contract::When>& when)
{
    return when ? std::optional<std::string_view>(when->value) : std::nullopt;
}

} // namespace taskward::tasks
