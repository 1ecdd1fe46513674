// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "server-stub/sync/SyncService.h"
#include "server-stub/tasks/Change.h"
#include "server-stub/tasks/Cursor.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TestStores.h"

#include <memory>
#include <string>

namespace taskward::test {

/// A store of one engine with organisations and people in it, and the rooms of tasks and sync above it,
/// without HTTP. Every function runs in a transaction of its own.
class World {
public:
    struct Member {
        http::Caller caller;
        ProjectId inbox;
    };

    static Result<std::unique_ptr<World>> open(const QString& engine);

    Result<OrgId> addOrganisation(const std::string& name);
    Result<Member> addMember(const OrgId& org, contract::Role role = contract::Role::Member,
                             const std::string& passwordHash = "!");

    /// `work` is Result<T>(tasks::Change&).
    template <typename W>
    auto change(const Member& member, W&& work)
    {
        return database().write(member.caller.scope(), [&](db::Tx& tx) {
            tasks::Change change(tx, member.caller, clock, random);
            return work(change);
        });
    }

    using Visibility = contract::Visibility;
    Result<contract::Project> project(const Member& member, const std::string& name,
                                      Visibility visibility = Visibility::Organisation,
                                      std::optional<ProjectId> parent = {});
    Result<contract::Project> updateProject(const Member& member, const ProjectId& id,
                                            const contract::ProjectFields& fields);
    Result<contract::Section> section(const Member& member, const ProjectId& project,
                                      const std::string& name);
    Result<contract::Label> label(const Member& member, const std::string& name);
    Result<contract::Task> task(const Member& member, contract::TaskFields fields,
                                const std::string& title = "a task");
    Result<contract::Task> task(const Member& member, const ProjectId& project, const std::string& title,
                                std::optional<TaskId> parent = {});
    /// As PATCH with the version in force.
    Result<contract::Task> updateTask(const Member& member, const TaskId& id,
                                      const contract::TaskFields& fields);
    Result<contract::Task> updateTask(const Member& member, const TaskId& id,
                                      const contract::TaskFields& fields, tasks::Base base);
    Result<contract::Task> findTask(const Member& member, const TaskId& id);
    Result<bool> removeTask(const Member& member, const TaskId& id);
    Result<bool> removeProject(const Member& member, const ProjectId& id);

    Result<contract::SyncPush::Response> push(const Member& member,
                                              std::vector<contract::Operation> operations);
    Result<contract::SyncPull::Response> pull(const Member& member,
                                              std::optional<std::string> after = {},
                                              std::int64_t limit = limits::kMaxSyncPageItems);
    contract::Operation update(const TaskId& id, std::int64_t base, const contract::TaskFields& fields);
    contract::Operation removal(contract::EntityKind kind, const std::string& id, std::int64_t base);

    db::Database& database() { return m_store->database(); }
    std::string newUuid() { return makeUuidV7(clock, random); }

    FakeClock clock;
    SystemRandom random;
    tasks::Cursor cursor{Secret::fromText("a key for cursors, of the tests")};
    sync::SyncService sync{clock, random, cursor};

private:
    std::unique_ptr<TestStore> m_store;
};

} // namespace taskward::test
