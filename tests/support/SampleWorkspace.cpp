// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/support/SampleWorkspace.h"

#include <QDateTime>
#include <initializer_list>

namespace taskward::test {

namespace {

struct Extra {
    const char* due = "";
    int priority = 0;
    std::vector<LabelId> labels = {};
    std::optional<SectionId> section = {};
    std::optional<TaskId> parent = {};
    const char* note = "";
    bool done = false;
};

class Builder {
public:
    explicit Builder(FakeWorkspaceUi& workspace) : m_workspace(workspace) {}

    TaskId task(const ProjectId& project, const char* title, const Extra& extra = {})
    {
        contract::Task& made = m_workspace.addTask(project, title);
        if (*extra.due)
            made.due = contract::When{extra.due};
        made.priority = contract::Priority(extra.priority);
        for (const LabelId& label : extra.labels)
            made.labelIds.push_back(label);
        made.sectionId = extra.section;
        made.parentId = extra.parent;
        made.note = contract::Note(extra.note);
        if (extra.done)
            made.completedAt = made.createdAt;
        return made.id;
    }

private:
    FakeWorkspaceUi& m_workspace;
};

void fillInbox(Builder& build, const ProjectId& inbox, const LabelId& phone, const LabelId& errand)
{
    build.task(inbox, "Call the dentist about Thursday",
               {.due = "2026-11-25T14:00", .labels = {phone}});
    build.task(inbox, "Idea: a shared reading list for the team");
    build.task(inbox, "Return the library books", {.due = "2026-11-24", .labels = {errand}});
    build.task(inbox, "Ask Jonas for the photos of the summer party");
    build.task(inbox, "Renew the passport",
               {.due = "2026-12-03",
                .priority = 2,
                .note = "The old one expires on 14 January. Photos "
                        "are in the desk drawer."});
}

} // namespace

std::int64_t sampleNow()
{
    return QDateTime(QDate(2026, 11, 25), QTime(9, 12)).toMSecsSinceEpoch();
}

std::unique_ptr<FakeWorkspaceUi> emptyWorkspace(const Clock& clock)
{
    auto workspace = std::make_unique<FakeWorkspaceUi>(clock);
    workspace->announce();
    return workspace;
}

std::unique_ptr<FakeWorkspaceUi> sampleWorkspace(const Clock& clock)
{
    auto workspace = std::make_unique<FakeWorkspaceUi>(clock);
    Builder build(*workspace);
    const ProjectId inbox = workspace->overview().inbox;
    const ProjectId site = workspace->addProject("Website relaunch", "indigo");
    const ProjectId office = workspace->addProject("Office", "blue");
    const ProjectId garden = workspace->addProject("Garden", "green");
    const ProjectId lisbon = workspace->addProject("Trip to Lisbon", "orange");
    const ProjectId reading = workspace->addProject("Reading", "pink");
    const SectionId design = workspace->addSection(site, "Design");
    const SectionId launch = workspace->addSection(site, "Launch");
    workspace->addSection(site, "Later");
    const LabelId deep = workspace->addLabel("deep work", "violet");
    const LabelId errand = workspace->addLabel("errand", "orange");
    const LabelId phone = workspace->addLabel("phone", "teal");
    const LabelId waiting = workspace->addLabel("waiting", "grey");

    fillInbox(build, inbox, phone, errand);
    build.task(site, "Agree on the launch date with Jonas", {.due = "2026-11-25", .priority = 1});
    build.task(site, "Collect the old addresses that must be redirected", {.note = "See the log."});
    const TaskId start = build.task(
        site, "Draw the start page",
        {.due = "2026-11-27",
         .priority = 2,
         .labels = {deep},
         .section = design,
         .note = "Two versions: one with the photo across the page, one with text first.\n\n"
                 "Jonas prefers the quiet one."});
    build.task(site, "Choose the three photos", {.section = design, .parent = start, .done = true});
    build.task(site, "Write the first sentence", {.section = design, .parent = start});
    build.task(site, "Try it on a small screen",
               {.due = "2026-11-26", .section = design, .parent = start});
    build.task(site, "Check the contrast of all texts", {.priority = 3, .section = design});
    build.task(site, "Move the domain", {.due = "2026-12-01", .priority = 1, .section = launch});
    build.task(site, "Tell our customers",
               {.due = "2026-12-02", .labels = {waiting}, .section = launch});
    build.task(office, "Send the invoice for October", {.due = "2026-11-23", .priority = 1});
    build.task(office, "Order paper and coffee", {.due = "2026-11-25", .labels = {errand}});
    build.task(office, "Prepare Friday's meeting", {.due = "2026-11-27", .labels = {deep}});
    build.task(office, "Back up the accounts", {.due = "2026-11-30T18:00"});
    build.task(garden, "Cover the roses before the frost", {.due = "2026-11-25", .priority = 3});
    build.task(garden, "Clean and oil the tools");
    build.task(lisbon, "Book the train to the airport", {.due = "2026-11-26", .priority = 2});
    build.task(lisbon, "Reserve a table for the first evening", {.labels = {phone}});
    build.task(lisbon, "Copy the tickets to the telephone", {.due = "2026-12-18"});
    build.task(reading, "The Art of Doing Science and Engineering");
    build.task(reading, "A Pattern Language");
    workspace->store()[2].version = -1; // waiting to be sent
    workspace->addConflict(start, "due", "\"2026-11-27\"", "\"2026-11-30\"");
    workspace->announce();
    return workspace;
}

std::unique_ptr<FakeWorkspaceUi> largeWorkspace(const Clock& clock, int count)
{
    auto workspace = std::make_unique<FakeWorkspaceUi>(clock);
    const ProjectId inbox = workspace->overview().inbox;
    for (int i = 1; i <= count; ++i) {
        contract::Task& task = workspace->addTask(inbox, "Task number " + std::to_string(i));
        if (i % 4 == 0)
            task.due = contract::When{"2026-12-01"};
        task.priority = contract::Priority(i % 7 == 0 ? 1 + i % 4 : 0);
    }
    workspace->announce();
    return workspace;
}

} // namespace taskward::test
