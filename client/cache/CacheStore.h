// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/sync/Plan.h"
#include "core/db/Tx.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace taskward::client {

/// The SQL of the cache, rows in and out. A value over a running transaction; call flush() before the
/// transaction ends: it writes the counts that the changes add up to.
class CacheStore {
public:
    explicit CacheStore(db::Tx& tx) : m_tx(tx) {}

    std::optional<Entity> get(contract::EntityKind kind, const std::string& id);
    void put(const Entity& entity);
    /// Only when it supersedes the row that is held. One statement less than version() and put().
    void putNewer(const contract::Task& task) { putTask(task, true); }
    /// As putNewer for each, many rows to a statement: every execution costs allocations that
    /// the engine locks and wipes one by one.
    void putManyNewer(std::span<const contract::Task> tasks);
    /// A project with its sections and tasks, a task with its sub-tasks; the tasks of a section stay,
    /// without one. Conflicts about it go with it.
    void drop(contract::EntityKind kind, const std::string& id);
    /// The version of the row that is held; nothing without one.
    std::optional<std::int64_t> version(contract::EntityKind kind, const std::string& id);

    void putConflict(const contract::Conflict& conflict);
    /// Replaces all people.
    void putPeople(const std::vector<contract::Person>& people);

    /// The server's row of an entity with pending edits: nothing when there are none recorded, an empty
    /// text when the server has no such entity.
    std::optional<std::string> base(contract::EntityKind kind, const std::string& id);
    void putBase(contract::EntityKind kind, const std::string& id, std::string_view json);
    void dropBase(contract::EntityKind kind, const std::string& id);
    std::vector<std::pair<contract::EntityKind, std::string>> bases();

    std::vector<std::string> things(int kind);
    std::optional<std::string> meta(std::string_view key);
    void setMeta(std::string_view key, std::string_view value);
    /// Everything but the file's own identity: before another server's rows come.
    void clear();
    void flush();

    static constexpr int kPeople = 100; ///< beside the numbers of EntityKind

private:
    struct Counted {
        std::string projectId;
        std::string sectionId;
        bool top = true;
        bool done = false;
    };
    struct Delta {
        std::int64_t open = 0, openTop = 0, doneTop = 0;
    };
    struct HeldTask {
        std::int64_t rid = 0;
        Counted counted;
        std::string labelIds;
        std::int64_t version = 0;
    };

    static Counted countedOf(const contract::Task& task);
    std::int64_t nextRid();
    void putChunk(std::span<const contract::Task> tasks);
    void putChunkTexts(std::span<const contract::Task> tasks, std::int64_t firstRid);
    std::optional<contract::Task> task(const std::string& id);
    void putTask(const contract::Task& task, bool onlyNewer);
    std::optional<std::int64_t> insertTask(const contract::Task& task);
    void updateTask(std::int64_t rid, const contract::Task& task);
    void dropTask(const std::string& id);
    void dropTasksWhere(std::string_view selectIds, const std::string& container);
    void emptySection(const std::string& id);
    std::vector<std::string> idsWhere(std::string_view selectIds, const std::string& container);
    std::optional<HeldTask> held(const std::string& id);
    void putThing(int kind, const std::string& id, std::int64_t version, std::string_view container,
                  std::string_view json);
    void dropThing(int kind, const std::string& id);
    void setLabels(const std::string& taskId, std::string_view oldIds, std::string_view newIds);
    void count(const Counted& counted, int sign);

    db::Tx& m_tx;
    std::map<std::pair<std::string, std::string>, Delta> m_deltas;
    std::int64_t m_nextRid = 0; ///< 0: not known yet
};

} // namespace taskward::client
