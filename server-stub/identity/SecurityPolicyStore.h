// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Id.h"
#include "core/contract/SecurityAdmin.h"
#include "core/db/Tx.h"

#include <optional>

namespace taskward::identity {

/// The only SQL on what an organisation asks for. The scope of the transaction must be the
/// organisation's.
class SecurityPolicyStore {
public:
    explicit SecurityPolicyStore(db::Tx& tx) : m_tx(tx) {}

    /// Owners and administrators within seven days, version 0, where nobody has said otherwise.
    contract::SecurityPolicy find(const OrgId& org);
    void put(const OrgId& org, const contract::SecurityPolicy& policy);

    /// Since when somebody signs in although they owe a factor; from now on where they just began.
    Timestamp graceSince(const OrgId& org, const UserId& user, Timestamp now);
    std::optional<Timestamp> findGrace(const OrgId& org, const UserId& user);

private:
    db::Tx& m_tx;
};

bool asksFactorOf(const contract::SecurityPolicy& policy, contract::Role role);
Timestamp graceEnd(const contract::SecurityPolicy& policy, Timestamp since);

} // namespace taskward::identity
