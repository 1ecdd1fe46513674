// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
// Where the secrets are: looking after them, moving them, and the key that survives them.
#include "client/account/FileLock.h"
#include "client/account/Opener.h"
#include "client/async/WipeStack.h"
#include "client/keychain/KeychainDoctor.h"
#include "core/crypto/RecoveryKey.h"

#include <QPointer>
#include <algorithm>

namespace taskward::client {

namespace {

constexpr std::chrono::seconds kLockPatience{20};

bool fits(const ProfileConfig& config, const Secret& packed)
{
    const auto keys = AccountKeys::unpack(packed);
    return keys && keys->accountId == config.accountId && keys->checkValue() == config.keyCheck;
}

struct Held {
    std::string entry;
    Secret value;
};

/// Those of the entries that are there; the first one has to be.
QCoro::Task<Result<std::vector<Held>>> readAll(Keychain& store, std::vector<std::string> entries)
{
    std::vector<Held> out;
    for (const auto& entry : entries) {
        auto reading = store.read(entry);
        Result<Secret> value = co_await reading;
        if (value)
            out.push_back({entry, std::move(*value)});
        else if (value.error().code != ErrorCode::KeyNotFound || out.empty())
            co_return fail(std::move(value.error()));
    }
    co_return std::move(out);
}

QCoro::Task<Status> writeAll(Keychain& store, const std::vector<Held>& all)
{
    for (const auto& held : all) {
        auto writing = store.write(held.entry, held.value.clone());
        const Status written = co_await writing;
        if (!written)
            co_return written;
        auto reading = store.read(held.entry);
        const Result<Secret> back = co_await reading;
        if (!back)
            co_return fail(Error(back.error()));
        if (!constantTimeEqual(back->bytes(), held.value.bytes()))
            co_return fail(ErrorCode::KeychainWrongValue, "the new place gave back something else");
    }
    co_return Status{};
}

/// The first failure; goes on nevertheless. `removed`: how many went.
QCoro::Task<Status> removeAll(Keychain& store, const std::vector<Held>& all, std::size_t* removed)
{
    Status first;
    for (const auto& held : all) {
        auto removing = store.remove(held.entry);
        const Status status = co_await removing;
        if (status)
            ++*removed;
        else if (first)
            first = status;
    }
    co_return first;
}

} // namespace

void Opener::setPrompter(Prompter* prompter)
{
    m_prompter = prompter;
    m_places.vault().setPrompter(prompter);
}

void Opener::lockSecrets()
{
    m_places.vault().lock();
    m_deviceKey.forget();
    wipeStackBelow();
}

QCoro::Task<Result<KeychainReport>> Opener::examineKeychain()
{
    KeychainPatient patient;
    if (const auto config = m_profile.load()) {
        patient.entry = Account::keychainEntry(*config);
        patient.rememberedBackend = config->keychainBackend;
        patient.kept = {"keys of the cache and the outbox", "refresh token", "recovery key",
                        "key of this device"};
        if (config->localServer)
            patient.kept.push_back("key of the server on this computer");
        patient.fits = [config = *config](const Secret& value) { return fits(config, value); };
    }
    auto examining = examineSecrets(m_places, m_system, std::move(patient), m_parts.clock);
    KeychainReport report = co_await examining;
    co_return std::move(report);
}

QCoro::Task<Status> Opener::moveSecrets(SecretPlace to)
{
    const QPointer<Opener> alive(this);
    auto config = m_profile.load();
    if (!config && config.error().code != ErrorCode::NotFound)
        co_return fail(std::move(config.error()));
    if (!config) {
        m_places.choose(to);
        co_return Status{};
    }
    const SecretPlace from = SecretPlaces::placeOf(config->keychainBackend);
    if (from == to && to == SecretPlace::Vault) {
        auto changing = m_places.vault().changePassphrase();
        const Status changed = co_await changing;
        co_return changed;
    }
    if (from == to)
        co_return Status{};
    // Nobody may exchange the refresh token meanwhile: one of the two places would have a used one.
    auto locking = lockFile(m_profile.authLock(), kLockPatience, this);
    const auto lock = co_await locking;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!lock)
        co_return fail(ErrorCode::Busy, "another program is refreshing the session");
    auto moving = moveLocked(std::move(*config), to);
    const Status moved = co_await moving;
    co_return moved;
}

/// Until the profile names the new place, the old one is in force and whole.
QCoro::Task<Status> Opener::moveLocked(ProfileConfig config, SecretPlace to)
{
    const QPointer<Opener> alive(this);
    Keychain& source = m_places.at(SecretPlaces::placeOf(config.keychainBackend));
    Keychain& target = m_places.at(to);
    if (source.backend() != config.keychainBackend) {
        m_places.choose(to); // there is nothing to move here, but the next sign-in goes there
        co_return fail(ErrorCode::KeyNotFound, "the key was put into " + config.keychainBackend +
                                                   ", this is " + source.backend());
    }
    auto reading = readAll(source, secretEntries(config));
    Result<std::vector<Held>> all = co_await reading;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (!all) {
        if (all.error().code == ErrorCode::KeyNotFound)
            m_places.choose(to); // as above
        co_return fail(std::move(all.error()));
    }
    if (!fits(config, all->front().value))
        co_return fail(ErrorCode::KeychainWrongValue, "the entry is not this account's");
    const std::string oldBackend = config.keychainBackend;
    std::size_t removed = 0;
    auto writing = writeAll(target, *all);
    Status status = co_await writing;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    if (status) {
        config.keychainBackend = target.backend();
        status = m_profile.save(config);
    }
    if (status) {
        auto removing = removeAll(source, *all, &removed);
        status = co_await removing;
        if (!alive)
            co_return fail(ErrorCode::Cancelled);
        if (status || removed > 0)
            co_return Status{}; // the new place is whole, the old one no more
        config.keychainBackend = oldBackend;
        const Status back = m_profile.save(config);
        if (!back)
            co_return Status{};
    }
    auto undoing = removeAll(target, *all, &removed);
    co_await undoing;
    co_return status;
}

std::vector<std::string> Opener::secretEntries(const ProfileConfig& config) const
{
    auto entries = Account::keychainEntries(config);
    if (config.localServer)
        entries.push_back(m_profile.localServerEntry());
    if (auto device = m_deviceKey.entry(); !device.empty())
        entries.push_back(std::move(device));
    return entries;
}

QCoro::Task<Status> Opener::makeRecoveryKey(Files* files, std::string entry)
{
    const auto key = crypto::RecoveryKey::generate(m_parts.random);
    auto writing = m_parts.keychain.write(std::move(entry), key.text());
    const Status written = co_await writing;
    if (!written)
        co_return written;
    auto& replica = *files->replica;
    auto setting = files->worker->run(
        [&replica, publicKey = key.publicKey()] { return replica.setRecoveryKey(publicKey); });
    const Status set = co_await setting;
    co_return set;
}

/// A new outbox gets a recovery key; one that took the place of a bad one gets back what was sealed; one
/// that is older than its sealed copy gets the difference.
QCoro::Task<Status> Opener::settleSealed(Files* files, std::string accountId, OpenMode mode)
{
    const QPointer<Opener> alive(this);
    auto& replica = *files->replica;
    const std::string entry = Account::recoveryEntry(accountId);
    if (mode == OpenMode::Create) {
        auto making = makeRecoveryKey(files, entry);
        const Status made = co_await making;
        co_return made;
    }
    if (replica.hasRecoveryKey() && !replica.sealedIsAhead())
        co_return Status{};
    auto reading = m_parts.keychain.read(entry);
    const Result<Secret> text = co_await reading;
    if (!alive)
        co_return fail(ErrorCode::Cancelled);
    auto key = text ? crypto::RecoveryKey::fromText(text->text())
                    : Result<crypto::RecoveryKey>(fail(Error(text.error())));
    if (replica.hasRecoveryKey()) {
        auto settling = files->worker->run(
            [&replica, key = std::move(key), clock = &m_parts.clock]() -> Status {
                const Status taken = key ? replica.takeSealed(*key) : fail(Error(key.error()));
                return taken ? taken : replica.keepSealedAside(*clock);
            });
        const Status settled = co_await settling;
        co_return settled;
    }
    if (!key && key.error().code == ErrorCode::KeyNotFound) {
        auto making = makeRecoveryKey(files, entry);
        const Status made = co_await making;
        co_return made;
    }
    if (!key)
        co_return fail(std::move(key.error()));
    auto taking = files->worker->run([&replica, key = std::move(*key)]() -> Status {
        TW_TRY(replica.setRecoveryKey(key.publicKey()));
        const auto taken = replica.recoverEdits(key);
        const bool nothing = !taken && taken.error().code == ErrorCode::KeyNotFound;
        return taken || nothing ? Status{} : Status(fail(Error(taken.error())));
    });
    const Status taken = co_await taking;
    co_return taken;
}

} // namespace taskward::client
