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

/// Signing in, sessions, the person, the server itself.
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

struct TokenPair {
    std::string accessToken;
    Timestamp accessExpiresAt;
    std::string refreshToken;
    Timestamp refreshExpiresAt;
    bool operator==(const TokenPair&) const = default;
};
BOOST_DESCRIBE_STRUCT(TokenPair, (), (accessToken, accessExpiresAt, refreshToken, refreshExpiresAt))

struct Person {
    UserId id;
    std::string email;
    std::string name;
    bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, email, name))

/// Answers `tokens` when the password is enough; `challenge` when a further step is asked for.
struct Login {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/login",
                                        .access = Access::open(),
                                        .run = Run::Work,
                                        .summary = "Sign in with e-mail and password"};
    struct Request {
        Email email;
        PasswordText password;
        Name deviceName;
        std::optional<OrgId> orgId;  ///< which organisation, when the person is in several
    };
    struct Response {
        SessionId sessionId;
        std::optional<TokenPair> tokens;
        Person person;
        Membership membership;
    };
};
BOOST_DESCRIBE_STRUCT(Login::Request, (), (email, password, deviceName, orgId))
BOOST_DESCRIBE_STRUCT(Login::Response, (), (sessionId, tokens, person, membership))

/// Rotates. The same token within 60 s gets the same successor, so a lost reply signs nobody out.
struct Refresh {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/refresh",
                                        .access = Access::open(),
                                        .run = Run::Work,
                                        .summary = "Exchange a refresh token for its successor"};
    struct Request {
        TokenText refreshToken;
    };
    using Response = TokenPair;
};
BOOST_DESCRIBE_STRUCT(Refresh::Request, (), (refreshToken))

struct Logout {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/logout",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "End this session",
                                        .successStatus = 204};
    struct Request {};
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(Logout::Request, (), ())

struct GetMe {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/me",
                                        .access = Access::session(),
                                        .run = Run::Read,
                                        .summary = "The signed-in person"};
    struct Request {};
    struct Response {
        Person person;
        Membership membership;
        SessionId sessionId;
        std::vector<std::string> permissions;
    };
};
BOOST_DESCRIBE_STRUCT(GetMe::Request, (), ())
BOOST_DESCRIBE_STRUCT(GetMe::Response, (), (person, membership, sessionId, permissions))

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
