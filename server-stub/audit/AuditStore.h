// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/db/Tx.h"
#include "server-stub/http/Caller.h"

#include <string>
#include <string_view>
#include <vector>

namespace taskward::audit {

struct AuditEntry {
    std::string_view action;     ///< "task.update"
    std::string_view objectKind; ///< "task"
    std::string_view objectId;
    /// JSON. Names of members, counts, outcomes: never content, never a secret.
    std::string detail = "{}";
};

struct AuditRow {
    std::int64_t seq = 0;
    Timestamp at;
    std::string actorId;
    std::string action;
    std::string objectKind;
    std::string objectId;
    std::string requestId;
    std::string detail;
};

/// Who may write the next number of an organisation's log.
enum class Turn : std::uint8_t {
    Take, ///< not yet ours: wait for it
    Held, ///< this transaction has changed the organisation's row already (RevisionStore::next)
};

/// The only SQL on the audit log. Rows are added in the transaction of what they record and never
/// changed; `seq` counts without gaps within an organisation, from the newest row on, which therefore
/// is never removed.
class AuditStore {
public:
    explicit AuditStore(db::Tx& tx) : m_tx(tx) {}
    void append(const http::Caller& caller, const AuditEntry& entry, Timestamp at,
                Turn turn = Turn::Take);
    std::vector<AuditRow> after(const OrgId& org, std::int64_t seq, std::int64_t limit);

private:
    db::Tx& m_tx;
};

} // namespace taskward::audit
