// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/Directory.h"

#include "core/crypto/Digest.h"
#include "server-stub/audit/AuditStore.h"
#include "server-stub/identity/ChallengeStore.h"
#include "server-stub/identity/FactorStore.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/ResetStore.h"
#include "server-stub/identity/SecurityEventStore.h"
#include "server-stub/identity/SecurityPolicyStore.h"
#include "server-stub/identity/SessionStore.h"
#include "server-stub/identity/ThrottleStore.h"
#include "server-stub/ops/ServerMetaStore.h"
#include "server-stub/tasks/ProjectService.h"

namespace taskward::ops {

using identity::PeopleStore;

namespace {

/// What the command line does is done by the system, on the machine itself.
http::Caller systemCaller(const OrgId& org, const UserId& user)
{
    http::Caller caller;
    caller.org = org;
    caller.user = user;
    caller.role = contract::Role::Owner;
    caller.requestId = "command-line";
    caller.remoteAddress = "local";
    return caller;
}

std::string randomHex(Random& random)
{
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return crypto::toHex(bytes);
}

void ensureServerKeys(db::Tx& tx, const Clock& clock, Random& random)
{
    ServerMetaStore meta(tx);
    if (meta.find("server_id"))
        return;
    meta.put("server_id", makeUuidV7(clock, random));
    meta.put("cursor_key", randomHex(random));
    meta.put("rotation_key", randomHex(random));
}

} // namespace

Result<Directory::Made> Directory::createOrganisation(const std::string& name, const NewPerson& owner)
{
    const auto org = makeId<OrgId>(m_clock, m_random);
    const auto user = makeId<UserId>(m_clock, m_random);
    const auto inbox = makeId<ProjectId>(m_clock, m_random);
    return m_database.write({org, user}, [&](db::Tx& tx) -> Result<Made> {
        const Timestamp now = m_clock.now();
        ensureServerKeys(tx, m_clock, m_random);
        PeopleStore people(tx);
        if (people.findByEmail(owner.email))
            return fail(ErrorCode::Conflict, "there is a person with this e-mail address already");
        people.insertOrganisation(org, name, makeUuidV7(m_clock, m_random), now);
        people.insert({user, owner.email, owner.name, owner.passwordHash, false, org}, now);
        people.insertMembership(org, user, contract::Role::Owner, inbox, now);
        const auto caller = systemCaller(org, user);
        tasks::Change change(tx, caller, m_clock, m_random);
        tasks::ProjectService().createInbox(change, inbox, user);
        change.audit("org.create", "org", org.value);
        return Made{org, user, inbox};
    });
}

Result<Directory::Made> Directory::addPerson(const OrgId& org, const NewPerson& person)
{
    const auto user = makeId<UserId>(m_clock, m_random);
    const auto inbox = makeId<ProjectId>(m_clock, m_random);
    return m_database.write({org, user}, [&](db::Tx& tx) -> Result<Made> {
        PeopleStore people(tx);
        if (people.findByEmail(person.email))
            return fail(ErrorCode::Conflict, "there is a person with this e-mail address already");
        const Timestamp now = m_clock.now();
        people.insert({user, person.email, person.name, person.passwordHash, false, org}, now);
        people.insertMembership(org, user, person.role, inbox, now);
        const auto caller = systemCaller(org, user);
        tasks::Change change(tx, caller, m_clock, m_random);
        tasks::ProjectService().createInbox(change, inbox, user);
        change.audit("user.create", "user", user.value);
        return Made{org, user, inbox};
    });
}

namespace {

Result<identity::UserRow> personNamed(db::Tx& tx, const std::string& email)
{
    auto user = PeopleStore(tx).findByEmail(email);
    if (!user)
        return fail(ErrorCode::NotFound, "there is nobody with this e-mail address");
    tx.setScope({user->defaultOrg, user->id});
    return std::move(*user);
}

} // namespace

Status Directory::setServerName(const std::string& name)
{
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        ServerMetaStore(tx).put("server_name", name);
        return {};
    });
}

Status Directory::requireNewPassword(const std::string& email)
{
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        TW_ASSIGN(const auto user, personNamed(tx, email));
        PeopleStore(tx).setRenewPassword(user.id, true, m_clock.now());
        return {};
    });
}

Status Directory::askForNoFactor(const OrgId& org)
{
    return m_database.write({org, {}}, [&](db::Tx& tx) -> Status {
        identity::SecurityPolicyStore policies(tx);
        auto policy = policies.find(org);
        policy.factorRoles.clear();
        ++policy.version;
        policies.put(org, policy);
        return {};
    });
}

/// The person sees it, and the log: done by the system.
void Directory::note(db::Tx& tx, const identity::UserRow& user, std::string_view action,
                     std::string_view eventKind)
{
    identity::SecurityEventStore(tx).append(
        user.id, {.kind = eventKind, .actor = "system", .critical = true}, m_clock, m_random);
    audit::AuditStore(tx).append(systemCaller(user.defaultOrg, user.id),
                                 {action, "user", user.id.value}, m_clock.now());
}

Result<std::string> Directory::offerReset(const std::string& email)
{
    constexpr std::int64_t kLifeMs = 3'600'000;
    return m_database.write({}, [&](db::Tx& tx) -> Result<std::string> {
        TW_ASSIGN(const auto user, personNamed(tx, email));
        std::string token = crypto::makeToken("twp_", m_random);
        identity::ResetStore(tx).put(user.id, crypto::sha256Hex(token),
                                     {m_clock.now().ms + kLifeMs});
        note(tx, user, "user.offer_reset", "password.reset-offered");
        return token;
    });
}

Status Directory::resetFactor(const std::string& email)
{
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        TW_ASSIGN(const auto user, personNamed(tx, email));
        identity::FactorStore(tx).erase(user.id);
        identity::ChallengeStore(tx).eraseOf(user.id);
        identity::SessionStore(tx).endAllOf(user.id, m_clock.now());
        note(tx, user, "user.reset_factor", "factor.reset");
        return {};
    });
}

Status Directory::unlock(const std::string& email)
{
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        TW_ASSIGN(const auto user, personNamed(tx, email));
        identity::ThrottleStore(tx).eraseOf(user.id);
        identity::FactorStore(tx).setMisses(user.id, {});
        note(tx, user, "user.unlock", "auth.unlock");
        return {};
    });
}

Status Directory::setPassword(const std::string& email, const std::string& passwordHash)
{
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        TW_ASSIGN(const auto user, personNamed(tx, email));
        const Timestamp now = m_clock.now();
        PeopleStore(tx).setPasswordHash(user.id, passwordHash, now);
        identity::SessionStore(tx).endAllOf(user.id, now);
        note(tx, user, "user.set_password", "password.changed");
        return {};
    });
}

Status Directory::setDisabled(const std::string& email, bool disabled)
{
    return m_database.write({}, [&](db::Tx& tx) -> Status {
        TW_ASSIGN(const auto user, personNamed(tx, email));
        const Timestamp now = m_clock.now();
        PeopleStore(tx).setDisabled(user.id, disabled, now);
        if (disabled)
            identity::SessionStore(tx).endAllOf(user.id, now);
        note(tx, user, disabled ? "user.disable" : "user.enable",
             disabled ? "account.disabled" : "account.enabled");
        return {};
    });
}

Result<OrgId> Directory::onlyOrganisation()
{
    return m_database.read({}, [](db::Tx& tx) -> Result<OrgId> {
        const auto owner = PeopleStore(tx).first();
        if (!owner)
            return fail(ErrorCode::NotFound, "there is no organisation yet: run init first");
        return owner->defaultOrg;
    });
}

} // namespace taskward::ops
