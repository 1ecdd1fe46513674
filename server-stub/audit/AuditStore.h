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
    std::string_view action;      ///< "task.update"
    std::string_view objectKind;  ///< "task"
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

/// The only SQL on the audit log. Rows are added in the transaction of what they record and never
/// changed; `seq` counts without gaps within an organisation.
class AuditStore {
public:
    explicit AuditStore(db::Tx& tx) : m_tx(tx) {}
    void append(const http::Caller& caller, const AuditEntry& entry, Timestamp at);
    std::vector<AuditRow> after(const OrgId& org, std::int64_t seq, std::int64_t limit);

private:
    db::Tx& m_tx;
};

} // namespace taskward::audit
