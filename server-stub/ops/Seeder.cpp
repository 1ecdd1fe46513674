// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/Seeder.h"

#include "core/tasks/OrderKey.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/tasks/Change.h"
#include "server-stub/tasks/ProjectService.h"
#include "server-stub/tasks/SectionStore.h"
#include "server-stub/tasks/TaskStore.h"

#include <array>
#include <string_view>

namespace taskward::ops {

namespace {

constexpr std::size_t kRowsInOneTransaction = 2000;
constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;

constexpr std::array<std::string_view, 16> kVerbs{
    "Call",   "Write to", "Prepare", "Review", "Order", "Repair", "Plan",   "Measure",
    "Invite", "Thank",    "Draft",   "Check",  "Pay",   "Visit",  "Update", "Sort"};
constexpr std::array<std::string_view, 24> kThings{
    "the printer",   "the annual report", "the garden fence", "the supplier",   "a new chair",
    "the insurance", "the school",        "the bicycle",      "the slides",     "the budget",
    "the neighbours", "the press kit",    "the spare keys",   "the cellar",     "the website",
    "the contract",  "the team lunch",    "the dentist",      "the invoices",   "the test plan",
    "the workshop",  "the photographs",   "the heating",      "the train tickets"};
constexpr std::array<std::string_view, 12> kAreas{"Office",  "House",   "Garden", "Autumn fair",
                                                  "Website", "Finance", "Move",   "Reading",
                                                  "Health",  "Travel",  "Clients", "Workshop"};
constexpr std::array<std::string_view, 8> kColours{"red",  "orange", "yellow", "green",
                                                   "teal", "blue",   "violet", "grey"};

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& list, Random& random)
{
    return list[random.below(N)];
}

struct Ground {
    std::vector<ProjectId> projects;
    std::vector<LabelId> labels;
};

contract::Project projectNumber(std::int64_t number, Random& random, const tasks::Change& change)
{
    contract::Project project;
    project.name = std::string(kAreas[static_cast<std::size_t>(number) % kAreas.size()]);
    if (number >= static_cast<std::int64_t>(kAreas.size()))
        project.name += ' ' + std::to_string(number / static_cast<std::int64_t>(kAreas.size()) + 1);
    project.colour = std::string(pick(kColours, random));
    project.visibility = contract::Visibility::Organisation;
    project.ownerId = change.user();
    project.createdAt = change.now();
    project.updatedAt = change.now();
    return project;
}

Result<Ground> seedGround(tasks::Change& change, const SeedSize& size, Random& random)
{
    Ground ground;
    std::string key;
    for (std::int64_t i = 0; i < size.projects; ++i) {
        auto project = projectNumber(i, random, change);
        TW_ASSIGN(key, tasks::orderKeyBetween(key, ""));
        project.id = change.newId<ProjectId>();
        project.orderKey = key;
        project.version = change.version();
        tasks::ProjectStore(change.tx()).insert(change.org(), project);
        ground.projects.push_back(project.id);
    }
    for (const std::string_view name : {"waiting", "phone", "errand", "quick", "idea"}) {
        contract::Label label{change.newId<LabelId>(),      std::string(name),
                              std::string(pick(kColours, random)), change.now(),
                              change.now(),                 change.version()};
        tasks::LabelStore(change.tx()).insert(change.org(), label);
        ground.labels.push_back(label.id);
    }
    change.audit("seed", "project", ground.projects.empty() ? "" : ground.projects.front().value);
    return ground;
}

contract::Task randomTask(const Ground& ground, Random& random, Timestamp now)
{
    contract::Task task;
    task.projectId = ground.projects[random.below(ground.projects.size())];
    task.title = std::string(pick(kVerbs, random)) + ' ' + std::string(pick(kThings, random));
    if (random.below(4) == 0)
        task.note = "See " + std::string(pick(kThings, random)) + " first.";
    if (random.below(3) == 0)
        task.priority = static_cast<std::int64_t>(random.below(4) + 1);
    if (random.below(2) == 0)
        task.due = contract::When{dayFrom(now, static_cast<std::int64_t>(random.below(120)) - 20)};
    if (random.below(5) == 0)
        task.labelIds.push_back(ground.labels[random.below(ground.labels.size())]);
    if (random.below(4) == 0)
        task.completedAt = Timestamp{now.ms - static_cast<std::int64_t>(random.below(60)) * kDayMs};
    return task;
}

} // namespace

std::string dayFrom(Timestamp now, std::int64_t days)
{
    return toRfc3339(Timestamp{now.ms + days * kDayMs}).substr(0, 10);
}

Status Seeder::seed(const http::Caller& owner, const SeedSize& size)
{
    SeededRandom random(size.randomSeed);
    for (std::int64_t i = 0; i < size.users; ++i) {
        const Status made = m_database.write(owner.scope(), [&](db::Tx& tx) -> Status {
            tasks::Change change(tx, owner, m_clock, random);
            identity::PeopleStore people(tx);
            const auto user = change.newId<UserId>();
            const auto inbox = change.newId<ProjectId>();
            const std::string name = "Person " + std::to_string(i + 1);
            people.insert({user, "person" + std::to_string(i + 1) + "." + user.value.substr(28) +
                                     "@example.org",
                           name, "!", false, owner.org},
                          change.now());
            people.insertMembership(owner.org, user, contract::Role::Member, inbox, change.now());
            tasks::ProjectService().createInbox(change, inbox, user);
            return {};
        });
        TW_TRY(made);
    }
    TW_ASSIGN(const auto ground, m_database.write(owner.scope(), [&](db::Tx& tx) -> Result<Ground> {
        tasks::Change change(tx, owner, m_clock, random);
        return seedGround(change, size, random);
    }));
    if (ground.projects.empty())
        return {};
    std::string key;
    for (std::int64_t done = 0; done < size.tasks;) {
        const auto count = std::min<std::int64_t>(size.tasks - done, kRowsInOneTransaction);
        const Status written = m_database.write(owner.scope(), [&](db::Tx& tx) -> Status {
            tasks::Change change(tx, owner, m_clock, random);
            tasks::TaskStore store(tx);
            for (std::int64_t i = 0; i < count; ++i) {
                auto task = randomTask(ground, random, change.now());
                TW_ASSIGN(key, tasks::orderKeyBetween(key, ""));
                task.id = change.newId<TaskId>();
                task.orderKey = key;
                task.createdBy = owner.user;
                task.createdAt = change.now();
                task.updatedAt = change.now();
                task.version = change.version();
                store.insert(owner.org, task);
            }
            change.audit("seed", "task", "");
            return {};
        });
        TW_TRY(written);
        done += count;
    }
    return {};
}

} // namespace taskward::ops
