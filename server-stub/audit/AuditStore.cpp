// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/audit/AuditStore.h"

#include "core/base/Assert.h"

namespace taskward::audit {

void AuditStore::append(const http::Caller& caller, const AuditEntry& entry, Timestamp at)
{
    std::int64_t seq = 0;
    {
        auto rows = m_tx.query("UPDATE organisations SET audit_seq = audit_seq + 1 WHERE org_id = $1 "
                               "RETURNING audit_seq",
                               caller.org);
        TW_ASSERT(rows.next());
        seq = rows.integer(0);
        // Runs the statement to its end: the embedded engine writes with the last step.
        while (rows.next()) {
        }
    }
    m_tx.run("INSERT INTO audit_log (org_id, seq, at, actor_id, session_id, action, object_kind, "
             "object_id, request_id, remote_address, detail) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
             caller.org, seq, at, caller.user, caller.session, entry.action, entry.objectKind,
             entry.objectId, caller.requestId, caller.remoteAddress, entry.detail);
}

std::vector<AuditRow> AuditStore::after(const OrgId& org, std::int64_t seq, std::int64_t limit)
{
    auto rows = m_tx.query("SELECT seq, at, actor_id, action, object_kind, object_id, request_id, detail "
                           "FROM audit_log WHERE org_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                           org, seq, limit);
    std::vector<AuditRow> out;
    while (rows.next())
        out.push_back({rows.integer(0), rows.time(1), rows.text(2), rows.text(3), rows.text(4),
                       rows.text(5), rows.text(6), rows.text(7)});
    return out;
}

} // namespace taskward::audit
