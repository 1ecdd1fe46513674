// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/DropPlace.h"

#include <algorithm>

namespace taskward::ui {

namespace {

const TaskLine& at(std::span<const TaskLinePtr> lines, int row)
{
    return *lines[static_cast<std::size_t>(row)];
}

std::optional<SectionId> sectionAbove(std::span<const TaskLinePtr> lines, int gap)
{
    constexpr std::string_view kPrefix = kGroupPrefix;
    for (int row = gap - 1; row >= 0; --row) {
        if (!at(lines, row).isTask())
            return SectionId{at(lines, row).key.substr(kPrefix.size())};
    }
    return std::nullopt;
}

struct Siblings {
    int before = -1;
    int after = -1;
    int parent = -1;
};

Siblings siblings(std::span<const TaskLinePtr> lines, int gap, int depth)
{
    Siblings found;
    for (int row = gap - 1; row >= 0 && at(lines, row).isTask(); --row) {
        const int d = at(lines, row).row.depth;
        if (d == depth && found.before < 0 && found.parent < 0)
            found.before = row;
        if (d < depth) {
            found.parent = row;
            break;
        }
    }
    const int count = static_cast<int>(lines.size());
    for (int row = gap; row < count && at(lines, row).isTask(); ++row) {
        const int d = at(lines, row).row.depth;
        if (d < depth)
            break;
        if (d == depth) {
            found.after = row;
            break;
        }
    }
    return found;
}

} // namespace

int endOfSubtree(std::span<const TaskLinePtr> lines, int row)
{
    const int depth = at(lines, row).row.depth;
    const int count = static_cast<int>(lines.size());
    int end = row + 1;
    while (end < count && at(lines, end).isTask() && at(lines, end).row.depth > depth)
        ++end;
    return end;
}

std::optional<DropPlace> dropPlace(std::span<const TaskLinePtr> all, int gap, int depth,
                                   const TaskId& dragged)
{
    // Work on the list without the dragged sub-tree: its new neighbours are among the others.
    std::vector<TaskLinePtr> lines(all.begin(), all.end());
    int target = gap;
    int oldRow = -1;
    for (int row = 0; row < static_cast<int>(all.size()); ++row) {
        if (!at(all, row).isTask() || at(all, row).id() != dragged)
            continue;
        const int end = endOfSubtree(all, row);
        if (gap > row && gap < end)
            return std::nullopt;
        oldRow = row;
        target = gap >= end ? gap - (end - row) : gap;
        lines.erase(lines.begin() + row, lines.begin() + end);
        break;
    }
    const bool hasPrevious = target > 0 && at(lines, target - 1).isTask();
    const bool hasNext = target < static_cast<int>(lines.size()) && at(lines, target).isTask();
    const int deepest = hasPrevious ? std::min(at(lines, target - 1).row.depth + 1,
                                               static_cast<int>(limits::kMaxSubtaskDepth) - 1)
                                    : 0;
    const int shallowest = hasNext ? std::min(at(lines, target).row.depth, deepest) : 0;

    DropPlace place;
    place.gap = gap;
    place.depth = std::clamp(depth, shallowest, deepest);
    const Siblings around = siblings(lines, target, place.depth);
    if (around.parent >= 0) {
        place.parent = at(lines, around.parent).id();
        place.section = at(lines, around.parent).row.task.sectionId;
    } else {
        place.section = sectionAbove(lines, target);
    }
    if (around.before >= 0)
        place.before = at(lines, around.before).id();
    if (around.after >= 0)
        place.after = at(lines, around.after).id();
    if (oldRow >= 0 && target == oldRow && place.depth == at(all, oldRow).row.depth &&
        place.section == at(all, oldRow).row.task.sectionId)
        return std::nullopt;
    return place;
}

} // namespace taskward::ui
