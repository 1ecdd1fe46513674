// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Clock.h"
#include "core/base/Id.h"
#include "core/contract/Endpoint.h"
#include "core/contract/Types.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <optional>
#include <string>
#include <vector>

/// The person, the people of the organisation, the server itself. Signing in is in SignIn.h.
namespace taskward::contract {

using Name = Text<1, limits::kMaxNameChars>;
using Email = Text<3, 254>;
using PasswordText = Text<1, limits::kMaxPasswordChars>;
using TokenText = Text<16, 512>;

enum class Role { Owner, Administrator, Member, Viewer };
BOOST_DESCRIBE_ENUM(Role, Owner, Administrator, Member, Viewer)

struct Membership {
    OrgId orgId;
    std::string orgName;
    Role role = Role::Member;
    ProjectId inboxId;  ///< the person's own private project in this organisation
    bool operator==(const Membership&) const = default;
};
BOOST_DESCRIBE_STRUCT(Membership, (), (orgId, orgName, role, inboxId))

struct Person {
    UserId id;
    std::string email;
    std::string name;
    bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, email, name))

/// A session that may do one thing alone until it is done.
enum class Restriction { SetUpFactor, NewPassword };
BOOST_DESCRIBE_ENUM(Restriction, SetUpFactor, NewPassword)

struct GetMe {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/me",
                                        .access = Access::session(),
                                        .run = Run::Read,
                                        .summary = "The signed-in person",
                                        .whileRestricted = true};
    struct Request {};
    struct Response {
        Person person;
        Membership membership;
        SessionId sessionId;
        std::vector<std::string> permissions;
        std::optional<Restriction> restriction;
    };
};
BOOST_DESCRIBE_STRUCT(GetMe::Request, (), ())
BOOST_DESCRIBE_STRUCT(GetMe::Response, (), (person, membership, sessionId, permissions, restriction))

/// The people of the organisation, as far as everybody in it may see them (names for assignees).
struct ListPeople {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/people",
                                        .access = Access::needs(Permission::OrgRead),
                                        .run = Run::Read,
                                        .summary = "The people of the organisation"};
    struct Request {
        std::optional<Bounded<1, limits::kMaxPageItems>> limit;
        std::optional<Text<1, 512>> cursor;
    };
    struct Response {
        std::vector<Person> items;
        std::optional<std::string> next;
    };
};
BOOST_DESCRIBE_STRUCT(ListPeople::Request, (), (limit, cursor))
BOOST_DESCRIBE_STRUCT(ListPeople::Response, (), (items, next))

/// Who answers here: asked before anything else, without credentials.
struct GetMeta {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/meta",
                                        .access = Access::open(),
                                        .run = Run::Instant,
                                        .summary = "Product, version and oldest client"};
    struct Request {};
    struct Response {
        std::string product;     ///< "taskward"
        std::string version;
        std::string serverName;
        std::string serverId;    ///< made at init; another value means another (or restored) server
        std::string minClientVersion;
        Timestamp serverTime;
    };
};
BOOST_DESCRIBE_STRUCT(GetMeta::Request, (), ())
BOOST_DESCRIBE_STRUCT(GetMeta::Response, (),
                      (product, version, serverName, serverId, minClientVersion, serverTime))

struct GetLimits {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/.well-known/taskward-limits",
                                        .access = Access::open(),
                                        .run = Run::Instant,
                                        .summary = "The limits of this server"};
    struct Request {};
    struct Response {
        std::int64_t maxUrlBytes = limits::kMaxUrlBytes;
        std::int64_t maxHeaderBytes = limits::kMaxHeaderBytes;
        std::int64_t maxHeaders = limits::kMaxHeaderCount;
        std::int64_t maxBodyBytes = limits::kMaxBodyBytes;
        std::int64_t maxJsonDepth = limits::kMaxJsonDepth;
        std::int64_t maxArrayItems = limits::kMaxArrayItems;
        std::int64_t maxBatchOps = limits::kMaxBatchOps;
        std::int64_t maxPageItems = limits::kMaxPageItems;
        std::int64_t maxTitleChars = limits::kMaxTitleChars;
        std::int64_t maxNoteBytes = limits::kMaxNoteBytes;
        std::int64_t idleSeconds = limits::kIdleTimeout.count();
    };
};
BOOST_DESCRIBE_STRUCT(GetLimits::Request, (), ())
BOOST_DESCRIBE_STRUCT(GetLimits::Response, (),
                      (maxUrlBytes, maxHeaderBytes, maxHeaders, maxBodyBytes, maxJsonDepth,
                       maxArrayItems, maxBatchOps, maxPageItems, maxTitleChars, maxNoteBytes,
                       idleSeconds))

} // namespace taskward::contract
