// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "core/contract/Endpoints.h"

#include "core/contract/Wire.h"

#include <QTest>

#include <set>

using namespace taskward::contract;

namespace {

// An endpoint without a permission must not compile.
template <typename Spec>
concept CompilesWithAccess = requires {
    Spec{.verb = Verb::Get, .path = "/x", .access = Access::open(), .run = Run::Read, .summary = "x"};
};
template <typename Spec>
concept CompilesWithoutAccess =
    requires { Spec{.verb = Verb::Get, .path = "/x", .run = Run::Read, .summary = "x"}; };
static_assert(CompilesWithAccess<EndpointSpec>);
static_assert(!CompilesWithoutAccess<EndpointSpec>);
static_assert(!std::is_default_constructible_v<Access>);

struct WithoutSpec {
    struct Request {};
    using Response = NoBody;
};
static_assert(!Endpoint<WithoutSpec>);
static_assert(Endpoint<GetTask>);

} // namespace

class TestEndpoints : public QObject {
    Q_OBJECT

private slots:
    void areOnceEachByVerbAndPath()
    {
        std::set<std::pair<Verb, std::string>> seen;
        forEachEndpoint([&](auto e) {
            constexpr auto kSpec = decltype(e)::type::kSpec;
            QVERIFY2(seen.emplace(kSpec.verb, std::string(kSpec.path)).second, kSpec.path.data());
        });
        QCOMPARE(seen.size(), kEndpointCount);
    }

    void nameMembersInTheirPaths()
    {
        forEachEndpoint([&](auto e) {
            using E = typename decltype(e)::type;
            const std::string path(E::kSpec.path);
            const auto braces = std::count(path.begin(), path.end(), '{');
            std::ptrdiff_t members = 0;
            boost::mp11::mp_for_each<json::Members<typename E::Request>>([&](auto d) {
                members += wire::inPath(path, json::snakeCase(d.name)) ? 1 : 0;
            });
            QVERIFY2(braces == members, path.c_str());
        });
    }

    void guardWhatBelongsToAnOrganisation()
    {
        // What is open is a short list, written down here so that nothing joins it unnoticed.
        std::set<std::string> open;
        std::set<std::string> session;
        forEachEndpoint([&](auto e) {
            constexpr auto kSpec = decltype(e)::type::kSpec;
            const auto name = std::string(verbName(kSpec.verb)) + ' ' + std::string(kSpec.path);
            if (kSpec.access.kind() == Access::Kind::Open)
                open.insert(name);
            if (kSpec.access.kind() == Access::Kind::Session)
                session.insert(name);
        });
        QCOMPARE(open, (std::set<std::string>{"POST /v1/auth/login", "POST /v1/auth/challenge",
                                              "POST /v1/auth/refresh", "POST /v1/auth/reset",
                                              "POST /v1/auth/wiped", "GET /v1/meta",
                                              "GET /.well-known/taskward-limits"}));
        for (const auto& name : session)
            QVERIFY2(name.ends_with("/v1/me") || name.find(" /v1/me/") != std::string::npos ||
                         name == "POST /v1/auth/logout" || name == "POST /v1/auth/step-up",
                     name.c_str());
    }

    void askForAFreshProofOfAllAdministration()
    {
        forEachEndpoint([&](auto e) {
            constexpr auto kSpec = decltype(e)::type::kSpec;
            if (kSpec.path.starts_with("/v1/admin/") && kSpec.verb != Verb::Get)
                QVERIFY2(kSpec.stepUp, kSpec.path.data());
            // A session that may do one thing alone must not reach anybody else's.
            if (kSpec.access.kind() == Access::Kind::Needs)
                QVERIFY2(!kSpec.whileRestricted, kSpec.path.data());
        });
    }

    void takeKeysOnWritesOnly()
    {
        forEachEndpoint([&](auto e) {
            constexpr auto kSpec = decltype(e)::type::kSpec;
            QVERIFY2(!kSpec.idempotencyKey || kSpec.run == Run::Write, kSpec.path.data());
            QVERIFY2(kSpec.verb != Verb::Get || kSpec.run != Run::Write, kSpec.path.data());
        });
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)

#include "tst_contract_endpoints.moc"
