// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/contract/Wire.h"
#include "core/db/Database.h"
#include "server-stub/http/Caller.h"
#include "server-stub/http/Gate.h"
#include "server-stub/http/Router.h"
#include "server-stub/http/WorkPool.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace taskward::http {

/// What an endpoint produced, before it becomes an HTTP answer.
struct Outcome {
    std::string body;
    std::optional<std::int64_t> version;  ///< becomes the ETag
};

/// The one place where an endpoint's declaration is enforced: credentials, permission, body limit,
/// strict decoding, idempotency, transaction, encoding, problem documents. Rooms register handlers:
///
///   api.on<contract::GetTask>([this](db::Tx& tx, const Caller& caller, auto request) {...});
///
/// Read and Write handlers are `Result<Response>(Tx&, const Caller&, Request)` and run inside their
/// transaction (a write may run again after a serialisation failure, so it must not have other
/// effects); Work and Instant handlers are `Result<Response>(const Caller&, Request)`.
class Api {
public:

    Api(Router& router, db::Database& database, Gate& gate, WorkPool& pool, const Clock& clock);

    /// Clients of ours that say of themselves that they are older are answered with 426, except about
    /// the server itself (/v1/meta), where they learn it. Others, who name no version, are not ours.
    void refuseClientsBelow(std::string version) { m_minClientVersion = std::move(version); }

    /// Where a request of Run::Work waits for its turn, or why it must not even wait. Asked on the I/O
    /// threads, before the body is decoded; without it all wait in the one pool.
    using Door = std::function<Result<WorkPool*>(const contract::EndpointSpec&, const Caller&)>;
    void setDoor(Door door) { m_door = std::move(door); }

    template <contract::Endpoint E, typename F>
    void on(F handler)
    {
        if constexpr (E::kSpec.run == contract::Run::Read || E::kSpec.run == contract::Run::Write) {
            addStored(E::kSpec, [handler = std::move(handler)](const contract::RequestParts& parts)
                                    -> Result<StoredWork> {
                auto request = contract::decode<E>(parts);
                if (!request)
                    return fail(std::move(request).error());
                return StoredWork([handler, request = std::move(*request)](
                                      db::Tx& tx, const Caller& caller) -> Result<Outcome> {
                    return outcome<E>(handler(tx, caller, request));
                });
            });
        } else {
            addPlain(E::kSpec, [handler = std::move(handler)](const contract::RequestParts& parts,
                                                              const Caller& caller) -> Result<Outcome> {
                auto request = contract::decode<E>(parts);
                if (!request)
                    return fail(std::move(request).error());
                return outcome<E>(handler(caller, std::move(*request)));
            });
        }
    }

    /// Every endpoint that was registered, for the permission matrix and the log inventory.
    const std::vector<contract::EndpointSpec>& endpoints() const { return m_endpoints; }
    Gate& gate() { return m_gate; }
    /// The WWW-Authenticate of a 401: RFC 9449 section 7.1, RFC 9470 section 3.
    static std::string challengeFor(const Error& error);

private:
    using StoredWork = std::function<Result<Outcome>(db::Tx&, const Caller&)>;
    using Prepare = std::function<Result<StoredWork>(const contract::RequestParts&)>;
    using Plain = std::function<Result<Outcome>(const contract::RequestParts&, const Caller&)>;
    struct Exchange;

    template <contract::Endpoint E>
    static Result<Outcome> outcome(Result<typename E::Response> response)
    {
        if (!response)
            return fail(std::move(response).error());
        Outcome out;
        if constexpr (!std::is_same_v<typename E::Response, contract::NoBody>)
            contract::appendJson(out.body, *response);
        if constexpr (requires(std::int64_t& version) { version = response->version; })
            out.version = response->version;
        return out;
    }

    bool isTooOld(const Request& request) const;
    Status admit(const contract::EndpointSpec& spec, const Caller& caller) const;
    void addStored(const contract::EndpointSpec& spec, Prepare prepare);
    void addPlain(const contract::EndpointSpec& spec, Plain plain);
    void add(const contract::EndpointSpec& spec,
             std::function<void(std::shared_ptr<Exchange>)> proceed);
    void runRead(std::shared_ptr<Exchange> exchange, StoredWork work);
    void runWrite(std::shared_ptr<Exchange> exchange, StoredWork work);
    Result<Outcome> runOnce(db::Tx& tx, Exchange& exchange, const StoredWork& work);

    Router& m_router;
    db::Database& m_database;
    Gate& m_gate;
    WorkPool& m_pool;
    const Clock& m_clock;
    Door m_door;
    std::vector<contract::EndpointSpec> m_endpoints;
    std::string m_minClientVersion;
};

} // namespace taskward::http
