// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/ServerMetaStore.h"

namespace taskward::ops {

std::optional<std::string> ServerMetaStore::find(std::string_view name)
{
    auto rows = m_tx.query("SELECT value FROM server_meta WHERE name = $1", name);
    return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

void ServerMetaStore::put(std::string_view name, std::string_view value)
{
    m_tx.run("INSERT INTO server_meta (name, value) VALUES ($1, $2) "
             "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
             name, value);
}

} // namespace taskward::ops
