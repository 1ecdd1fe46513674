// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/account/Account.h"
#include "client/api/ServerTrust.h"
#include "client/auth/LocalServer.h"
#include "client/keychain/SecretPlaces.h"

#include <functional>

namespace taskward::client {

/// The AccountOpener over the real parts. Keychain, clock and random are handed in and outlive it and
/// every account that it opened.
class Opener final : public AccountOpener {
    Q_OBJECT

public:
    using MakeTransport =
        std::function<std::unique_ptr<Transport>(const std::string& url, const ServerTrust& trust)>;
    struct Parts {
        std::filesystem::path directory; ///< of the profile
        Keychain& keychain;
        const Clock& clock;
        Random& random;
        MakeTransport makeTransport; ///< null: QtTransport
    };
    explicit Opener(Parts parts);

    ProfileState profile() const override;
    QCoro::Task<Result<std::unique_ptr<Workspace>>> open() override;
    QCoro::Task<Status> unlockKeychain() override;
    QCoro::Task<Result<std::unique_ptr<Workspace>>> openOnThisComputer(std::string name) override;
    QCoro::Task<Result<ServerIdentity>> probe(std::string address,
                                              std::function<void(ProbeResult)> progress) override;
    QCoro::Task<Result<std::unique_ptr<Workspace>>> signIn(ServerIdentity server, std::string email,
                                                           Secret password) override;
    QCoro::Task<Result<std::unique_ptr<Workspace>>> rebuildCache() override;
    void setPrompter(Prompter* prompter) override;
    QCoro::Task<Result<KeychainReport>> examineKeychain() override;
    QCoro::Task<Status> moveSecrets(SecretPlace to) override;
    /// No key stays in memory: the vault, if it is in use, asks for its passphrase again. To be called
    /// when no account is open.
    void lockSecrets();

    /// $XDG_DATA_HOME/taskward, or what TASKWARD_PROFILE says.
    static std::filesystem::path defaultDirectory();

private:
    using Opened = Result<std::unique_ptr<Workspace>>;
    struct Link {
        std::unique_ptr<QObject> server;
        std::unique_ptr<Transport> transport;
    };
    /// Key and password of the server on this computer.
    struct LocalSecrets {
        Secret key;
        Secret password;
    };
    struct Files {
        std::unique_ptr<WorkerThread> worker;
        std::unique_ptr<Replica> replica;
    };

    QCoro::Task<Opened> openWith(OpenMode mode);
    QCoro::Task<Result<AccountKeys>> readKeys(ProfileConfig config);
    QCoro::Task<Result<Files>> openFiles(AccountKeys keys, OpenMode mode);
    QCoro::Task<Opened> assemble(ProfileConfig config, Link link, Files files);
    QCoro::Task<Result<Link>> linkTo(ProfileConfig config);
    QCoro::Task<Result<LocalSecrets>> localSecrets(bool make);
    Link localLink(std::shared_ptr<LocalServer> server);
    QCoro::Task<Opened> signInOver(Link link, ProfileConfig config, Secret password);
    QCoro::Task<Result<AccountKeys>> storeNewKeys(ProfileConfig config, Secret refreshToken);
    AccountKeys newKeys(const ProfileConfig& config, Secret refreshToken);
    QCoro::Task<Status> firstRows(Files* files, contract::SignedIn answer,
                                  ProfileConfig config);

    QCoro::Task<Status> moveLocked(ProfileConfig config, SecretPlace to);
    std::vector<std::string> secretEntries(const ProfileConfig& config) const;
    QCoro::Task<Status> makeRecoveryKey(Files* files, std::string entry);
    QCoro::Task<Status> settleSealed(Files* files, std::string accountId, OpenMode mode);
    QCoro::Task<Status> finishErasing();

    Profile m_profile;
    Keychain& m_system; ///< the operating system's
    SecretPlaces m_places;
    /// To the server at `url`, with the proofs of this device's key.
    std::unique_ptr<Transport> connectTo(const std::string& url, const ServerTrust& trust);

    Parts m_parts; ///< its keychain is m_places
    DeviceKey m_deviceKey;
    Prompter* m_prompter = nullptr;
};

} // namespace taskward::client
