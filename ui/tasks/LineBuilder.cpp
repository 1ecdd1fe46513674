// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "ui/tasks/LineBuilder.h"

#include "ui/Text.h"
#include "ui/tasks/RowText.h"

#include <algorithm>

namespace taskward::ui {

namespace {

TaskLinePtr headingLine(const std::string& key, QString words)
{
    TaskLine heading;
    heading.kind = TaskLine::Kind::Heading;
    heading.key = kGroupPrefix + key;
    heading.heading = std::move(words);
    return std::make_shared<const TaskLine>(std::move(heading));
}

} // namespace

LineBuilder::LineBuilder(const client::TaskQuery& query, const client::Overview& overview,
                         QDate today)
    : m_view(query.view), m_today(today)
{
    if (m_view != client::View::Project && m_view != client::View::Inbox)
        return;
    const ProjectId& project = m_view == client::View::Inbox ? overview.inbox : query.project;
    for (const contract::Section& section : overview.sections) {
        if (section.projectId == project)
            m_sections.push_back({section.id.value, toQt(section.name)});
    }
}

void LineBuilder::addSectionsBefore(const std::string& key, std::vector<TaskLinePtr>& lines)
{
    const auto rest = m_sections.begin() + static_cast<std::ptrdiff_t>(m_nextSection);
    const auto found = std::ranges::find(rest, m_sections.end(), key, &SectionHeading::key);
    if (found == m_sections.end() && !key.empty())
        return; // a section that the overview does not know yet
    for (auto section = rest; section != found; ++section)
        lines.push_back(headingLine(section->key, section->name));
    m_nextSection = static_cast<std::size_t>(found - m_sections.begin()) + (key.empty() ? 0 : 1);
}

std::vector<TaskLinePtr> LineBuilder::add(std::vector<client::TaskRow> rows, bool isLast,
                                          const client::Overview& overview)
{
    std::vector<TaskLinePtr> lines;
    lines.reserve(rows.size() + 16);
    for (client::TaskRow& row : rows) {
        // A sub-task stays below its parent, whatever its own date or section says.
        if (row.depth == 0) {
            Group group = groupOf(row, m_view, overview, m_today, m_locale);
            if (group.key != m_group) {
                addSectionsBefore(group.key, lines);
                lines.push_back(headingLine(group.key, std::move(group.title)));
                m_group = std::move(group.key);
            }
        }
        TaskLine line;
        line.key = row.task.id.value;
        line.row = std::move(row);
        lines.push_back(std::make_shared<const TaskLine>(std::move(line)));
    }
    if (isLast)
        addSectionsBefore({}, lines);
    return lines;
}

} // namespace taskward::ui
