// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Security.h"

/// Keys for scripts: "Authorization: Bearer twk_...". A key may do what stands in its scopes and what its
/// owner may do at that moment, whichever is less; never what belongs to a session alone.
namespace taskward::contract {

struct ApiKey {
    ApiKeyId id;
    std::string name;
    std::vector<std::string> scopes;    ///< wire names of permissions
    std::vector<std::string> addresses; ///< CIDR; empty: from anywhere
    Timestamp createdAt;
    Timestamp expiresAt;
    std::optional<Timestamp> lastUsedAt;
    std::string lastAddress;
    bool frozen = false;
    bool operator==(const ApiKey&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApiKey, (),
                      (id, name, scopes, addresses, createdAt, expiresAt, lastUsedAt, lastAddress,
                       frozen))

struct ListApiKeys {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/me/api-keys",
                                        .access = Access::session(),
                                        .run = Run::Read,
                                        .summary = "One's keys for scripts"};
    struct Request {};
    struct Response {
        std::vector<ApiKey> items;
    };
};
BOOST_DESCRIBE_STRUCT(ListApiKeys::Request, (), ())
BOOST_DESCRIBE_STRUCT(ListApiKeys::Response, (), (items))

struct CreateApiKey {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/api-keys",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "Make a key for a script",
                                        .successStatus = 201,
                                        .stepUp = true};
    struct Request {
        Name name;
        List<Text<1, 64>, kPermissionCount> scopes;
        List<Text<2, 64>, 32> addresses;
        Bounded<1, limits::kMaxApiKeyDays> days;
    };
    struct Response {
        ApiKey key;
        std::string secret; ///< shown this once
    };
};
BOOST_DESCRIBE_STRUCT(CreateApiKey::Request, (), (name, scopes, addresses, days))
BOOST_DESCRIBE_STRUCT(CreateApiKey::Response, (), (key, secret))

struct RevokeApiKey {
    static constexpr EndpointSpec kSpec{.verb = Verb::Delete,
                                        .path = "/v1/me/api-keys/{id}",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "End a key",
                                        .successStatus = 204};
    struct Request {
        ApiKeyId id;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(RevokeApiKey::Request, (), (id))

} // namespace taskward::contract
