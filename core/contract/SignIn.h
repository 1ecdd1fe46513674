// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Identity.h"

/// Getting a session and keeping it. Every call here and every call of a session carries a proof of the
/// device's key (DPoP, RFC 9449); the session is bound to the key that signed it in. A wrong password, an
/// unknown, a disabled and a locked person get the same answer after the same work.
namespace taskward::contract {

using CodeText = Text<6, 32>;
using ChallengeText = Text<16, 512>;

struct TokenPair {
    std::string accessToken;
    Timestamp accessExpiresAt;
    std::string refreshToken;
    Timestamp refreshExpiresAt;
    bool operator==(const TokenPair&) const = default;
};
BOOST_DESCRIBE_STRUCT(TokenPair, (), (accessToken, accessExpiresAt, refreshToken, refreshExpiresAt))

/// A session that has begun.
struct SignedIn {
    SessionId sessionId;
    DeviceId deviceId;
    TokenPair tokens;
    Person person;
    Membership membership;
    std::optional<Restriction> restriction;
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (sessionId, deviceId, tokens, person, membership, restriction))

/// The password was right; the second factor is asked for. One challenge takes five codes at most.
struct Challenge {
    std::string token; ///< opaque; goes back with the code
    Timestamp expiresAt;
    std::int64_t attemptsLeft = 0;
    Timestamp serverTime; ///< to tell a phone whose clock is wrong
    bool operator==(const Challenge&) const = default;
};
BOOST_DESCRIBE_STRUCT(Challenge, (), (token, expiresAt, attemptsLeft, serverTime))

/// Exactly one of the two.
struct SignInStep {
    std::optional<SignedIn> signedIn;
    std::optional<Challenge> challenge;
};
BOOST_DESCRIBE_STRUCT(SignInStep, (), (signedIn, challenge))

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
        std::optional<Name> platform; ///< "Debian 12", shown in the list of devices
        std::optional<OrgId> orgId;   ///< which organisation, when the person is in several
    };
    using Response = SignInStep;
};
BOOST_DESCRIBE_STRUCT(Login::Request, (), (email, password, deviceName, platform, orgId))

/// A code of the authenticator, or one of the recovery codes. A wrong one is CodeWrong with the facts
/// `attempts_left` and, where the phone's clock is off, `drift_seconds` (positive: the phone is ahead).
struct AnswerChallenge {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/challenge",
                                        .access = Access::open(),
                                        .run = Run::Work,
                                        .summary = "Answer the challenge for a second factor"};
    struct Request {
        ChallengeText challenge;
        CodeText code;
    };
    using Response = SignInStep;
};
BOOST_DESCRIBE_STRUCT(AnswerChallenge::Request, (), (challenge, code))

/// Rotates. The same token from the same device within 60 s gets the same successor, so a lost reply
/// signs nobody out; from another device, or later, it ends the session and raises an event.
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
                                        .successStatus = 204,
                                        .whileRestricted = true};
    struct Request {};
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(Logout::Request, (), ())

/// A fresh proof for what needs one (RFC 9470): the password, and the code where a factor is set up.
struct StepUp {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/step-up",
                                        .access = Access::session(),
                                        .run = Run::Work,
                                        .summary = "Prove again that it is you",
                                        .whileRestricted = true};
    struct Request {
        PasswordText password;
        std::optional<CodeText> code;
    };
    struct Response {
        Timestamp freshUntil;
    };
};
BOOST_DESCRIBE_STRUCT(StepUp::Request, (), (password, code))
BOOST_DESCRIBE_STRUCT(StepUp::Response, (), (freshUntil))

/// With the one-time text that an administrator handed out. Ends every session of the person; the
/// second factor stays. Unknown, spent and expired texts get the same answer.
struct ResetPassword {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/reset",
                                        .access = Access::open(),
                                        .run = Run::Work,
                                        .summary = "Set a new password with a one-time text",
                                        .successStatus = 204};
    struct Request {
        TokenText token;
        PasswordText password;
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(ResetPassword::Request, (), (token, password))

/// A device whose data was to be erased says that it is done. The proof of its key is all it has left.
struct ReportWipe {
    static constexpr EndpointSpec kSpec{.verb = Verb::Post,
                                        .path = "/v1/auth/wiped",
                                        .access = Access::open(),
                                        .run = Run::Work,
                                        .summary = "Report that this device's data is erased",
                                        .successStatus = 204};
    struct Request {
        std::int64_t unsentEdits = 0; ///< that were erased with it
        bool complete = false;        ///< key and files
    };
    using Response = NoBody;
};
BOOST_DESCRIBE_STRUCT(ReportWipe::Request, (), (unsentEdits, complete))

} // namespace taskward::contract
