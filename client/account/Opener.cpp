// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Opening what is there.
#include "client/account/Opener.h"

#include "client/api/QtTransport.h"
#include "client/auth/ProvingTransport.h"
#include "client/auth/ServerProbe.h"

#include <QPointer>
#include <QStandardPaths>

namespace taskward::client {

Opener::Opener(Parts parts)
    : m_profile(parts.directory), m_system(parts.keychain),
      m_places(parts.keychain, m_profile.vaultFile(), parts.random,
               [profile = m_profile] {
                   const auto config = profile.load();
                   return config ? SecretHome{config->accountId, config->keychainBackend}
                                 : SecretHome{};
               }),
      m_parts{parts.directory, m_places, parts.clock, parts.random, std::move(parts.makeTransport)},
      m_deviceKey({m_places, parts.clock, parts.random, m_profile.deviceFile(),
                   m_profile.authLock()})
{
    if (!m_parts.makeTransport) {
        m_parts.makeTransport = [](const std::string& url, const ServerTrust& trust) {
            return std::make_unique<QtTransport>(url, trust);
        };
    }
}

std::unique_ptr<Transport> Opener::connectTo(const std::string& url, const ServerTrust& trust)
{
    return std::make_unique<ProvingTransport>(
        ProvingTransport::Parts{url, m_parts.makeTransport(url, trust), m_deviceKey, m_parts.clock,
                                m_parts.random});
}

std::filesystem::path Opener::defaultDirectory()
{
    const QByteArray named = qgetenv("TASKWARD_PROFILE");
    if (!named.isEmpty())
        return named.toStdString();
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(data.toStdString()) / "taskward";
}

ProfileState Opener::profile() const
{
    const auto config = m_profile.load();
    if (!config)
        return {};
    return {.hasAccount = true,
            .localServer = config->localServer,
            .url = config->url,
            .email = config->email,
            .serverName = config->serverName,
            .spkiSha256 = config->pin,
            .secretPlace = SecretPlaces::placeOf(config->keychainBackend)};
}

QCoro::Task<Opener::Opened> Opener::open()
{
    return openWith(OpenMode::Existing);
}

QCoro::Task<Opener::Opened> Opener::rebuildCache()
{
    return openWith(OpenMode::Rebuild);
}

QCoro::Task<Status> Opener::unlockKeychain()
{
    return m_parts.keychain.unlock();
}

QCoro::Task<Opener::Opened> Opener::openWith(OpenMode mode)
{
    const QPointer<Opener> alive(this);
    if (m_profile.isErasing()) {
        auto finishing = finishErasing();
        co_await finishing;
        co_return fail(ErrorCode::NotFound, "this profile was wiped");
    }
    const auto config = m_profile.load();
    if (!config)
        co_return fail(Error(config.error()));
    auto reading = readKeys(*config);
    Result<AccountKeys> keys = co_await reading;
    if (!keys || !alive)
        co_return fail(keys ? Error{ErrorCode::Cancelled, {}, {}} : keys.error());
    auto opening = openFiles(std::move(*keys), mode);
    Result<Files> files = co_await opening;
    if (!files || !alive)
        co_return fail(files ? Error{ErrorCode::Cancelled, {}, {}} : files.error());
    auto linking = linkTo(*config);
    Result<Link> link = co_await linking;
    if (!link || !alive)
        co_return fail(link ? Error{ErrorCode::Cancelled, {}, {}} : link.error());
    auto assembling = assemble(*config, std::move(*link), std::move(*files));
    Opened account = co_await assembling;
    co_return std::move(account);
}

/// A wipe was interrupted.
QCoro::Task<Status> Opener::finishErasing()
{
    const QPointer<Opener> alive(this);
    if (const auto config = m_profile.load()) {
        for (const auto& entry : Account::keychainEntries(*config)) {
            auto removing = m_parts.keychain.remove(entry);
            co_await removing;
            if (!alive)
                co_return fail(ErrorCode::Cancelled);
        }
    }
    co_return m_profile.eraseFiles(Erasing::Everything);
}

QCoro::Task<Result<AccountKeys>> Opener::readKeys(ProfileConfig config)
{
    const QPointer<Opener> alive(this);
    auto reading = m_parts.keychain.read(Account::keychainEntry(config));
    const Result<Secret> packed = co_await reading;
    if (!packed)
        co_return fail(Error(packed.error()));
    auto keys = AccountKeys::unpack(*packed);
    if (!keys)
        co_return fail(std::move(keys.error()));
    if (keys->accountId != config.accountId || keys->checkValue() != config.keyCheck)
        co_return fail(ErrorCode::KeychainWrongValue, "the entry belongs to another account");
    co_return std::move(keys);
}

QCoro::Task<Result<Opener::Files>> Opener::openFiles(AccountKeys keys, OpenMode mode)
{
    const QPointer<Opener> alive(this);
    const std::string accountId = keys.accountId;
    Files files;
    files.worker = std::make_unique<WorkerThread>();
    const ReplicaFiles paths{m_profile.cacheFile(), m_profile.outboxFile()};
    auto opening = files.worker->run([paths, keys = std::move(keys), mode, clock = &m_parts.clock] {
        return Replica::open(paths, keys, mode, *clock);
    });
    Result<std::unique_ptr<Replica>> replica = co_await opening;
    if (!replica)
        co_return fail(std::move(replica.error()));
    files.replica = std::move(*replica);
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    auto settling = settleSealed(&files, accountId, mode);
    const Status settled = co_await settling;
    if (!settled)
        co_return fail(Error(settled.error()));
    co_return std::move(files);
}

QCoro::Task<Opener::Opened> Opener::assemble(ProfileConfig config, Link link, Files files)
{
    auto account = std::make_unique<Account>(
        Account::Parts{m_profile, std::move(config), m_parts.keychain, m_parts.clock,
                       m_parts.random, m_deviceKey, std::move(link.server), std::move(link.transport),
                       std::move(files.worker), std::move(files.replica)});
    account->setPrompter(m_prompter);
    auto loading = account->load();
    const Status loaded = co_await loading;
    if (!loaded)
        co_return fail(Error(loaded.error()));
    co_return std::unique_ptr<Workspace>(std::move(account));
}

QCoro::Task<Result<Opener::Link>> Opener::linkTo(ProfileConfig config)
{
    if (!config.localServer)
        co_return Link{nullptr, connectTo(config.url, ServerTrust{config.pin})};
    const QPointer<Opener> alive(this);
    auto reading = localSecrets(false);
    Result<LocalSecrets> secrets = co_await reading;
    if (!secrets || !alive)
        co_return fail(secrets ? Error{ErrorCode::Cancelled, {}, {}} : secrets.error());
    auto server =
        std::make_shared<LocalServer>(m_profile.serverDirectory(), std::move(secrets->key));
    co_return localLink(std::move(server));
}

QCoro::Task<Result<ServerIdentity>> Opener::probe(std::string address,
                                                  std::function<void(ProbeResult)> progress)
{
    ServerProbe probe;
    auto running = probe.run(std::move(address), std::move(progress));
    Result<ServerIdentity> found = co_await running;
    co_return std::move(found);
}

} // namespace taskward::client
