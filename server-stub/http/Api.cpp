// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/http/Api.h"

#include "core/base/Assert.h"
#include "core/base/Version.h"
#include "core/crypto/Digest.h"
#include "core/policy/Roles.h"
#include "server-stub/http/IdempotencyStore.h"

#include <algorithm>

namespace taskward::http {

using contract::Access;
using contract::EndpointSpec;
using contract::Run;
using contract::Verb;

namespace {

Method methodOf(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return Method::Get;
    case Verb::Post:
        return Method::Post;
    case Verb::Put:
        return Method::Put;
    case Verb::Patch:
        return Method::Patch;
    case Verb::Delete:
        return Method::Delete;
    }
    return Method::Get;
}

constexpr std::size_t kMaxIdempotencyKeyBytes = 128;
constexpr std::chrono::hours kAdministrativeProofLife{12}; // D-016

bool isIdempotencyKey(std::string_view key)
{
    if (key.empty() || key.size() > kMaxIdempotencyKeyBytes)
        return false;
    for (const char c : key) {
        if (c < 0x21 || c > 0x7e)
            return false;
    }
    return true;
}

} // namespace

/// One request on its way through: owned by whichever thread has it.
struct Api::Exchange {
    Request request;
    Reply reply;
    Caller caller;
    const EndpointSpec* spec = nullptr;
    Gate* gate = nullptr;
    std::string idempotencyKey;
    std::string requestDigest;
    std::int64_t replayedStatus = 0;
    Result<Outcome> outcome = fail(ErrorCode::Internal);

    contract::RequestParts parts() const
    {
        return {&request.pathParameters, &request.query, request.header("if-match").value_or(""),
                request.body};
    }

    void refuse(const Error& error)
    {
        std::vector<std::pair<std::string, std::string>> extra;
        if (error.code == ErrorCode::PermissionDenied && spec->access.kind() == Access::Kind::Needs)
            extra.emplace_back("required_permission",
                               std::string(contract::wireName(spec->access.permission())));
        auto response = problemResponse(error, request.requestId, std::move(extra));
        if (response.status == 401)
            response.headers.emplace_back("WWW-Authenticate", challengeFor(error));
        if (error.code == ErrorCode::Overloaded || error.code == ErrorCode::Busy)
            response.headers.emplace_back("Retry-After", "1");
        for (const auto& [name, value] : error.facts) {
            if (name == "retry_after_seconds")
                response.headers.emplace_back("Retry-After", std::to_string(value));
        }
        send(std::move(response));
    }

    void answer()
    {
        if (!outcome) {
            refuse(outcome.error());
            return;
        }
        Response response;
        response.status =
            replayedStatus != 0 ? static_cast<int>(replayedStatus) : spec->successStatus;
        if (replayedStatus != 0)
            response.headers.emplace_back("Idempotency-Replayed", "true");
        if (outcome->version)
            response.headers.emplace_back("ETag", '"' + std::to_string(*outcome->version) + '"');
        response.body = std::move(outcome->body);
        if (response.body.empty())
            response.contentType.clear();
        send(std::move(response));
    }

    void send(Response response)
    {
        if (request.header("dpop")) {
            if (std::string nonce = gate->nonce(); !nonce.empty())
                response.headers.emplace_back("DPoP-Nonce", std::move(nonce));
        }
        reply(std::move(response));
    }
};

Api::Api(Router& router, db::Database& database, Gate& gate, WorkPool& pool, const Clock& clock)
    : m_router(router), m_database(database), m_gate(gate), m_pool(pool), m_clock(clock)
{}

std::string Api::challengeFor(const Error& error)
{
    std::string header = R"(DPoP algs="ES256")";
    switch (error.code) {
    case ErrorCode::StepUpRequired:
        return header + R"(, error="insufficient_user_authentication", max_age=)" +
               std::to_string(limits::kStepUpLife.count());
    case ErrorCode::InvalidDpopProof:
        return header + R"(, error="invalid_dpop_proof")";
    case ErrorCode::UseDpopNonce:
        return header + R"(, error="use_dpop_nonce")";
    case ErrorCode::Unauthenticated:
        return header + R"(, error="invalid_token")";
    default:
        return header;
    }
}

void Api::add(const EndpointSpec& spec, std::function<void(std::shared_ptr<Exchange>)> proceed)
{
    m_endpoints.push_back(spec);
    RouteOptions options;
    options.takesBody = contract::wire::hasBody(spec.verb);
    options.maxBodyBytes = spec.maxBodyBytes;
    m_router.add(methodOf(spec.verb), std::string(spec.path), options,
                 [this, spec = std::make_shared<const EndpointSpec>(spec),
                  proceed = std::move(proceed)](Request&& request, Reply&& reply) {
                     auto exchange = std::make_shared<Exchange>();
                     exchange->request = std::move(request);
                     exchange->reply = std::move(reply);
                     exchange->spec = spec.get();
                     exchange->gate = &m_gate;
                     exchange->caller.requestId = exchange->request.requestId;
                     exchange->caller.remoteAddress = exchange->request.remoteAddress;
                     const bool aboutServer =
                         spec->access.kind() == Access::Kind::Open && spec->run == Run::Instant;
                     if (!aboutServer && isTooOld(exchange->request))
                         return exchange->refuse(Error{ErrorCode::UpgradeRequired, {}, {}});
                     if (spec->access.kind() == Access::Kind::Open) {
                         auto key = m_gate.provenKey(exchange->request);
                         if (!key)
                             return exchange->refuse(key.error());
                         exchange->caller.deviceKey = std::move(*key);
                         return proceed(std::move(exchange));
                     }
                     // The request stays in the exchange while the gate reads it.
                     const Request& held = exchange->request;
                     m_gate.authenticate(
                         held, [this, exchange, &proceed](Result<Caller> caller) mutable {
                             if (!caller)
                                 return exchange->refuse(caller.error());
                             exchange->caller = std::move(*caller);
                             if (const Status may = admit(*exchange->spec, exchange->caller); !may)
                                 return exchange->refuse(may.error());
                             proceed(std::move(exchange));
                         });
                 });
}

bool Api::isTooOld(const Request& request) const
{
    constexpr std::string_view kOurs = "taskward/";
    const auto client = request.header(kClientHeader);
    return client && client->starts_with(kOurs) &&
           isOlder(client->substr(kOurs.size()), m_minClientVersion);
}

/// Everything that is declared about who may call, in one place.
Status Api::admit(const EndpointSpec& spec, const Caller& caller) const
{
    const bool needs = spec.access.kind() == Access::Kind::Needs;
    // What belongs to a session alone, and what needs a fresh proof of a person, no key can do.
    if (caller.byApiKey() && (!needs || spec.stepUp))
        return fail(ErrorCode::PermissionDenied, "not for a key");
    if (needs && !policy::roleAllows(caller.role, spec.access.permission()))
        return fail(ErrorCode::PermissionDenied);
    if (needs && caller.byApiKey() &&
        std::ranges::find(caller.scopes, spec.access.permission()) == caller.scopes.end())
        return fail(ErrorCode::PermissionDenied, "not in the scopes of the key");
    if (caller.restriction && !spec.whileRestricted)
        return fail(*caller.restriction == contract::Restriction::SetUpFactor
                        ? ErrorCode::FactorRequired
                        : ErrorCode::PasswordExpired);
    if (caller.byApiKey())
        return {};
    const auto isOlder = [&](std::chrono::milliseconds life) {
        return m_clock.now().ms - caller.authenticatedAt.ms > life.count();
    };
    const bool administrative = needs && policy::isAdministrative(spec.access.permission());
    if ((spec.stepUp && isOlder(limits::kStepUpLife)) ||
        (administrative && isOlder(kAdministrativeProofLife)))
        return fail(ErrorCode::StepUpRequired);
    return {};
}

void Api::addStored(const EndpointSpec& spec, Prepare prepare)
{
    TW_ASSERT(spec.access.kind() != Access::Kind::Open);
    add(spec, [this, prepare = std::move(prepare)](std::shared_ptr<Exchange> exchange) {
        auto work = prepare(exchange->parts());
        if (!work)
            return exchange->refuse(work.error());
        if (exchange->spec->run == Run::Read)
            return runRead(std::move(exchange), std::move(*work));
        if (const auto key = exchange->request.header("idempotency-key")) {
            if (!exchange->spec->idempotencyKey || !isIdempotencyKey(*key))
                return exchange->refuse(Error{ErrorCode::Malformed, "idempotency key", {}});
            exchange->idempotencyKey = *key;
            const auto& request = exchange->request;
            exchange->requestDigest = crypto::sha256Hex(
                request.path + '\n' + std::string(request.header("if-match").value_or("")) + '\n' +
                request.body);
        }
        runWrite(std::move(exchange), std::move(*work));
    });
}

void Api::runRead(std::shared_ptr<Exchange> exchange, StoredWork work)
{
    Exchange& state = *exchange;
    m_database.submitRead(
        state.caller.scope(),
        [&state, work = std::move(work)](db::Tx& tx) -> Status {
            state.outcome = work(tx, state.caller);
            return state.outcome ? Status{} : Status(fail(state.outcome.error()));
        },
        [exchange = std::move(exchange)](Status status) {
            if (!status)
                exchange->outcome = fail(std::move(status).error());
            exchange->answer();
        });
}

void Api::runWrite(std::shared_ptr<Exchange> exchange, StoredWork work)
{
    Exchange& state = *exchange;
    m_database.submitWrite(
        state.caller.scope(),
        [this, &state, work = std::move(work)](db::Tx& tx) -> Status {
            state.outcome = runOnce(tx, state, work);
            return state.outcome ? Status{} : Status(fail(state.outcome.error()));
        },
        [exchange = std::move(exchange)](Status status) {
            if (!status)
                exchange->outcome = fail(std::move(status).error());
            exchange->answer();
        });
}

Result<Outcome> Api::runOnce(db::Tx& tx, Exchange& exchange, const StoredWork& work)
{
    if (exchange.idempotencyKey.empty())
        return work(tx, exchange.caller);
    const std::string route = std::string(contract::verbName(exchange.spec->verb)) + ' ' +
                              std::string(exchange.spec->path);
    IdempotencyStore store(tx);
    exchange.replayedStatus = 0;
    if (auto stored = store.find(exchange.caller, route, exchange.idempotencyKey)) {
        if (stored->requestDigest != exchange.requestDigest)
            return fail(ErrorCode::IdempotencyMismatch);
        exchange.replayedStatus = stored->status;
        Outcome replay;
        replay.body = std::move(stored->body);
        if (!stored->entityTag.empty())
            replay.version = std::stoll(stored->entityTag);
        return replay;
    }
    auto outcome = work(tx, exchange.caller);
    if (!outcome)
        return outcome;
    const Timestamp now = m_clock.now();
    store.put(exchange.caller, route, exchange.idempotencyKey,
              {exchange.requestDigest, exchange.spec->successStatus, outcome->body,
               outcome->version ? std::to_string(*outcome->version) : std::string()},
              now);
    using std::chrono::milliseconds;
    store.forgetOlderThan(exchange.caller,
                          Timestamp{now.ms - milliseconds(limits::kIdempotencyLife).count()});
    return outcome;
}

void Api::addPlain(const EndpointSpec& spec, Plain plain)
{
    add(spec, [this, plain = std::move(plain)](std::shared_ptr<Exchange> exchange) {
        const auto run = [plain](Exchange& state) {
            state.outcome = plain(state.parts(), state.caller);
            state.answer();
        };
        if (exchange->spec->run == Run::Instant)
            return run(*exchange);
        Result<WorkPool*> pool = &m_pool;
        if (m_door)
            pool = m_door(*exchange->spec, exchange->caller);
        if (!pool)
            return exchange->refuse(pool.error());
        const Status queued = (*pool)->submit([run, exchange] { run(*exchange); });
        if (!queued)
            exchange->refuse(queued.error());
    });
}

} // namespace taskward::http
