// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Sync.h"
#include "core/db/Tx.h"

#include <string>
#include <vector>

namespace taskward::tasks {

/// A page of what changed, in the order (version, id), after a position.
struct FeedPosition {
    std::int64_t version = 0;
    std::string id;
};

/// The revision of an organisation: one counter, raised in the transaction of each change, so that
/// versions are in the order of the commits and a cursor never skips one.
class RevisionStore {
public:
    explicit RevisionStore(db::Tx& tx) : m_tx(tx) {}
    std::int64_t next(const OrgId& org);
    struct State {
        std::int64_t revision = 0;
        std::string epoch;
    };
    State state(const OrgId& org);

private:
    db::Tx& m_tx;
};

struct Tombstone {
    std::int64_t version = 0;
    contract::EntityKind kind = contract::EntityKind::Task;
    std::string entityId;
    /// Who could see this project learns of it; none: everybody in the organisation.
    std::optional<ProjectId> projectId;
    std::optional<UserId> exceptUser;
    bool deleted = true;  ///< false: only out of sight for some
};

class TombstoneStore {
public:
    explicit TombstoneStore(db::Tx& tx) : m_tx(tx) {}
    void insert(const OrgId& org, const Tombstone& tombstone, Timestamp at);
    std::vector<contract::Removal> feed(const OrgId& org, const UserId& user, const FeedPosition& after,
                                        std::int64_t limit);

private:
    db::Tx& m_tx;
};

struct ConflictRow {
    contract::Conflict conflict;
    std::optional<ProjectId> projectId;
};

class ConflictStore {
public:
    explicit ConflictStore(db::Tx& tx) : m_tx(tx) {}
    void insert(const OrgId& org, const ConflictRow& row);
    /// Visible to whoever sees its project.
    std::optional<ConflictRow> find(const OrgId& org, const UserId& user, const ConflictId& id);
    void remove(const OrgId& org, const ConflictId& id);
    void removeOf(const OrgId& org, std::string_view entityId);
    /// They go with their entity to another project.
    void follow(const OrgId& org, std::string_view entityId, const ProjectId& project,
                std::int64_t version);
    /// They come again in everybody's feed: the project became visible to more people.
    void touchOf(const OrgId& org, const ProjectId& project, std::int64_t version);
    std::vector<contract::Conflict> feed(const OrgId& org, const UserId& user, const FeedPosition& after,
                                         std::int64_t limit);

private:
    db::Tx& m_tx;
};

} // namespace taskward::tasks
