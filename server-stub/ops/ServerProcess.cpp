// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "server-stub/ops/ServerProcess.h"

#include "core/contract/OpenApi.h"
#include "core/crypto/Digest.h"
#include "server-stub/http/Api.h"
#include "server-stub/http/Server.h"
#include "server-stub/identity/IdentityApi.h"
#include "server-stub/identity/PeopleStore.h"
#include "server-stub/identity/SessionsApi.h"
#include "server-stub/identity/SignInRoom.h"
#include "server-stub/ops/CertificateAuthority.h"
#include "server-stub/ops/DataDir.h"
#include "server-stub/ops/HealthApi.h"
#include "server-stub/ops/SealKey.h"
#include "server-stub/ops/ServerMetaStore.h"
#include "server-stub/sync/EventHub.h"
#include "server-stub/sync/SyncApi.h"
#include "server-stub/tasks/TasksApi.h"

namespace taskward::ops {

namespace {

/// Password hashes take 46 MiB and a tenth of a second each: two at a time, and a queue that ends before
/// people would have given up.
constexpr std::size_t kHashThreads = 2;
constexpr std::size_t kHashQueue = 64;

struct ServerKeys {
    std::string serverId;
    std::string serverName;
    Secret cursorKey;
    Secret rotationKey;
    crypto::KeyRing seals;
};

Result<Secret> keyNamed(ServerMetaStore& meta, std::string_view name)
{
    auto hex = meta.find(name);
    if (!hex)
        return fail(ErrorCode::NotFound, "this store has not been set up: run init first");
    TW_ASSIGN(auto bytes, crypto::fromHex(*hex));
    wipe(hex->data(), hex->size());
    Secret key{std::span<const std::uint8_t>(bytes)};
    wipe(bytes.data(), bytes.size());
    return key;
}

Result<ServerKeys> readServerKeys(db::Database& database, const Settings& settings)
{
    return database.read({}, [&](db::Tx& tx) -> Result<ServerKeys> {
        ServerMetaStore meta(tx);
        ServerKeys keys;
        TW_ASSIGN(keys.cursorKey, keyNamed(meta, "cursor_key"));
        TW_ASSIGN(keys.rotationKey, keyNamed(meta, "rotation_key"));
        keys.serverId = meta.find("server_id").value_or("");
        keys.serverName = !settings.name.empty() ? settings.name : meta.find("server_name").value_or("");
        return keys;
    });
}

http::ServerOptions serverOptions(const Settings& settings, const ListenAddress& address, Log& log)
{
    const auto files = CertificateFiles::in(DataDir(settings.dataDir).tlsFolder());
    http::ServerOptions options;
    options.address = address.host;
    options.port = address.port;
    options.tls = {files.certificate, files.key};
    options.allowTls12 = settings.allowTls12;
    options.hostNames = settings.hostNames;
    options.threads = static_cast<unsigned>(settings.threads);
    if (settings.accessLog && log.enabled(LogLevel::Info)) {
        options.accessLog = [&log](const http::AccessRecord& r) {
            log.write(LogLevel::Info, "request",
                      {{"request_id", r.requestId},
                       {"method", r.method},
                       {"route", r.route},
                       {"status", std::int64_t{r.status}},
                       {"bytes", static_cast<std::int64_t>(r.bytes)},
                       {"us", r.microseconds},
                       {"remote", r.remoteAddress}});
        };
    }
    options.errorLog = [&log](std::string_view requestId, const Error& error) {
        log.write(LogLevel::Error, "request failed",
                  {{"request_id", requestId},
                   {"code", errorInfo(error.code).wireName},
                   {"detail", error.detail}});
    };
    return options;
}

identity::SignInRoom::Setup signInSetup(const Settings& settings, ServerKeys& keys)
{
    auto nameKey = crypto::hmacSha256(keys.rotationKey.bytes(), "names that are signed in with");
    identity::SignInRoom::Setup setup;
    setup.seals = std::move(keys.seals);
    setup.nameKey = Secret{std::span<const std::uint8_t>(nameKey)};
    wipe(nameKey.data(), nameKey.size());
    setup.issuer = keys.serverName.empty() ? "Taskward" : "Taskward " + keys.serverName;
    setup.strangersPerMinute = settings.signInsPerMinute;
    return setup;
}

} // namespace

std::string programVersion()
{
    return TASKWARD_VERSION;
}

struct ServerProcess::Impl {
    Impl(const Settings& settings, std::unique_ptr<storage::OpenedStore> opened, ServerKeys keys,
         const ListenAddress& address, Log& log, const Clock& clock, Random& random)
        : store(std::move(opened)), pool(kHashThreads, kHashQueue), gate(*store->database, clock, random),
          cursor(std::move(keys.cursorKey)),
          sessions(*store->database, gate, clock, random, keys.rotationKey.clone()),
          signIn(*store->database, sessions, signInSetup(settings, keys), clock, random),
          devices(*store->database, gate, clock, random), apiKeys(&gate, clock, random),
          syncService(clock, random, cursor), api(router, *store->database, gate, pool, clock),
          health(router, *store->database, pool), events(router, gate, *store->database, *store->changes),
          server(serverOptions(settings, address, log), router, clock, random), host(address.host)
    {
        api.refuseClientsBelow(settings.minClientVersion);
        identity::addIdentityApi(
            api, sessions,
            {programVersion(), keys.serverName, keys.serverId, settings.minClientVersion}, clock);
        identity::addSessionsApi(api, devices);
        identity::addApiKeysApi(api, apiKeys);
        signIn.addTo(api);
        tasks::addTasksApi(api, {clock, random, cursor, *store->changes});
        sync::addSyncApi(api, syncService, *store->changes);
        addOpenApi();
    }

    void addOpenApi()
    {
        http::RouteOptions options;
        options.takesBody = false;
        router.add(http::Method::Get, "/openapi.json", options,
                   [document = contract::openApiDocument(programVersion())](http::Request&&,
                                                                             http::Reply&& reply) {
                       http::Response response;
                       response.body = document;
                       reply(std::move(response));
                   });
    }

    std::unique_ptr<storage::OpenedStore> store;
    http::WorkPool pool;
    http::Router router;
    identity::SessionGate gate;
    tasks::Cursor cursor;
    identity::SessionService sessions;
    identity::SignInRoom signIn;
    identity::DeviceService devices;
    identity::ApiKeyService apiKeys;
    sync::SyncService syncService;
    http::Api api;
    HealthApi health;
    sync::EventHub events;
    http::Server server;
    std::string host;
    bool stopped = false;
};

ServerProcess::ServerProcess(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

ServerProcess::~ServerProcess()
{
    stop();
}

Result<std::unique_ptr<ServerProcess>> ServerProcess::build(const Settings& settings, Secret key, Log& log,
                                                            const Clock& clock, Random& random)
{
    TW_ASSIGN(const auto address, parseListen(settings.listen));
    TW_ASSIGN(auto store, storage::openDatabase(storageOptions(settings, std::move(key))));
    TW_ASSIGN(auto keys, readServerKeys(*store->database, settings));
    TW_ASSIGN(keys.seals, openSealKeys(DataDir(settings.dataDir), *store->database));
    return std::unique_ptr<ServerProcess>(new ServerProcess(std::make_unique<Impl>(
        settings, std::move(store), std::move(keys), address, log, clock, random)));
}

Status ServerProcess::start()
{
    return m_impl->server.start();
}

std::string ServerProcess::url() const
{
    // An address that means "all" is not one to connect to.
    std::string host = m_impl->host;
    if (host == "0.0.0.0" || host == "::")
        host = "localhost";
    if (host.find(':') != std::string::npos)
        host = '[' + host + ']';
    return "https://" + host + ':' + std::to_string(m_impl->server.port());
}

Status ServerProcess::reloadCertificate()
{
    return m_impl->server.reloadCertificate();
}

void ServerProcess::stop()
{
    if (std::exchange(m_impl->stopped, true))
        return;
    m_impl->health.setStopping();
    m_impl->events.close();
    m_impl->server.drain();
    m_impl->signIn.stop();
    m_impl->pool.stop();
    m_impl->store->database->stop();
}

} // namespace taskward::ops
