// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "ui/tasks/TaskLine.h"

#include <QDate>
#include <QLocale>
#include <vector>

namespace taskward::ui {

/// Makes the lines of a list from its rows, page by page in their order: a heading before each group,
/// and in the lists with sections one for each section, with or without tasks, because a section
/// without tasks is a place to drop one. A value: a copy goes on from where the original was.
class LineBuilder {
public:
    LineBuilder() = default;
    LineBuilder(const client::TaskQuery& query, const client::Overview& overview, QDate today);

    /// The lines of the next page. `isLast`: no page follows, what is left of the sections comes too.
    std::vector<TaskLinePtr> add(std::vector<client::TaskRow> rows, bool isLast,
                                 const client::Overview& overview);

private:
    void addSectionsBefore(const std::string& key, std::vector<TaskLinePtr>& lines);

    struct SectionHeading {
        std::string key;
        QString name;
    };
    client::View m_view = client::View::Inbox;
    QDate m_today;
    QLocale m_locale;
    std::vector<SectionHeading> m_sections;
    std::size_t m_nextSection = 0;
    std::string m_group;
};

} // namespace taskward::ui
