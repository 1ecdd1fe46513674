// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/identity/SecurityPolicyStore.h"

#include <algorithm>

namespace taskward::identity {

using contract::Role;

namespace {

constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;
constexpr Role kRoles[] = {Role::Owner, Role::Administrator, Role::Member, Role::Viewer};

std::int64_t bitOf(Role role)
{
    return std::int64_t{1} << static_cast<int>(role);
}

} // namespace

bool asksFactorOf(const contract::SecurityPolicy& policy, Role role)
{
    return std::ranges::find(policy.factorRoles, role) != policy.factorRoles.end();
}

Timestamp graceEnd(const contract::SecurityPolicy& policy, Timestamp since)
{
    return {since.ms + policy.graceDays * kDayMs};
}

contract::SecurityPolicy SecurityPolicyStore::find(const OrgId& org)
{
    auto rows = m_tx.query("SELECT factor_roles, grace_days, version FROM security_policies "
                           "WHERE org_id = $1",
                           org);
    contract::SecurityPolicy policy;
    if (!rows.next()) {
        policy.factorRoles = {Role::Owner, Role::Administrator};
        return policy;
    }
    for (const Role role : kRoles) {
        if ((rows.integer(0) & bitOf(role)) != 0)
            policy.factorRoles.push_back(role);
    }
    policy.graceDays = rows.integer(1);
    policy.version = rows.integer(2);
    return policy;
}

void SecurityPolicyStore::put(const OrgId& org, const contract::SecurityPolicy& policy)
{
    std::int64_t bits = 0;
    for (const Role role : policy.factorRoles)
        bits |= bitOf(role);
    m_tx.run("INSERT INTO security_policies (org_id, factor_roles, grace_days, version) "
             "VALUES ($1, $2, $3, $4) ON CONFLICT (org_id) DO UPDATE SET "
             "factor_roles = excluded.factor_roles, grace_days = excluded.grace_days, "
             "version = excluded.version",
             org, bits, policy.graceDays, policy.version);
}

std::optional<Timestamp> SecurityPolicyStore::findGrace(const OrgId& org, const UserId& user)
{
    auto rows =
        m_tx.query("SELECT since FROM factor_grace WHERE org_id = $1 AND user_id = $2", org, user);
    if (!rows.next())
        return std::nullopt;
    return rows.time(0);
}

Timestamp SecurityPolicyStore::graceSince(const OrgId& org, const UserId& user, Timestamp now)
{
    if (const auto since = findGrace(org, user))
        return *since;
    m_tx.run("INSERT INTO factor_grace (org_id, user_id, since) VALUES ($1, $2, $3)", org, user,
             now);
    return now;
}

} // namespace taskward::identity
