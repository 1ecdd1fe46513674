// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/Security.h"
#include "client/async/Turnstile.h"
#include "client/async/WorkerThread.h"
#include "client/keychain/Keychain.h"
#include "client/keychain/VaultFile.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace taskward::client {

/// A keychain in one file under a passphrase (VaultFile). The passphrase is asked for when something is
/// first wanted, kept nowhere but as the derived key in Secret, and asked for again after lock(). Several
/// programs may share the file. Nothing blocks the owner's thread; Argon2id and the disk are a worker's.
/// Errors: KeychainLocked (nobody to ask, or nobody answered), KeychainDenied (a wrong passphrase),
/// KeychainWrongValue (damaged), StorageUnavailable, StorageFull.
class VaultStore final : public QObject, public Keychain {
    Q_OBJECT

public:
    /// `random` outlives the store.
    VaultStore(std::filesystem::path file, Random& random, VaultCost cost = {});
    ~VaultStore() override;

    /// Not owned; null: what needs the passphrase ends with KeychainLocked.
    void setPrompter(Prompter* prompter) { m_prompter = prompter; }
    /// Forgets the key.
    void lock() { m_open.reset(); }

    QCoro::Task<Result<Secret>> read(std::string entry) override;
    QCoro::Task<Result<Secret>> peek(std::string entry) override;
    QCoro::Task<Status> write(std::string entry, Secret value) override;
    /// With the last entry goes the file.
    QCoro::Task<Status> remove(std::string entry) override;
    QCoro::Task<Status> unlock() override;
    std::string backend() const override { return "vault"; }

    /// Asks for the present passphrase, then for a new one, and seals everything anew.
    QCoro::Task<Status> changePassphrase();

private:
    struct Open {
        VaultFile file;
        Secret key;
    };
    using Change = std::function<void(VaultEntries&)>;

    QCoro::Task<Result<VaultFile>> load();
    QCoro::Task<Status> open(bool ask);
    QCoro::Task<Result<Secret>> askFor(VaultFile file);
    QCoro::Task<Status> create();
    QCoro::Task<Result<VaultEntries>> entries(bool ask);
    QCoro::Task<Status> change(Change change);
    WorkerThread& worker();

    std::filesystem::path m_file;
    Random& m_random;
    VaultCost m_cost;
    Prompter* m_prompter = nullptr;
    std::optional<Open> m_open;
    Turnstile m_turnstile;
    std::unique_ptr<WorkerThread> m_worker;
};

} // namespace taskward::client
