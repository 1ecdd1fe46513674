// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/ChallengeStore.h"

namespace taskward::identity {

void ChallengeStore::insert(const ChallengeRow& row, Timestamp now)
{
    m_tx.run("DELETE FROM sign_in_challenges WHERE expires_at <= $1", now);
    m_tx.run("INSERT INTO sign_in_challenges (digest, user_id, org_id, device_key, device_name, "
             "platform, password_set_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
             row.digest, row.user, row.org, row.deviceKey, row.deviceName, row.platform,
             row.passwordSetAt, row.expiresAt);
}

std::optional<ChallengeRow> ChallengeStore::find(std::string_view digest)
{
    auto rows = m_tx.query("SELECT digest, user_id, org_id, device_key, device_name, platform, "
                           "password_set_at, tries, expires_at FROM sign_in_challenges "
                           "WHERE digest = $1",
                           digest);
    if (!rows.next())
        return std::nullopt;
    return ChallengeRow{rows.text(0), rows.id<UserId>(1), rows.id<OrgId>(2),
                        rows.text(3), rows.text(4),       rows.text(5),
                        rows.time(6), rows.integer(7),    rows.time(8)};
}

void ChallengeStore::countTry(std::string_view digest)
{
    m_tx.run("UPDATE sign_in_challenges SET tries = tries + 1 WHERE digest = $1", digest);
}

bool ChallengeStore::erase(std::string_view digest)
{
    return m_tx.run("DELETE FROM sign_in_challenges WHERE digest = $1", digest) == 1;
}

void ChallengeStore::eraseOf(const UserId& user)
{
    m_tx.run("DELETE FROM sign_in_challenges WHERE user_id = $1", user);
}

} // namespace taskward::identity
