// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "client/keychain/MemoryStore.h"
#include "client/keychain/VaultStore.h"

#include <functional>
#include <optional>
#include <string>

namespace taskward::client {

/// Where the profile says that its account's secrets are.
struct SecretHome {
    std::string accountId; ///< empty: there is no account yet
    std::string backend;
};

/// The place that an account's secrets have, by the profile's word alone: the operating system's
/// keychain, a vault, or memory. Which one is looked up for every call, because another program with the
/// same profile may have moved them. Never another place because one failed: where another keychain
/// answers than the one that the secrets were put into (KWallet, Secret Service), the account's entries
/// are KeyNotFound, and none is read or written. Entries of another account than the profile's are those
/// of a coming sign-in and go to the chosen place.
class SecretPlaces final : public Keychain {
public:
    using Home = std::function<SecretHome()>;

    /// `system` and `random` outlive this.
    SecretPlaces(Keychain& system, const std::filesystem::path& vaultFile, Random& random,
                 Home home);

    static SecretPlace placeOf(const std::string& backend);
    /// Of the account; without one, where those of a coming one will be.
    SecretPlace place() const;
    /// Where the secrets of a coming sign-in will go; otherwise where those of the account are.
    void choose(SecretPlace place) { m_chosen = place; }
    Keychain& at(SecretPlace place);
    const Keychain& at(SecretPlace place) const;
    VaultStore& vault() { return m_vault; }

    QCoro::Task<Result<Secret>> read(std::string entry) override;
    QCoro::Task<Result<Secret>> peek(std::string entry) override;
    QCoro::Task<Status> write(std::string entry, Secret value) override;
    QCoro::Task<Status> remove(std::string entry) override;
    QCoro::Task<Status> unlock() override;
    QCoro::Task<KeychainsSeen> look() override { return m_system.look(); }
    /// Of a coming sign-in.
    std::string backend() const override;

private:
    SecretPlace coming() const;
    /// Errors: KeyNotFound: the secrets are in another keychain than the present one.
    Result<Keychain*> storeOf(const std::string& entry);

    Keychain& m_system;
    MemoryStore m_memory;
    VaultStore m_vault;
    Home m_home;
    std::optional<SecretPlace> m_chosen;
};

} // namespace taskward::client
