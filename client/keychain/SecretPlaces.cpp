// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#include "client/keychain/SecretPlaces.h"

#include <utility>

namespace taskward::client {

SecretPlaces::SecretPlaces(Keychain& system, const std::filesystem::path& vaultFile, Random& random,
                           Home home)
    : m_system(system), m_vault(vaultFile, random), m_home(std::move(home))
{}

SecretPlace SecretPlaces::placeOf(const std::string& backend)
{
    if (backend == "vault")
        return SecretPlace::Vault;
    return backend == "memory" ? SecretPlace::MemoryOnly : SecretPlace::Keychain;
}

SecretPlace SecretPlaces::place() const
{
    const SecretHome home = m_home();
    return home.accountId.empty() ? coming() : placeOf(home.backend);
}

SecretPlace SecretPlaces::coming() const
{
    return m_chosen ? *m_chosen : placeOf(m_home().backend);
}

const Keychain& SecretPlaces::at(SecretPlace place) const
{
    switch (place) {
    case SecretPlace::Vault:
        return m_vault;
    case SecretPlace::MemoryOnly:
        return m_memory;
    case SecretPlace::Keychain:
        break;
    }
    return m_system;
}

Keychain& SecretPlaces::at(SecretPlace place)
{
    return const_cast<Keychain&>(std::as_const(*this).at(place));
}

Result<Keychain*> SecretPlaces::storeOf(const std::string& entry)
{
    const SecretHome home = m_home();
    const bool ofAccount = !home.accountId.empty() &&
                           (entry.ends_with(home.accountId) || entry.starts_with("local-server:"));
    const SecretPlace where = ofAccount ? placeOf(home.backend) : coming();
    if (ofAccount && where == SecretPlace::Keychain && home.backend != m_system.backend())
        return fail(ErrorCode::KeyNotFound,
                    "the key was put into " + home.backend + ", this is " + m_system.backend());
    return &at(where);
}

std::string SecretPlaces::backend() const
{
    return at(coming()).backend();
}

QCoro::Task<Result<Secret>> SecretPlaces::read(std::string entry)
{
    const auto store = storeOf(entry);
    if (!store)
        co_return fail(Error(store.error()));
    auto reading = (*store)->read(std::move(entry));
    Result<Secret> value = co_await reading;
    co_return std::move(value);
}

QCoro::Task<Result<Secret>> SecretPlaces::peek(std::string entry)
{
    const auto store = storeOf(entry);
    if (!store)
        co_return fail(Error(store.error()));
    auto reading = (*store)->peek(std::move(entry));
    Result<Secret> value = co_await reading;
    co_return std::move(value);
}

QCoro::Task<Status> SecretPlaces::write(std::string entry, Secret value)
{
    const auto store = storeOf(entry);
    if (!store)
        co_return fail(Error(store.error()));
    auto writing = (*store)->write(std::move(entry), std::move(value));
    const Status written = co_await writing;
    co_return written;
}

QCoro::Task<Status> SecretPlaces::remove(std::string entry)
{
    const auto store = storeOf(entry);
    if (!store)
        co_return fail(Error(store.error()));
    auto removing = (*store)->remove(std::move(entry));
    const Status removed = co_await removing;
    co_return removed;
}

QCoro::Task<Status> SecretPlaces::unlock()
{
    return at(place()).unlock();
}

} // namespace taskward::client
