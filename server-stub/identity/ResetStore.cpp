// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ResetStore.h"

namespace taskward::identity {

void ResetStore::put(const UserId& user, std::string_view digest, Timestamp expiresAt)
{
    eraseOf(user);
    m_tx.run("INSERT INTO password_resets (digest, user_id, expires_at) VALUES ($1, $2, $3)",
             digest, user, expiresAt);
}

std::optional<UserId> ResetStore::find(std::string_view digest, Timestamp now)
{
    auto rows = m_tx.query("SELECT user_id FROM password_resets WHERE digest = $1 "
                           "AND used_at IS NULL AND expires_at > $2",
                           digest, now);
    if (!rows.next())
        return std::nullopt;
    return rows.id<UserId>(0);
}

bool ResetStore::spend(std::string_view digest, Timestamp now)
{
    return m_tx.run("UPDATE password_resets SET used_at = $2 WHERE digest = $1 "
                    "AND used_at IS NULL AND expires_at > $2",
                    digest, now) == 1;
}

void ResetStore::eraseOf(const UserId& user)
{
    m_tx.run("DELETE FROM password_resets WHERE user_id = $1", user);
}

} // namespace taskward::identity
