// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/contract/Identity.h"
#include "core/db/Database.h"
#include "server-stub/identity/PeopleStore.h"

#include <string>
#include <string_view>

namespace taskward::ops {

/// Work on organisations and people that is done from the command line and at set-up.
class Directory {
public:
    Directory(db::Database& database, const Clock& clock, Random& random)
        : m_database(database), m_clock(clock), m_random(random)
    {
    }

    struct NewPerson {
        std::string email;
        std::string name;
        std::string passwordHash;
        contract::Role role = contract::Role::Member;
    };
    struct Made {
        OrgId org;
        UserId user;
        ProjectId inbox;
    };

    /// Organisation, owner, membership and Inbox in one transaction; the keys of the server with the
    /// first. Errors: Constraint (e-mail taken), ValidationFailed.
    Result<Made> createOrganisation(const std::string& name, const NewPerson& owner);
    Result<Made> addPerson(const OrgId& org, const NewPerson& person);
    /// What people read where they sign in.
    Status setServerName(const std::string& name);
    /// The next sign-in may do nothing but set a new password: what was given is a one-time code.
    Status requireNewPassword(const std::string& email);
    /// Nobody needs a second factor: for a server that one person has on their own machine.
    Status askForNoFactor(const OrgId& org);
    /// A one-time text for a new password, an hour long.
    Result<std::string> offerReset(const std::string& email);
    /// Takes the factor away and ends all sessions.
    Status resetFactor(const std::string& email);
    /// Lets somebody try again at once.
    Status unlock(const std::string& email);
    Status setPassword(const std::string& email, const std::string& passwordHash);
    /// Disabling ends all sessions.
    Status setDisabled(const std::string& email, bool disabled);
    /// The organisation of the first owner; the one that commands work on when none is named.
    Result<OrgId> onlyOrganisation();

private:
    void note(db::Tx& tx, const identity::UserRow& user, std::string_view action,
              std::string_view eventKind);

    db::Database& m_database;
    const Clock& m_clock;
    Random& m_random;
};

} // namespace taskward::ops
