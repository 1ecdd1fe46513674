// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/sync/OperationStore.h"

namespace taskward::sync {

std::optional<std::string> OperationStore::find(const http::Caller& caller, const OpId& id)
{
    auto rows = m_tx.query("SELECT result FROM applied_operations "
                           "WHERE org_id = $1 AND user_id = $2 AND operation_id = $3",
                           caller.org, caller.user, id);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void OperationStore::put(const http::Caller& caller, const OpId& id, std::string_view result,
                         Timestamp at)
{
    m_tx.run("INSERT INTO applied_operations (org_id, user_id, operation_id, result, at) "
             "VALUES ($1, $2, $3, $4, $5)",
             caller.org, caller.user, id, result, at);
}

} // namespace taskward::sync
