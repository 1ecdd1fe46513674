// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/audit/AuditStore.h"

namespace taskward::audit {

void AuditStore::append(const http::Caller& caller, const AuditEntry& entry, Timestamp at,
                        Turn turn)
{
    // Whoever changes the organisation's row keeps all others waiting until the commit: that is what
    // makes the numbers follow each other. On the engine with one writer it is always our turn.
    if (turn == Turn::Take)
        m_tx.run("UPDATE organisations SET epoch = epoch WHERE org_id = $1", caller.org);
    m_tx.run(
        "INSERT INTO audit_log (org_id, seq, at, actor_id, session_id, action, object_kind, "
        "object_id, request_id, remote_address, detail) "
        "VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_log WHERE org_id = $1), $2, $3, "
        "$4, $5, $6, $7, $8, $9, $10)",
        caller.org, at, caller.user, caller.session, entry.action, entry.objectKind, entry.objectId,
        caller.requestId, caller.remoteAddress, entry.detail);
}

std::vector<AuditRow> AuditStore::after(const OrgId& org, std::int64_t seq, std::int64_t limit)
{
    auto rows =
        m_tx.query("SELECT seq, at, actor_id, action, object_kind, object_id, request_id, detail "
                   "FROM audit_log WHERE org_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
                   org, seq, limit);
    std::vector<AuditRow> out;
    while (rows.next())
        out.push_back({rows.integer(0), rows.time(1), rows.text(2), rows.text(3), rows.text(4),
                       rows.text(5), rows.text(6), rows.text(7)});
    return out;
}

} // namespace taskward::audit
