// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "tests/client/FakeServer.h"

#include "client/async/Later.h"
#include "core/contract/Json.h"
#include "core/contract/Security.h"
#include "core/contract/SignIn.h"
#include "core/contract/Wire.h"
#include "core/crypto/DpopProof.h"

#include <QTimer>
#include <algorithm>

namespace taskward::test {

namespace {

using client::HttpReply;
using client::HttpRequest;

const std::string kUser = "0190c000-0000-7000-8000-0000000000ee";
const std::string kOrg = "0190c000-0000-7000-8000-0000000000dd";
const std::string kSession = "0190c000-0000-7000-8000-0000000000cc";

HttpReply reply(int status, const std::string& body)
{
    return {status, {{"x-request-id", "request-of-the-fake"}}, QByteArray::fromStdString(body)};
}

HttpReply problem(ErrorCode code)
{
    const auto& info = errorInfo(code);
    return reply(info.httpStatus, "{\"code\":\"" + std::string(info.wireName) + "\"}");
}

std::string bodyOf(const HttpRequest& request)
{
    return request.secretBody.empty() ? request.body : std::string(request.secretBody.text());
}

contract::Membership membership(const std::string& inbox)
{
    return {OrgId{kOrg}, "Acme", contract::Role::Owner, ProjectId{inbox}};
}

class FakeTransport final : public client::Transport {
public:
    explicit FakeTransport(FakeServer& server) : m_server(server) {}
    ~FakeTransport() override
    {
        for (auto& later : m_hanging)
            later.resolve(fail(ErrorCode::Cancelled));
    }
    QCoro::Task<Result<HttpReply>> send(HttpRequest request) override
    {
        // Not in the same turn of the loop, as with a network.
        client::Later<Result<HttpReply>> later;
        m_hanging.push_back(later);
        auto answered = m_server.answer(request);
        if (m_server.fault != FakeServer::Fault::Hang || m_server.faultPushOnly) {
            QTimer::singleShot(0, [later, answered = std::move(answered)]() mutable {
                later.resolve(std::move(answered));
            });
        }
        Result<HttpReply> result = co_await later;
        co_return std::move(result);
    }
    std::unique_ptr<client::HttpStream> stream(HttpRequest) override
    {
        return std::make_unique<client::HttpStream>();
    }

private:
    FakeServer& m_server;
    std::vector<client::Later<Result<HttpReply>>> m_hanging;
};

} // namespace

std::unique_ptr<client::Transport> FakeServer::connect()
{
    return std::make_unique<FakeTransport>(*this);
}

bool FakeServer::has(const std::string& title) const
{
    return std::ranges::any_of(tasks, [&](const auto& task) { return task.title.str() == title; });
}

Result<HttpReply> FakeServer::answer(const HttpRequest& request)
{
    ++requests;
    auto answered =
        request.proven && fault != Fault::Offline ? judgeProof(request) : answerWithFault(request);
    if (answered && answered->status >= 400 && !retryAfter.empty())
        answered->headers.emplace_back("retry-after", retryAfter);
    return answered;
}

Result<HttpReply> FakeServer::answerWithFault(const HttpRequest& request)
{
    if (faultPushOnly && !isPush(request))
        return route(request);
    if (faultRefreshOnly && request.target != "/v1/auth/refresh")
        return route(request);
    switch (fault) {
    case Fault::Offline:
        return fail(ErrorCode::Offline, "the fake is offline");
    case Fault::LoseReply:
        (void)route(request);
        return fail(ErrorCode::Offline, "the connection broke");
    case Fault::Status403:
        return problem(ErrorCode::PermissionDenied);
    case Fault::Status429:
        return problem(ErrorCode::RateLimited);
    case Fault::Status500:
        return problem(ErrorCode::Internal);
    case Fault::Status503:
        return problem(ErrorCode::Overloaded);
    case Fault::Wiped:
        return request.target == "/v1/auth/wiped" || request.target == "/v1/meta"
                   ? route(request)
                   : problem(ErrorCode::DeviceWiped);
    case Fault::Revoked:
        return request.target == "/v1/meta" ? route(request) : problem(ErrorCode::Unauthenticated);
    case Fault::Garbage:
        return reply(200, "{\"half\":");
    case Fault::None:
    case Fault::Hang:
        break;
    }
    return route(request);
}

bool FakeServer::isPush(const HttpRequest& request)
{
    return request.target == "/v1/sync" && !request.body.empty();
}

Result<HttpReply> FakeServer::route(const HttpRequest& request)
{
    if (request.target == "/v1/meta") {
        contract::GetMeta::Response meta{"taskward", "0.1.0", "Fake", serverId, "0.0.1", {}};
        return reply(200, contract::toJson(meta));
    }
    if (request.target.starts_with("/v1/auth/") && request.accessToken.empty())
        return routeSignIn(request);
    if (request.target == "/v1/auth/logout")
        return reply(204, "");
    if (request.accessToken.empty())
        return problem(ErrorCode::Unauthenticated);
    if (request.target == "/v1/auth/step-up") {
        ++stepUps;
        wantsFreshProof = bodyOf(request).find("\"right\"") == std::string::npos;
        return wantsFreshProof ? problem(ErrorCode::ValidationFailed)
                               : reply(200, contract::toJson(contract::StepUp::Response{}));
    }
    if (request.target == "/v1/me/sessions/end-others")
        return wantsFreshProof ? problem(ErrorCode::StepUpRequired) : reply(200, "{\"ended\":3}");
    if (request.target == "/v1/me/security")
        return reply(200, contract::toJson(contract::GetSecurity::Response{}));
    if (request.target == "/v1/me")
        return reply(200, me());
    if (request.target.starts_with("/v1/people"))
        return reply(200, contract::toJson(contract::ListPeople::Response{}));
    if (request.target.starts_with("/v1/sync"))
        return reply(200, request.body.empty() ? pull(request.target) : push(request.body));
    return problem(ErrorCode::NotFound);
}

Result<HttpReply> FakeServer::routeSignIn(const HttpRequest& request)
{
    const std::string body = bodyOf(request);
    if (request.target == "/v1/auth/refresh")
        return refresh(contract::fromJson<contract::Refresh::Request>(body)->refreshToken);
    if (request.target == "/v1/auth/wiped") {
        wipeReports.push_back(*contract::fromJson<contract::ReportWipe::Request>(body));
        return reply(204, "");
    }
    if (request.target == "/v1/auth/challenge")
        return answerChallenge(contract::fromJson<contract::AnswerChallenge::Request>(body)->code);
    if (code.empty())
        return reply(200, signedIn());
    tries = 5;
    contract::Challenge challenge{"challenge-of-the-fake", {}, tries, {}};
    return reply(200, contract::toJson(contract::SignInStep{std::nullopt, challenge}));
}

HttpReply FakeServer::answerChallenge(const std::string& given)
{
    if (tries == 0)
        return problem(ErrorCode::ChallengeOver);
    --tries;
    if (given == code)
        return reply(200, signedIn());
    return reply(401, "{\"code\":\"code-wrong\",\"attempts_left\":" + std::to_string(tries) +
                          ",\"drift_seconds\":-95}");
}

HttpReply FakeServer::refresh(const std::string& token)
{
    if (const auto spent = m_successors.find(token); spent != m_successors.end())
        return reply(200, contract::toJson(spent->second));
    // One that has never signed anybody in plays another server: it takes whoever comes.
    if (m_valid.erase(token) == 0 && m_pairs > 0)
        return problem(ErrorCode::Unauthenticated);
    ++refreshes;
    return reply(200, contract::toJson(m_successors[token] = newTokens()));
}

contract::TokenPair FakeServer::newTokens()
{
    const std::string number = std::to_string(m_pairs++);
    contract::TokenPair pair{"twa-access-" + number, {}, "twr-refresh-token-" + number, {}};
    m_valid.insert(pair.refreshToken);
    return pair;
}

void FakeServer::changeNonces()
{
    SystemRandom random;
    Secret key = Secret::ofSize(32);
    random.fill(key.data());
    m_nonces = std::make_shared<const crypto::DpopNonce>(std::move(key));
}

/// Then the answer, with the nonce.
Result<HttpReply> FakeServer::judgeProof(const HttpRequest& request)
{
    if (!m_nonces)
        changeNonces();
    const SystemClock clock;
    const auto proof =
        std::ranges::find(request.headers, "DPoP", &client::Headers::value_type::first);
    const std::string url = origin + request.target;
    const std::string tokenHash = request.accessToken.empty()
                                      ? std::string()
                                      : crypto::dpopTokenHash(request.accessToken.text());
    crypto::DpopExpectation expected;
    expected.method = contract::verbName(request.verb);
    expected.url = url;
    expected.tokenHash = tokenHash;
    expected.nonces = m_nonces.get();
    expected.now = clock.now();
    const auto claims = crypto::verifyDpopProof(
        proof == request.headers.end() ? std::string() : proof->second, expected);
    Result<HttpReply> answered = problem(ErrorCode::UseDpopNonce);
    if (claims && m_jtis.insert(claims->jti).second) {
        ++proofs;
        keys.insert(claims->thumbprint);
        answered = answerWithFault(request);
    } else if (!claims && claims.error().code == ErrorCode::UseDpopNonce) {
        ++nonceRefusals;
        answered->headers.emplace_back("www-authenticate",
                                       R"(DPoP algs="ES256", error="use_dpop_nonce")");
    } else {
        ++badProofs;
        answered = problem(ErrorCode::InvalidDpopProof);
    }
    if (answered)
        answered->headers.emplace_back("dpop-nonce", m_nonces->at(clock.now()));
    return answered;
}

std::string FakeServer::signedIn()
{
    contract::SignedIn response;
    response.sessionId.value = kSession;
    response.deviceId.value = kSession;
    response.tokens = newTokens();
    response.person = {UserId{kUser}, "ann@example.org", "Ann"};
    response.membership = membership(projectId);
    return contract::toJson(contract::SignInStep{std::move(response), std::nullopt});
}

std::string FakeServer::me() const
{
    contract::GetMe::Response response{{UserId{kUser}, "ann@example.org", "Ann"},
                                       membership(projectId),
                                       SessionId{kSession},
                                       {"task.read", "task.create", "task.update", "task.delete"},
                                       std::nullopt};
    return contract::toJson(response);
}

std::string FakeServer::pull(const std::string& target) const
{
    std::int64_t since = 0;
    if (const auto at = target.find("cursor="); at != std::string::npos)
        since = std::stoll(target.substr(at + 7));
    contract::SyncPull::Response page;
    page.epoch = epoch;
    page.revision = revision;
    page.cursor = std::to_string(revision);
    for (const auto& task : tasks) {
        if (task.version > since)
            page.tasks.push_back(task);
    }
    return contract::toJson(page);
}

std::string FakeServer::push(const std::string& body)
{
    const auto request = contract::fromJson<contract::SyncPush::Request>(body);
    contract::SyncPush::Response response;
    for (const auto& operation : request->operations) {
        const auto found = applied.find(operation.id.value);
        const auto result = found == applied.end() ? apply(operation) : found->second;
        // As the real one: a refusal is not recorded, and the edit may come again.
        if (result.outcome != contract::Outcome::Refused)
            applied.emplace(operation.id.value, result);
        response.results.push_back(result);
    }
    response.revision = revision;
    return contract::toJson(response);
}

contract::OperationResult FakeServer::apply(const contract::Operation& operation)
{
    contract::OperationResult result;
    result.id = operation.id;
    auto found = std::ranges::find_if(
        tasks, [&](const auto& task) { return task.id.value == operation.entityId.str(); });
    if (operation.action == contract::Action::Create && found == tasks.end()) {
        contract::Task task;
        task.id.value = operation.entityId;
        task.createdBy.value = kUser;
        tasks.push_back(task);
        found = std::prev(tasks.end());
    }
    if (found == tasks.end() || !operation.task) {
        result.outcome = contract::Outcome::Refused;
        result.code = "not-found";
        return result;
    }
    const auto& labels = operation.task->labelIds;
    for (std::size_t i = 0; labels.present && i < labels.value.size(); ++i) {
        if (!deletedLabels.contains(labels.value[i].value))
            continue;
        result.outcome = contract::Outcome::Refused;
        result.code = "validation-failed";
        result.pointer = "/label_ids/" + std::to_string(i);
        return result;
    }
    const auto next = ++revision;
    tasks::mergeFields(*found, *operation.task, operation.baseVersion, next,
                       m_versions[operation.entityId]);
    found->version = result.version = next;
    return result;
}

} // namespace taskward::test
