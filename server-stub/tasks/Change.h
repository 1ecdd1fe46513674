// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/Sync.h"
#include "core/db/Tx.h"
#include "core/tasks/Merge.h"
#include "server-stub/http/Caller.h"
#include "server-stub/tasks/ProjectStore.h"

#include <optional>

namespace taskward::tasks {

/// One change on its way into the store: who, in which transaction, seen from which version. The same
/// object serves PATCH (which has compared the version already) and the operations of sync (which merge).
class Change {
public:
    Change(db::Tx& tx, const http::Caller& caller, const Clock& clock, Random& random)
        : m_tx(tx), m_caller(caller), m_random(random), m_clock(clock), m_now(clock.now())
    {
    }

    db::Tx& tx() { return m_tx; }
    const http::Caller& caller() const { return m_caller; }
    const OrgId& org() const { return m_caller.org; }
    const UserId& user() const { return m_caller.user; }
    Timestamp now() const { return m_now; }
    /// The revision that this change makes; taken from the counter at the first call.
    std::int64_t version();
    bool versionTaken() const { return m_version != 0; }

    template <typename IdType>
    IdType newId()
    {
        return makeId<IdType>(m_clock, m_random);
    }

    void audit(std::string_view action, std::string_view kind, std::string_view id,
               const std::vector<std::string>& fields = {});
    void tombstone(contract::EntityKind kind, std::string_view id, std::optional<ProjectId> project,
                   std::optional<UserId> except = std::nullopt, bool deleted = true);
    /// Keeps what a merge replaced, for everybody who sees the project. `fallback` stands in where it is
    /// not known who had set the old value.
    void keepClashes(contract::EntityKind kind, std::string_view id, std::optional<ProjectId> project,
                     const UserId& fallback, const std::vector<FieldClash>& clashes);

private:
    db::Tx& m_tx;
    const http::Caller& m_caller;
    Random& m_random;
    const Clock& m_clock;
    Timestamp m_now;
    std::int64_t m_version = 0;
};

/// An entity after a change, and how the change went.
template <typename Entity>
struct Changed {
    Entity entity;
    contract::Outcome outcome = contract::Outcome::Applied;
};

/// The version that the author of a change saw. Exact: refused with VersionMismatch when another one is
/// in force (If-Match). Otherwise merged by field.
struct Base {
    std::int64_t version = 0;
    bool exact = false;
};

/// Exact: the version must be the one in force. Otherwise, for a deletion: nobody may have changed the
/// entity meanwhile, so that no edit is lost without a word (Conflict).
Status checkRemoval(const std::optional<Base>& base, std::int64_t version, std::string_view fieldVersions);

contract::Outcome outcomeOf(const MergeReport& report);

} // namespace taskward::tasks
