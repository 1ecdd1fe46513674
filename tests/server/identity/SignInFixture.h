// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/crypto/Digest.h"
#include "core/crypto/Totp.h"
#include "server-stub/identity/KnownDevices.h"
#include "server-stub/identity/PasswordService.h"
#include "server-stub/identity/SecurityAdminService.h"
#include "server-stub/identity/SignInService.h"
#include "tests/support/Expect.h"
#include "tests/support/World.h"

#include <memory>
#include <string>

namespace taskward::test {

inline constexpr const char* kPassword = "plum velvet harbour 1987 cactus";
inline constexpr const char* kLaptop = "key of the laptop";
inline constexpr const char* kStranger = "key of a stranger";
inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kDay = 24 * 60 * kMinute;

/// One process of a server over a store that others may share: everything about signing in.
struct Node {
    explicit Node(World& w)
        : world(w), gate(w.database(), w.clock, w.random),
          sessions(w.database(), gate, w.clock, w.random,
                   Secret::fromText("the rotation key of these tests.")),
          guard(w.database(), hasher, w.clock, w.random, Secret::fromText("the key for names")),
          factors(w.database(), sessions, seals(), "Taskward", w.clock, w.random),
          devices(w.database(), w.clock),
          signIn({w.database(), sessions, guard, factors, devices, w.clock, w.random}),
          passwords(w.database(), sessions, guard, hasher, w.clock, w.random),
          admin(sessions, w.clock, w.random)
    {}

    static const crypto::KeyRing& seals()
    {
        static const crypto::KeyRing ring = [] {
            crypto::KeyRing made;
            static_cast<void>(made.add(1, Secret::fromText("thirty-two bytes to seal seeds !")));
            return made;
        }();
        return ring;
    }

    World& world;
    identity::PasswordHasher hasher;
    identity::SessionGate gate;
    identity::SessionService sessions;
    identity::PasswordGuard guard;
    identity::FactorService factors;
    identity::KnownDevices devices;
    identity::SignInService signIn;
    identity::PasswordService passwords;
    identity::SecurityAdminService admin;
};

/// Ada, with a password, in an organisation; and a node that she signs in to.
struct SignInFixture {
    explicit SignInFixture(const QString& engine, contract::Role role = contract::Role::Member)
        : world(must(World::open(engine))), org(must(world->addOrganisation("One"))),
          ada(must(world->addMember(org, role, hash()))), node(std::make_unique<Node>(*world))
    {}

    static const std::string& hash()
    {
        static const std::string made = crypto::hashPassword(kPassword);
        return made;
    }
    std::string email() const { return ada.caller.user.value + "@example.org"; }

    static http::Caller from(const std::string& key, const std::string& address = "192.0.2.7")
    {
        http::Caller caller;
        caller.deviceKey = key;
        caller.remoteAddress = address;
        caller.requestId = "r1";
        return caller;
    }
    Result<contract::SignInStep> login(const http::Caller& caller, const std::string& who,
                                       const std::string& password)
    {
        contract::Login::Request request;
        request.email = contract::Email(who);
        request.password = contract::PasswordText(password);
        request.deviceName = contract::Name("laptop");
        return node->signIn.login(caller, request);
    }
    Result<contract::SignInStep> login(const std::string& key = kLaptop,
                                       const std::string& password = kPassword)
    {
        return login(from(key), email(), password);
    }
    /// As the gate would make it of a session.
    http::Caller callerOf(const contract::SignedIn& signedIn, const std::string& key = kLaptop)
    {
        http::Caller caller = from(key);
        caller.session = signedIn.sessionId;
        caller.user = signedIn.person.id;
        caller.org = signedIn.membership.orgId;
        caller.role = signedIn.membership.role;
        caller.device = signedIn.deviceId;
        caller.restriction = signedIn.restriction;
        caller.authenticatedAt = world->clock.now();
        return caller;
    }
    /// Sets a factor up; gives its seed, and the recovery codes.
    Secret enrol(std::vector<std::string>* recoveryCodes = nullptr)
    {
        const auto caller = callerOf(*must(login()).signedIn);
        const auto begun = must(node->factors.enrol(caller));
        Secret seed = must(crypto::totpSeedFromText(begun.key));
        auto made = must(node->factors.confirm(caller, codeOf(seed)));
        if (recoveryCodes)
            *recoveryCodes = std::move(made.recoveryCodes);
        world->clock.advance(crypto::kTotpStepMs);
        return seed;
    }
    std::string codeOf(const Secret& seed, std::int64_t stepsAway = 0) const
    {
        return crypto::totpCode(seed, crypto::totpStepAt(world->clock.now()) + stepsAway);
    }
    Result<contract::SignInStep> answer(const std::string& challenge, const std::string& code,
                                        const std::string& key = kLaptop)
    {
        contract::AnswerChallenge::Request request;
        request.challenge = contract::ChallengeText(challenge);
        request.code = contract::CodeText(code);
        return node->signIn.answer(from(key), request);
    }
    std::string challenge(const std::string& key = kLaptop)
    {
        return must(login(key)).challenge->token;
    }
    std::vector<contract::SecurityEvent> events()
    {
        return must(world->database().read({},
                                           [&](db::Tx& tx) {
                                               return Result<contract::SecurityEventPage>(
                                                   identity::eventPage(tx, ada.caller.user, 200,
                                                                       {}));
                                           }))
            .items;
    }
    std::int64_t count(std::string_view kind, std::string_view cause = {})
    {
        std::int64_t found = 0;
        for (const auto& event : events())
            found += event.kind == kind && (cause.empty() || event.cause == cause) ? 1 : 0;
        return found;
    }

    std::unique_ptr<World> world;
    OrgId org;
    World::Member ada;
    std::unique_ptr<Node> node;
};

} // namespace taskward::test
