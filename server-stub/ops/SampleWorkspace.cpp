// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/Seeder.h"

#include "server-stub/tasks/ProjectService.h"
#include "server-stub/tasks/TaskService.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The workspace that ./run opens: small, and such as a person could have made.
namespace taskward::ops {

namespace {

constexpr int kNoDate = 10000;

struct SampleTask {
    const char* project;  ///< "" is the Inbox
    const char* section;
    const char* parent;   ///< title of the task above
    const char* title;
    const char* note = "";
    int priority = 0;
    int due = kNoDate;    ///< days from today
    const char* time = "";
    const char* label = "";
    bool done = false;
};

const SampleTask kTasks[] = {
    {"", "", "", "Ask Jana about the ladder"},
    {"", "", "", "Book: \"The Garden Year\"", "Recommended by Tomas. The library may have it."},
    {"", "", "", "Return the parcel", "Opening hours until six.", 0, 1, "", "errand"},
    {"Autumn fair", "Programme", "", "Confirm the brass band", "They need a roof and two sockets.", 1, 0,
     "", "phone"},
    {"Autumn fair", "Programme", "", "Print the programme", "", 2, 3},
    {"Autumn fair", "Programme", "Print the programme", "Last look at the map", "", 0, 2},
    {"Autumn fair", "Programme", "Print the programme", "Ask two printers for a price", "", 0, -1, "",
     "", true},
    {"Autumn fair", "Programme", "", "Children's corner: who reads?", "", 0, 5, "", "waiting"},
    {"Autumn fair", "Stands", "", "Send the stand plan to the fire brigade",
     "Width of the lane: at least 3.5 m.", 1, -1},
    {"Autumn fair", "Stands", "", "Rent 30 tables", "", 3, 4, "", "phone"},
    {"Autumn fair", "Stands", "", "Number the stands", "", 0, 6},
    {"Autumn fair", "", "", "Open the account for the fair", "", 0, -6, "", "", true},
    {"House", "", "", "Have the boiler serviced", "Number of the contract is on the door.", 2, 1, "09:30",
     "phone"},
    {"House", "", "", "Bleed the radiators", "", 0, 0},
    {"House", "", "", "Paint the garden gate", "Green, satin. Half a litre is enough.", 4, 12},
    {"House", "Someday", "", "A shelf for the hall"},
    {"House", "Someday", "", "Insulate the attic hatch"},
    {"Website", "To do", "", "Put the opening hours on every page", "", 2, 0, "16:00"},
    {"Website", "To do", "", "Answer the accessibility report", "", 1, 2},
    {"Website", "To do", "Answer the accessibility report", "Name every form field", "", 0, kNoDate, "", "",
     true},
    {"Website", "To do", "Answer the accessibility report", "Contrast of the footer"},
    {"Website", "To do", "Answer the accessibility report", "Order of the tab key"},
    {"Website", "To do", "", "Pictures of the workshop", "", 0, 8},
    {"Website", "Waiting", "", "Translation of the start page", "", 0, 3, "", "waiting"},
    {"Website", "", "", "Renew the domain", "", 0, -9, "", "", true},
    {"", "", "", "Water the plants at the office", "", 0, 0},
    {"", "", "", "Thank Mrs Okafor for the cake", "", 3, 0, "", "phone"},
    {"Autumn fair", "Programme", "", "Invite the choir of the school", "Two songs, at eleven.", 2, 0, "11:00",
     "phone"},
    {"Autumn fair", "Stands", "", "Who brings the second tent?", "", 0, 0, "", "waiting"},
    {"House", "", "", "Read the meters", "Gas and water; the photo is enough.", 0, -2},
    {"House", "", "", "Cancel the old phone contract", "Notice by the end of the month.", 1, 0},
    {"Website", "To do", "", "Check the links on the press page", "", 0, 0, "", "quick"},
    {"Website", "Waiting", "", "Answer of the photographer", "", 0, 0, "", "waiting"},
    {"Reading", "", "", "Bring the atlas back", "", 0, 0, "", "errand"},
    {"Reading", "", "", "Notes on chapter four", "", 0, kNoDate, "", "quick"},
    {"Reading", "", "", "Order the second volume", "", 0, 9, "", "errand"},
};

struct SampleProject {
    const char* name;
    const char* colour;
    contract::Visibility visibility;
    std::vector<const char*> sections;
};

class SampleWriter {
public:
    SampleWriter(tasks::Change& change, const ProjectId& inbox) : m_change(change)
    {
        m_projects[""] = inbox;
    }

    Status write()
    {
        for (const auto& [name, colour] : {std::pair("phone", "blue"), std::pair("waiting", "orange"),
                                           std::pair("errand", "green"), std::pair("quick", "violet")}) {
            contract::LabelFields fields;
            fields.name = contract::Name(name);
            fields.colour = contract::Colour(colour);
            TW_ASSIGN(auto label, tasks::LabelService().create(m_change, m_change.newId<LabelId>(), fields));
            m_labels[name] = label.entity.id;
        }
        using enum contract::Visibility;
        for (const auto& project : {SampleProject{"Autumn fair", "orange", Organisation,
                                                  {"Programme", "Stands"}},
                                    SampleProject{"Website", "teal", Organisation, {"To do", "Waiting"}},
                                    SampleProject{"House", "green", Private, {"Someday"}},
                                    SampleProject{"Reading", "violet", Private, {}}})
            TW_TRY(writeProject(project));
        for (const auto& task : kTasks)
            TW_TRY(writeTask(task));
        return {};
    }

private:
    Status writeProject(const SampleProject& sample)
    {
        contract::ProjectFields fields;
        fields.name = contract::Name(sample.name);
        fields.colour = contract::Colour(sample.colour);
        fields.visibility = sample.visibility;
        TW_ASSIGN(auto project,
                  tasks::ProjectService().create(m_change, m_change.newId<ProjectId>(), fields));
        m_projects[sample.name] = project.entity.id;
        for (const char* name : sample.sections) {
            contract::SectionFields section;
            section.projectId = project.entity.id;
            section.name = contract::Name(name);
            TW_ASSIGN(auto made,
                      tasks::SectionService().create(m_change, m_change.newId<SectionId>(), section));
            m_sections[std::string(sample.name) + '/' + name] = made.entity.id;
        }
        return {};
    }

    Status writeTask(const SampleTask& sample)
    {
        contract::TaskFields fields;
        fields.projectId = m_projects.at(sample.project);
        fields.title = contract::Title(sample.title);
        fields.note = contract::Note(sample.note);
        fields.priority = contract::Priority(sample.priority);
        if (*sample.section)
            fields.sectionId = std::optional(m_sections.at(std::string(sample.project) + '/' + sample.section));
        if (*sample.parent)
            fields.parentId = std::optional(m_tasks.at(sample.parent));
        if (*sample.label)
            fields.labelIds = contract::LabelIds{m_labels.at(sample.label)};
        if (sample.due != kNoDate) {
            std::string due = dayFrom(m_change.now(), sample.due);
            if (*sample.time)
                due += std::string("T") + sample.time;
            fields.due = std::optional(contract::When{due});
        }
        if (sample.done)
            fields.completedAt = std::optional(m_change.now());
        TW_ASSIGN(auto task, tasks::TaskService().create(m_change, m_change.newId<TaskId>(), fields));
        m_tasks[sample.title] = task.entity.id;
        return {};
    }

    tasks::Change& m_change;
    std::map<std::string, ProjectId> m_projects;
    std::map<std::string, SectionId> m_sections;
    std::map<std::string, LabelId> m_labels;
    std::map<std::string, TaskId> m_tasks;
};

} // namespace

Status Seeder::sample(const http::Caller& owner, const ProjectId& inbox)
{
    return m_database.write(owner.scope(), [&](db::Tx& tx) -> Status {
        SystemRandom random;
        tasks::Change change(tx, owner, m_clock, random);
        return SampleWriter(change, inbox).write();
    });
}

} // namespace taskward::ops
