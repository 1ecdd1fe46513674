// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// The first sign-in: keys into the keychain, then files, then the profile that names them.
#include "client/account/Opener.h"
#include "client/api/LateTransport.h"
#include "client/auth/SignInSteps.h"
#include "core/contract/Json.h"
#include "core/crypto/Digest.h"
#include "core/policy/Roles.h"

#include <QPointer>
#include <algorithm>

namespace taskward::client {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kLocalEmail = "me@localhost";
constexpr std::string_view kLocalOrganisation = "Personal";

Secret randomSecret(Random& random, std::size_t bytes)
{
    Secret secret = Secret::ofSize(bytes);
    random.fill(secret.data());
    return secret;
}

} // namespace

QCoro::Task<Opener::Opened> Opener::signIn(ServerIdentity server, std::string email,
                                           Secret password)
{
    ProfileConfig config;
    config.url = server.url;
    // Where the operating system's store vouches for the server, its key may change with its certificate.
    const bool byStore = server.trustedByStore && !server.pinnedByCode;
    config.pin = byStore ? std::string() : server.spkiSha256;
    config.email = std::move(email);
    config.serverId = server.serverId;
    config.serverName = server.serverName;
    Link link{nullptr, connectTo(config.url, ServerTrust{config.pin})};
    return signInOver(std::move(link), std::move(config), std::move(password));
}

QCoro::Task<Opener::Opened> Opener::openOnThisComputer(std::string name)
{
    const QPointer<Opener> alive(this);
    if (m_profile.load()) {
        auto opening = open();
        Opened opened = co_await opening;
        co_return std::move(opened);
    }
    const Status directory = m_profile.makeDirectory();
    if (!directory)
        co_return fail(Error(directory.error()));
    auto reading = localSecrets(true);
    Result<LocalSecrets> secrets = co_await reading;
    if (!secrets || !alive)
        co_return fail(secrets ? Error{ErrorCode::Cancelled, {}, {}} : secrets.error());
    auto server =
        std::make_shared<LocalServer>(m_profile.serverDirectory(), std::move(secrets->key));
    if (!server->isInitialised()) {
        auto making = server->init(name.empty() ? std::string(kLocalOrganisation) : name,
                                   std::string(kLocalEmail), secrets->password.clone());
        const Status made = co_await making;
        if (!made || !alive)
            co_return fail(made ? Error{ErrorCode::Cancelled, {}, {}} : made.error());
    }
    ProfileConfig config;
    config.email = kLocalEmail;
    config.localServer = true;
    auto signing =
        signInOver(localLink(std::move(server)), std::move(config), std::move(secrets->password));
    Opened opened = co_await signing;
    co_return std::move(opened);
}

Opener::Link Opener::localLink(std::shared_ptr<LocalServer> server)
{
    auto late =
        std::make_unique<LateTransport>([server, this]() -> QCoro::Task<LateTransport::Made> {
            auto starting = server->start();
            Result<LocalServer::Ready> ready = co_await starting;
            if (!ready)
                co_return fail(std::move(ready.error()));
            co_return connectTo(ready->url, ServerTrust{ready->spkiSha256});
        });
    QObject::connect(server.get(), &LocalServer::died, late.get(), &LateTransport::forget,
                     Qt::QueuedConnection);
    return {nullptr, std::move(late)};
}

/// The one entry that outlives a sign-out: without it the tasks of this computer are lost.
QCoro::Task<Result<Opener::LocalSecrets>> Opener::localSecrets(bool make)
{
    const QPointer<Opener> alive(this);
    const std::string entry = m_profile.localServerEntry();
    auto reading = m_parts.keychain.read(entry);
    Result<Secret> stored = co_await reading;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (stored && stored->size() <= kKeyBytes)
        co_return fail(ErrorCode::KeychainWrongValue, "the local server's entry");
    if (!stored) {
        std::error_code error;
        const bool serverThere = std::filesystem::exists(m_profile.serverDirectory(), error);
        // A new key only where there is certainly nothing that the old one opens.
        if (stored.error().code != ErrorCode::KeyNotFound || serverThere || !make)
            co_return fail(std::move(stored.error()));
        Secret fresh = Secret::ofSize(kKeyBytes + 43);
        m_parts.random.fill(fresh.data().first(kKeyBytes));
        const Secret random = randomSecret(m_parts.random, 32);
        const std::string password = crypto::toBase64Url(random.bytes());
        std::ranges::copy(password, reinterpret_cast<char*>(fresh.data().data()) + kKeyBytes);
        auto writing = m_parts.keychain.write(entry, fresh.clone());
        const Status written = co_await writing;
        if (!written)
            co_return fail(Error(written.error()));
        stored = std::move(fresh);
    }
    co_return LocalSecrets{Secret(stored->bytes().first(kKeyBytes)),
                           Secret(stored->bytes().subspan(kKeyBytes))};
}

QCoro::Task<Opener::Opened> Opener::signInOver(Link link, ProfileConfig config, Secret password)
{
    const QPointer<Opener> alive(this);
    const Status directory = m_profile.makeDirectory();
    if (!directory)
        co_return fail(Error(directory.error()));
    auto signing = signInSteps({*link.transport, m_deviceKey, m_prompter, !m_profile.load()},
                               config.email, std::move(password));
    Result<contract::SignedIn> answer = co_await signing;
    if (!answer || !alive)
        co_return fail(answer ? Error{ErrorCode::Cancelled, {}, {}} : answer.error());
    if (config.serverId.empty()) {
        ApiClient api(*link.transport, nullptr);
        auto asking = api.call<contract::GetMeta>({}, {});
        const Result<contract::GetMeta::Response> meta = co_await asking;
        if (!meta || !alive)
            co_return fail(meta ? Error{ErrorCode::Cancelled, {}, {}} : meta.error());
        config.serverId = meta->serverId;
        config.serverName = meta->serverName;
    }
    config.accountId = makeUuidV7(m_parts.clock, m_parts.random);
    config.keychainBackend = m_parts.keychain.backend();
    contract::TokenPair tokens = std::move(answer->tokens);
    auto storing = storeNewKeys(config, takeSecret(tokens.refreshToken));
    Result<AccountKeys> keys = co_await storing;
    if (!keys || !alive)
        co_return fail(keys ? Error{ErrorCode::Cancelled, {}, {}} : keys.error());
    config.keyCheck = keys->checkValue();
    auto opening = openFiles(std::move(*keys), OpenMode::Create);
    Result<Files> files = co_await opening;
    if (!files || !alive)
        co_return fail(files ? Error{ErrorCode::Cancelled, {}, {}} : files.error());
    auto filling = firstRows(&*files, std::move(*answer), config);
    const Status filled = co_await filling;
    if (!filled || !alive)
        co_return fail(filled ? Error{ErrorCode::Cancelled, {}, {}} : filled.error());
    auto assembling = assemble(std::move(config), std::move(link), std::move(*files));
    Opened opened = co_await assembling;
    if (opened)
        static_cast<Account&>(**opened).session().adopt(std::move(tokens));
    co_return std::move(opened);
}

AccountKeys Opener::newKeys(const ProfileConfig& config, Secret refreshToken)
{
    AccountKeys keys;
    keys.accountId = config.accountId;
    keys.cacheKey = randomSecret(m_parts.random, kKeyBytes);
    keys.outboxKey = randomSecret(m_parts.random, kKeyBytes);
    keys.cacheId = makeUuidV7(m_parts.clock, m_parts.random);
    keys.outboxId = makeUuidV7(m_parts.clock, m_parts.random);
    keys.refreshToken = std::move(refreshToken);
    return keys;
}

/// Written, then read back: a store that keeps something else is found out before anything depends on it.
QCoro::Task<Result<AccountKeys>> Opener::storeNewKeys(ProfileConfig config, Secret refreshToken)
{
    const QPointer<Opener> alive(this);
    AccountKeys keys = newKeys(config, std::move(refreshToken));
    auto writing = m_parts.keychain.write(Account::keychainEntry(config), keys.pack());
    const Status written = co_await writing;
    if (!written || !alive)
        co_return fail(written ? Error{ErrorCode::Cancelled, {}, {}} : written.error());
    auto reading = m_parts.keychain.read(Account::keychainEntry(config));
    const Result<Secret> back = co_await reading;
    if (!back)
        co_return fail(Error(back.error()));
    if (!constantTimeEqual(back->bytes(), keys.pack().bytes()))
        co_return fail(ErrorCode::KeychainWrongValue, "the keychain gave back something else");
    co_return std::move(keys);
}

QCoro::Task<Status> Opener::firstRows(Files* files, contract::SignedIn answer, ProfileConfig config)
{
    contract::GetMe::Response me{answer.person, answer.membership, answer.sessionId,
                                 policy::permissionNames(answer.membership.role),
                                 answer.restriction};
    auto& replica = *files->replica;
    auto noting =
        files->worker->run([&replica, me = std::move(me), serverId = config.serverId]() -> Status {
            TW_TRY(replica.setServerId(serverId));
            TW_TRY(replica.setCacheMeta("me", contract::toJson(me)));
            TW_TRY(replica.setCacheMeta("inbox", me.membership.inboxId.value));
            return replica.setAuthor(me.person.id);
        });
    const Status noted = co_await noting;
    if (!noted)
        co_return noted;
    co_return m_profile.save(config);
}

} // namespace taskward::client
