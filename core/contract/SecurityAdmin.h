// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/ApiKeys.h"

/// What administrators do about the accounts of others. They hand out and take away; they never see or
/// choose a password, a code or a seed.
namespace taskward::contract {

/// Why somebody has to wait, from whom it came, and until when.
struct Lock {
    UserId userId;
    std::string email;
    std::string factor; ///< "password" or "totp"
    std::string cause;  ///< "misses-from-address", "misses-from-device", "misses-spread", "codes"
    std::string source; ///< an address with its end cut off, or a device's name
    std::int64_t misses = 0;
    Timestamp since;
    std::optional<Timestamp> until; ///< none: until somebody unlocks
    bool operator==(const Lock&) const = default;
};
BOOST_DESCRIBE_STRUCT(Lock, (), (userId, email, factor, cause, source, misses, since, until))

struct ListLocks {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/admin/locks",
                                        .access = Access::needs(Permission::SecurityRead),
                                        .run = Run::Read,
                                        .summary = "Who has to wait before the next try, and why"};
    struct Request {
        std::optional<UserId> userId;
    };
    struct Response {
        std::vector<Lock> items;
    };
};
BOOST_DESCRIBE_STRUCT(ListLocks::Request, (), (userId))
BOOST_DESCRIBE_STRUCT(ListLocks::Response, (), (items))

struct ClearLocks {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/admin/people/{id}/unlock",
                                        .access = Access::needs(Permission::LockClear),
                                        .run = Run::Write,
                                        .summary = "Let a person try again at once",
                                        .successStatus = 204,
                                        .stepUp = true};
    struct Request {
        UserId id;
        Reason reason;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(ClearLocks::Request, (), (id, reason))

struct ListPersonSessions {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/admin/people/{id}/sessions",
                                        .access = Access::needs(Permission::SecurityRead),
                                        .run = Run::Read,
                                        .summary = "The devices and sessions of a person"};
    struct Request {
        UserId id;
    };
    using Response = ListSessions::Response;
};
BOOST_DESCRIBE_STRUCT(ListPersonSessions::Request, (), (id))

/// One session, or all of them.
struct EndPersonSessions {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/admin/people/{id}/sessions/end",
                                        .access = Access::needs(Permission::SessionEnd),
                                        .run = Run::Write,
                                        .summary = "End sessions of a person",
                                        .stepUp = true};
    struct Request {
        UserId id;
        std::optional<SessionId> sessionId;
        std::optional<bool> wipe;
        Reason reason;
    };
    using Response = Count;
};
BOOST_DESCRIBE_STRUCT(EndPersonSessions::Request, (), (id, sessionId, wipe, reason))

/// A one-time text for ResetPassword. It is shown to the administrator alone, who hands it over.
struct OfferPasswordReset {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/admin/people/{id}/password-reset",
                                        .access = Access::needs(Permission::PersonReset),
                                        .run = Run::Write,
                                        .summary = "Make a one-time text for a new password",
                                        .successStatus = 201,
                                        .stepUp = true};
    struct Request {
        UserId id;
        Reason reason;
    };
    struct Response {
        std::string token;
        Timestamp expiresAt;
    };
};
BOOST_DESCRIBE_STRUCT(OfferPasswordReset::Request, (), (id, reason))
BOOST_DESCRIBE_STRUCT(OfferPasswordReset::Response, (), (token, expiresAt))

/// Takes a lost factor away; ends the person's sessions. The next sign-in sets up a new one where the
/// policy asks for it.
struct ResetFactor {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/admin/people/{id}/factor-reset",
                                        .access = Access::needs(Permission::PersonReset),
                                        .run = Run::Write,
                                        .summary = "Take a person's lost second factor away",
                                        .successStatus = 204,
                                        .stepUp = true};
    struct Request {
        UserId id;
        Reason reason;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(ResetFactor::Request, (), (id, reason))

struct SetPersonDisabled {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/admin/people/{id}/disabled",
                                        .access = Access::needs(Permission::PersonDisable),
                                        .run = Run::Write,
                                        .summary = "Disable a person, or enable them again",
                                        .successStatus = 204,
                                        .stepUp = true};
    struct Request {
        UserId id;
        bool disabled = false;
        Reason reason;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(SetPersonDisabled::Request, (), (id, disabled, reason))

struct ListOrgSecurityEvents {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/admin/people/{id}/events",
                                        .access = Access::needs(Permission::SecurityRead),
                                        .run = Run::Read,
                                        .summary = "What happened to a person's account"};
    struct Request {
        UserId id;
        std::optional<Bounded<1, limits::kMaxPageItems>> limit;
        std::optional<Text<1, 512>> cursor;
    };
    using Response = SecurityEventPage;
};
BOOST_DESCRIBE_STRUCT(ListOrgSecurityEvents::Request, (), (id, limit, cursor))

/// For which roles the organisation asks for a second factor, and how long they may put it off.
struct SecurityPolicy {
    std::vector<Role> factorRoles;
    std::int64_t graceDays = 7;
    std::int64_t version = 0;
    bool operator==(const SecurityPolicy&) const = default;
};
BOOST_DESCRIBE_STRUCT(SecurityPolicy, (), (factorRoles, graceDays, version))

struct GetSecurityPolicy {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/admin/security-policy",
                                        .access = Access::needs(Permission::SecurityRead),
                                        .run = Run::Read,
                                        .summary = "Who needs a second factor"};
    struct Request {};
    using Response = SecurityPolicy;
};
BOOST_DESCRIBE_STRUCT(GetSecurityPolicy::Request, (), ())

struct SetSecurityPolicy {
    static constexpr EndpointSpec kSpec{.verb = Verb::Put,
                                        .path = "/v1/admin/security-policy",
                                        .access = Access::needs(Permission::PolicyUpdate),
                                        .run = Run::Write,
                                        .summary = "Say who needs a second factor",
                                        .stepUp = true};
    struct Request {
        List<Role, 8> factorRoles;
        Bounded<0, 90> graceDays;
        std::optional<std::int64_t> ifMatch;  ///< the If-Match header
    };
    using Response = SecurityPolicy;
};
BOOST_DESCRIBE_STRUCT(SetSecurityPolicy::Request, (), (factorRoles, graceDays, ifMatch))

} // namespace taskward::contract
