// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/SignIn.h"

/// What a person does about their own password, second factor, devices and keys.
namespace taskward::contract {

using Reason = Text<3, 500>;

struct ChangePassword {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/password",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Change one's password; ends the other sessions",
                                        .successStatus = 204,
                                        .whileRestricted = true};
    struct Request {
        PasswordText current;
        PasswordText password;
        bool keepOtherSessions = false;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(ChangePassword::Request, (), (current, password, keepOtherSessions))

/// The same judgement that setting it would get, for the meter.
struct JudgePassword {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/password/judge",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Would this password be accepted?",
                                        .whileRestricted = true};
    struct Request {
        PasswordText password;
    };
    struct Response {
        bool accepted = false;
        std::int64_t strength = 0;        ///< 0 to 4
        std::vector<std::string> reasons; ///< wire names of crypto::PasswordReason
    };
};
BOOST_DESCRIBE_STRUCT(JudgePassword::Request, (), (password))
BOOST_DESCRIBE_STRUCT(JudgePassword::Response, (), (accepted, strength, reasons))

struct GetSecurity {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/me/security",
                                        .access = Access::session(),
                                        .run = Run::Read,
                                        .summary = "How one's account is protected",
                                        .whileRestricted = true};
    struct Request {};
    struct Response {
        bool totp = false;
        std::optional<Timestamp> totpSince;
        std::int64_t recoveryCodesLeft = 0;
        bool recoveryCodesSaved = false;
        bool factorRequired = false;             ///< by the policy for the person's role
        std::optional<Timestamp> factorDeadline; ///< until then one may sign in without it
        Timestamp passwordSetAt;
        std::int64_t minPasswordChars = 0;
    };
};
BOOST_DESCRIBE_STRUCT(GetSecurity::Request, (), ())
BOOST_DESCRIBE_STRUCT(GetSecurity::Response, (),
                      (totp, totpSince, recoveryCodesLeft, recoveryCodesSaved, factorRequired,
                       factorDeadline, passwordSetAt, minPasswordChars))

/// Makes a new seed; the factor that is in force stays so until the new one is confirmed.
struct EnrolTotp {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/totp",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Begin to set up an authenticator",
                                        .stepUp = true,
                                        .whileRestricted = true};
    struct Request {};
    struct Response {
        std::string otpauthUri;
        std::string key; ///< base32, in groups of four
        Timestamp serverTime;
    };
};
BOOST_DESCRIBE_STRUCT(EnrolTotp::Request, (), ())
BOOST_DESCRIBE_STRUCT(EnrolTotp::Response, (), (otpauthUri, key, serverTime))

/// From here on the factor is asked for. CodeWrong tells `drift_seconds` as AnswerChallenge does.
struct ConfirmTotp {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/totp/confirm",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Confirm the authenticator with a code of it",
                                        .whileRestricted = true};
    struct Request {
        CodeText code;
    };
    struct Response {
        std::vector<std::string> recoveryCodes; ///< shown this once
    };
};
BOOST_DESCRIBE_STRUCT(ConfirmTotp::Request, (), (code))
BOOST_DESCRIBE_STRUCT(ConfirmTotp::Response, (), (recoveryCodes))

/// One of the codes, typed from where it was kept: it is not used up.
struct ProveRecoveryCodes {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/recovery-codes/prove",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Show that the recovery codes are kept",
                                        .successStatus = 204,
                                        .whileRestricted = true};
    struct Request {
        CodeText code;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(ProveRecoveryCodes::Request, (), (code))

struct RenewRecoveryCodes {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/recovery-codes",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Make new recovery codes; the old ones end",
                                        .stepUp = true};
    struct Request {};
    using Response = ConfirmTotp::Response;
};
BOOST_DESCRIBE_STRUCT(RenewRecoveryCodes::Request, (), ())

/// Refused (Conflict) where the policy asks for the factor.
struct RemoveTotp {
    static constexpr EndpointSpec kSpec{.verb = Verb::Delete,
                                        .path = "/v1/me/totp",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "Remove the authenticator",
                                        .successStatus = 204,
                                        .stepUp = true};
    struct Request {};
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(RemoveTotp::Request, (), ())

struct DeviceSession {
    SessionId sessionId;
    DeviceId deviceId;
    std::string deviceName;
    std::string platform;
    std::string address;       ///< of the last use, its end cut off
    std::string keyThumbprint; ///< RFC 7638, its first 16 characters
    Timestamp createdAt;
    Timestamp lastUsedAt;
    bool thisDevice = false;
    bool wipeRequested = false;
    bool operator==(const DeviceSession&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeviceSession, (),
                      (sessionId, deviceId, deviceName, platform, address, keyThumbprint, createdAt,
                       lastUsedAt, thisDevice, wipeRequested))

struct ListSessions {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/me/sessions",
                                        .access = Access::session(),
                                        .run = Run::Read,
                                        .summary = "One's devices and sessions"};
    struct Request {};
    struct Response {
        std::vector<DeviceSession> items;
    };
};
BOOST_DESCRIBE_STRUCT(ListSessions::Request, (), ())
BOOST_DESCRIBE_STRUCT(ListSessions::Response, (), (items))

/// With `wipe` the device erases its data when it next asks, and reports.
struct EndSession {
    static constexpr EndpointSpec kSpec{.verb = Verb::Delete,
                                        .path = "/v1/me/sessions/{id}",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "End one of one's sessions",
                                        .successStatus = 204,
                                        .stepUp = true};
    struct Request {
        SessionId id;
        std::optional<bool> wipe;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(EndSession::Request, (), (id, wipe))

struct Count {
    std::int64_t ended = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (ended))

struct EndOtherSessions {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/sessions/end-others",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "End all of one's sessions but this",
                                        .stepUp = true};
    struct Request {};
    using Response = Count;
};
BOOST_DESCRIBE_STRUCT(EndOtherSessions::Request, (), ())

/// "This was not me": ends the other sessions, freezes one's keys, and asks for a new password. Needs no
/// fresh proof, on purpose: it only ever takes away.
struct NotMe {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/me/not-me",
                                        .access = Access::session(),
                                        .run = Run::Write,
                                        .summary = "Report that somebody else used one's account"};
    struct Request {
        std::optional<SecurityEventId> eventId;
    };
    struct Response {
        std::int64_t endedSessions = 0;
        std::int64_t frozenKeys = 0;
    };
};
BOOST_DESCRIBE_STRUCT(NotMe::Request, (), (eventId))
BOOST_DESCRIBE_STRUCT(NotMe::Response, (), (endedSessions, frozenKeys))

/// One thing that happened to an account: "auth.login", "auth.refresh.reuse", "auth.lock", ...
struct SecurityEvent {
    SecurityEventId id;
    Timestamp at;
    std::string kind;
    std::string cause; ///< wire name of what was wrong, where something was
    std::string deviceName;
    std::string address; ///< its end cut off
    std::string actor;   ///< an administrator's name, or "system"; empty: whoever used the account
    bool critical = false;
    bool newDevice = false; ///< "Was this you?"
    bool operator==(const SecurityEvent&) const = default;
};
BOOST_DESCRIBE_STRUCT(SecurityEvent, (),
                      (id, at, kind, cause, deviceName, address, actor, critical, newDevice))

struct SecurityEventPage {
    std::vector<SecurityEvent> items; ///< newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SecurityEventPage, (), (items, next))

struct ListSecurityEvents {
    static constexpr EndpointSpec kSpec{.verb = Verb::Get,
                                        .path = "/v1/me/events",
                                        .access = Access::session(),
                                        .run = Run::Read,
                                        .summary = "What happened to one's account"};
    struct Request {
        std::optional<Bounded<1, limits::kMaxPageItems>> limit;
        std::optional<Text<1, 512>> cursor;
    };
    using Response = SecurityEventPage;
};
BOOST_DESCRIBE_STRUCT(ListSecurityEvents::Request, (), (limit, cursor))

} // namespace taskward::contract
